package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// StopProzess POST /api/v1/vorgaenge/{id}/prozess/ende
func (o Operations) StopProzess(
	c context.Context, r api.StopProzessRequestObject,
) (api.StopProzessResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Ablauf.StopProzess(ctx, a, r.Id, r.Body.Version, r.Body.Grund); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.StopProzess200JSONResponse{VorgangJSONResponse: v}, err
}
