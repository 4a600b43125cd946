package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// DenyDublette DELETE /api/v1/vorgaenge/{id}/dubletten/{anderer}
func (o Operations) DenyDublette(
	c context.Context, r api.DenyDubletteRequestObject,
) (api.DenyDubletteResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Vorgang.DenyDublette(ctx, a, r.Id, r.Anderer); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.DenyDublette200JSONResponse{VorgangJSONResponse: v}, err
}
