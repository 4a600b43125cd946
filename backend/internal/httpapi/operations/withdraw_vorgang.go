package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// WithdrawVorgang POST /api/v1/vorgaenge/{id}/ruecknahme
func (o Operations) WithdrawVorgang(
	c context.Context, r api.WithdrawVorgangRequestObject,
) (api.WithdrawVorgangResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Versand.WithdrawVorgang(ctx, a, r.Id, r.Body.Version, r.Body.Grund); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.WithdrawVorgang200JSONResponse{VorgangJSONResponse: v}, err
}
