package operations

import (
	"bytes"
	"context"

	"kontor/backend/internal/httpapi/api"
)

// PrintPostausgang POST /api/v1/postausgang/druck
func (o Operations) PrintPostausgang(
	c context.Context, r api.PrintPostausgangRequestObject,
) (api.PrintPostausgangResponseObject, error) {
	ctx, a := asked(c)
	pdf, err := o.Services.Postausgang.PrintPostausgang(ctx, a, r.Body.Dokumente, r.Body.Beidseitig)
	return api.PrintPostausgang200ApplicationpdfResponse{Body: bytes.NewReader(pdf),
		ContentLength: int64(len(pdf))}, err
}
