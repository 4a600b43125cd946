package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// CopyMuster POST /api/v1/muster/eingang
func (o Operations) CopyMuster(
	c context.Context, r api.CopyMusterRequestObject,
) (api.CopyMusterResponseObject, error) {
	ctx, a := asked(c)
	m, err := o.Services.Anbindung.CopyMuster(ctx, a, r.Body.Eingang)
	if err != nil {
		return nil, err
	}
	return api.CopyMuster201JSONResponse(musterOf(m)), nil
}
