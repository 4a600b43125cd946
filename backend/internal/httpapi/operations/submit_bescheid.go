package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// SubmitBescheid POST /api/v1/vorgaenge/{id}/zeichnungen
func (o Operations) SubmitBescheid(
	c context.Context, r api.SubmitBescheidRequestObject,
) (api.SubmitBescheidResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Bescheid.SubmitBescheid(ctx, a, r.Id, r.Body.Version, neuerBescheid(r.Body),
		texts[string](r.Body.Bestaetigt)); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.SubmitBescheid201JSONResponse{VorgangJSONResponse: v}, err
}
