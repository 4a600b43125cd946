package operations

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// AddWiedervorlage POST /api/v1/vorgaenge/{id}/wiedervorlagen
func (o Operations) AddWiedervorlage(
	c context.Context, r api.AddWiedervorlageRequestObject,
) (api.AddWiedervorlageResponseObject, error) {
	ctx, a := asked(c)
	in := r.Body
	w := casework.Wiedervorlage{Betreff: in.Betreff, Beschreibung: in.Beschreibung, FaelligAm: in.FaelligAm.Time}
	if err := o.Services.Vorgang.AddWiedervorlage(ctx, a, r.Id, w); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.AddWiedervorlage201JSONResponse{VorgangJSONResponse: v}, err
}
