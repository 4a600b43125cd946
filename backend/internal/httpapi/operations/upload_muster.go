package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// UploadMuster POST /api/v1/muster
func (o Operations) UploadMuster(
	c context.Context, r api.UploadMusterRequestObject,
) (api.UploadMusterResponseObject, error) {
	ctx, a := asked(c)
	m, err := o.Services.Anbindung.UploadMuster(ctx, a, r.Params.Zugang, r.Params.Dateiname, r.Body)
	if err != nil {
		return nil, err
	}
	return api.UploadMuster201JSONResponse(musterOf(m)), nil
}
