package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// ExportVorgang GET /api/v1/vorgaenge/{id}/export/xdomea
func (o Operations) ExportVorgang(
	c context.Context, r api.ExportVorgangRequestObject,
) (api.ExportVorgangResponseObject, error) {
	ctx, a := asked(c)
	name, write, err := o.Services.Versand.ExportVorgang(ctx, a, r.Id, r.Params.Bestaetigt)
	return download{name, "application/zip", write}, err
}
