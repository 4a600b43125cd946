package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// TestKanal POST /api/v1/kanaele/{id}/probe
func (o Operations) TestKanal(
	c context.Context, r api.TestKanalRequestObject,
) (api.TestKanalResponseObject, error) {
	ctx, a := asked(c)
	grund, err := o.Services.Kanaele.TestKanal(ctx, a, r.Id)
	return api.TestKanal200JSONResponse{Grund: grund}, err
}
