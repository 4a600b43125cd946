package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// WithdrawAntrag POST /antragsraum/api/v1/vorgaenge/{id}/ruecknahme
func (o Operations) WithdrawAntrag(
	c context.Context, r api.WithdrawAntragRequestObject,
) (api.WithdrawAntragResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Antragsraum.WithdrawAntrag(ctx, a, r.Id); err != nil {
		return nil, err
	}
	v, err := o.antragsraumVorgang(ctx, a, r.Id)
	return api.WithdrawAntrag200JSONResponse{AntragsraumVorgangJSONResponse: v}, err
}
