package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// CreateKanal POST /api/v1/kanaele
func (o Operations) CreateKanal(
	c context.Context, r api.CreateKanalRequestObject,
) (api.CreateKanalResponseObject, error) {
	ctx, a := asked(c)
	k, err := o.Services.Kanaele.CreateKanal(ctx, a, r.Body.Art, r.Body.Name)
	if err != nil {
		return nil, err
	}
	return api.CreateKanal201JSONResponse(kanalOf(*k)), nil
}
