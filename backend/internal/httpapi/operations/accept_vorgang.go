package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// AcceptVorgang POST /api/v1/vorgaenge/{id}/annahme
func (o Operations) AcceptVorgang(
	c context.Context, r api.AcceptVorgangRequestObject,
) (api.AcceptVorgangResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Vorgang.AcceptVorgang(ctx, a, r.Id, r.Body.Version); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.AcceptVorgang200JSONResponse{VorgangJSONResponse: v}, err
}
