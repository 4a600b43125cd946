package operations

import (
	"bytes"
	"context"

	"kontor/backend/internal/httpapi/api"
)

// PreviewBescheid POST /api/v1/vorgaenge/{id}/bescheid/vorschau
func (o Operations) PreviewBescheid(
	c context.Context, r api.PreviewBescheidRequestObject,
) (api.PreviewBescheidResponseObject, error) {
	ctx, a := asked(c)
	pdf, err := o.Services.Bescheid.PreviewBescheid(ctx, a, r.Id, neuerBescheid(r.Body))
	return api.PreviewBescheid200ApplicationpdfResponse{Body: bytes.NewReader(pdf), ContentLength: int64(len(pdf))}, err
}
