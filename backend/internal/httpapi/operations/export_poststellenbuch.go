package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// ExportPoststellenbuch GET /api/v1/poststellenbuch/datei
func (o Operations) ExportPoststellenbuch(
	c context.Context, r api.ExportPoststellenbuchRequestObject,
) (api.ExportPoststellenbuchResponseObject, error) {
	ctx, a := asked(c)
	p := r.Params
	f := buchfilter(p.Zugang, p.Zustand, p.Formular, p.Von, p.Bis, p.Suche)
	name, write, err := o.Services.Posteingang.ExportPoststellenbuch(ctx, a, f)
	return download{name, "text/csv; charset=utf-8", write}, err
}
