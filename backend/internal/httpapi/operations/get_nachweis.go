package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// GetNachweis GET /api/v1/vorgaenge/{id}/nachweise/{objektId}
func (o Operations) GetNachweis(
	c context.Context, r api.GetNachweisRequestObject,
) (api.GetNachweisResponseObject, error) {
	ctx, a := asked(c)
	n, err := o.Services.Vorgang.GetNachweis(ctx, a, r.Id, r.ObjektId)
	if err != nil {
		return nil, err
	}
	return api.GetNachweis200JSONResponse(*n), nil
}
