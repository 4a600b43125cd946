package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// ExportVorgaenge POST /api/v1/export/xdomea
func (o Operations) ExportVorgaenge(
	c context.Context, r api.ExportVorgaengeRequestObject,
) (api.ExportVorgaengeResponseObject, error) {
	ctx, a := asked(c)
	name, write, err := o.Services.Versand.ExportVorgaenge(ctx, a, r.Body.Vorgaenge, r.Body.Bestaetigt)
	return download{name, "application/zip", write}, err
}
