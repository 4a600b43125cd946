package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// RejectVorgang POST /api/v1/vorgaenge/{id}/verwerfung
func (o Operations) RejectVorgang(
	c context.Context, r api.RejectVorgangRequestObject,
) (api.RejectVorgangResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Vorgang.RejectVorgang(ctx, a, r.Id, r.Body.Version, r.Body.Grund); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.RejectVorgang200JSONResponse{VorgangJSONResponse: v}, err
}
