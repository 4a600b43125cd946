package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// ReopenVorgang POST /api/v1/vorgaenge/{id}/wiedereroeffnung
func (o Operations) ReopenVorgang(
	c context.Context, r api.ReopenVorgangRequestObject,
) (api.ReopenVorgangResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Vorgang.ReopenVorgang(ctx, a, r.Id, r.Body.Version, r.Body.Grund); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.ReopenVorgang200JSONResponse{VorgangJSONResponse: v}, err
}
