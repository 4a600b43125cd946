package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// CloseVorgang POST /api/v1/vorgaenge/{id}/abschluss
func (o Operations) CloseVorgang(
	c context.Context, r api.CloseVorgangRequestObject,
) (api.CloseVorgangResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Vorgang.CloseVorgang(ctx, a, r.Id, r.Body.Version, r.Body.Grund); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.CloseVorgang200JSONResponse{VorgangJSONResponse: v}, err
}
