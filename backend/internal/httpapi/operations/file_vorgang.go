package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// FileVorgang POST /api/v1/vorgaenge/{id}/ablage
func (o Operations) FileVorgang(
	c context.Context, r api.FileVorgangRequestObject,
) (api.FileVorgangResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Versand.FileVorgang(ctx, a, r.Id, r.Body.Version, r.Body.Bestaetigt); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.FileVorgang200JSONResponse{VorgangJSONResponse: v}, err
}
