package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// ReturnBrief POST /api/v1/vorgaenge/{id}/sendungen/{sendungId}/ruecklauf
func (o Operations) ReturnBrief(
	c context.Context, r api.ReturnBriefRequestObject,
) (api.ReturnBriefResponseObject, error) {
	ctx, a := asked(c)
	err := o.Services.Versand.ReturnBrief(ctx, a, r.Id, r.SendungId, r.Body.Version, r.Body.Grund)
	if err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.ReturnBrief200JSONResponse{VorgangJSONResponse: v}, err
}
