package operations

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// CreateBescheid POST /api/v1/vorgaenge/{id}/bescheid
func (o Operations) CreateBescheid(
	c context.Context, r api.CreateBescheidRequestObject,
) (api.CreateBescheidResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Bescheid.CreateBescheid(ctx, a, r.Id, r.Body.Version, neuerBescheid(r.Body)); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.CreateBescheid201JSONResponse{VorgangJSONResponse: v}, err
}

func neuerBescheid(in *api.BescheidNeu) casework.Bescheid {
	return casework.Bescheid{Ergebnis: casework.Ergebnis(in.Ergebnis), Begruendung: in.Begruendung,
		Auflagen:    in.Auflagen,
		GebuehrCent: int64(in.Gebuehr), Kanal: string(in.Kanal)}
}
