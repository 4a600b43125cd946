package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// ListEinheiten GET /api/v1/einheiten
func (o Operations) ListEinheiten(
	c context.Context, _ api.ListEinheitenRequestObject,
) (api.ListEinheitenResponseObject, error) {
	ctx, a := asked(c)
	rows, err := o.Services.Vorgang.ListEinheiten(ctx, a)
	return api.ListEinheiten200JSONResponse{Einheiten: list(rows, einheitOf)}, err
}
