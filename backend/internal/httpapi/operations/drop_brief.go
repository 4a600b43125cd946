package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// DropBrief POST /api/v1/vorgaenge/{id}/sendungen/{sendungId}/verwerfung
func (o Operations) DropBrief(
	c context.Context, r api.DropBriefRequestObject,
) (api.DropBriefResponseObject, error) {
	ctx, a := asked(c)
	err := o.Services.Versand.DropBrief(ctx, a, r.Id, r.SendungId, r.Body.Version, r.Body.Grund)
	if err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.DropBrief200JSONResponse{VorgangJSONResponse: v}, err
}
