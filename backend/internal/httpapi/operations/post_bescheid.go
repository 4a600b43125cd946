package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// PostBescheid POST /api/v1/vorgaenge/{id}/bescheid/{bescheidId}/postaufgabe
func (o Operations) PostBescheid(
	c context.Context, r api.PostBescheidRequestObject,
) (api.PostBescheidResponseObject, error) {
	ctx, a := asked(c)
	bestaetigt := texts[string](r.Body.Bestaetigt)
	am := r.Body.AufgegebenAm.Time
	if err := o.Services.Bescheid.PostBescheid(ctx, a, r.Id, r.BescheidId, r.Body.Version, am,
		bestaetigt...); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.PostBescheid200JSONResponse{VorgangJSONResponse: v}, err
}
