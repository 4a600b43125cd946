package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// PullZugang POST /api/v1/zugaenge/{id}/abruf
func (o Operations) PullZugang(
	c context.Context, r api.PullZugangRequestObject,
) (api.PullZugangResponseObject, error) {
	ctx, a := asked(c)
	return api.PullZugang202Response{}, o.Services.Anbindung.PullZugang(ctx, a, r.Id)
}
