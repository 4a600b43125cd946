package operations

import (
	"bytes"
	"context"

	"kontor/backend/internal/httpapi/api"
)

// RenderNachweis GET /api/v1/vorgaenge/{id}/nachweise/{objektId}/pdf
func (o Operations) RenderNachweis(
	c context.Context, r api.RenderNachweisRequestObject,
) (api.RenderNachweisResponseObject, error) {
	ctx, a := asked(c)
	pdf, err := o.Services.Vorgang.RenderNachweis(ctx, a, r.Id, r.ObjektId)
	return api.RenderNachweis200ApplicationpdfResponse{Body: bytes.NewReader(pdf), ContentLength: int64(len(pdf))}, err
}
