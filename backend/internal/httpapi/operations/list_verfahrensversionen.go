package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// ListVerfahrensversionen GET /api/v1/verfahrensversionen
func (o Operations) ListVerfahrensversionen(
	c context.Context, _ api.ListVerfahrensversionenRequestObject,
) (api.ListVerfahrensversionenResponseObject, error) {
	ctx, a := asked(c)
	rows, err := o.Services.Verfahren.ListVerfahrensversionen(ctx, a)
	return api.ListVerfahrensversionen200JSONResponse{Versionen: list(rows, verfahrensversionOf)}, err
}
