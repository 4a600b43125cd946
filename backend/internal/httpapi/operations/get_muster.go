package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// GetMuster GET /api/v1/muster/{id}
func (o Operations) GetMuster(c context.Context, r api.GetMusterRequestObject) (api.GetMusterResponseObject, error) {
	ctx, a := asked(c)
	m, err := o.Services.Anbindung.GetMuster(ctx, a, r.Id)
	if err != nil {
		return nil, err
	}
	return api.GetMuster200JSONResponse(musterOf(m)), nil
}
