package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// EndWarten POST /api/v1/vorgaenge/{id}/prozess/warten/{token}/ende
func (o Operations) EndWarten(
	c context.Context, r api.EndWartenRequestObject,
) (api.EndWartenResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Versand.EndWarten(ctx, a, r.Id, r.Body.Version, r.Token, r.Body.Grund); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.EndWarten200JSONResponse{VorgangJSONResponse: v}, err
}
