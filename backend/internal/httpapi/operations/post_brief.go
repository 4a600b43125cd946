package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// PostBrief POST /api/v1/vorgaenge/{id}/sendungen/{sendungId}/postaufgabe
func (o Operations) PostBrief(c context.Context, r api.PostBriefRequestObject) (api.PostBriefResponseObject, error) {
	ctx, a := asked(c)
	err := o.Services.Versand.PostBrief(ctx, a, r.Id, r.SendungId, r.Body.Version, r.Body.AufgegebenAm.Time,
		texts[string](r.Body.Bestaetigt))
	if err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.PostBrief200JSONResponse{VorgangJSONResponse: v}, err
}
