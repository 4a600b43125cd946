package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
)

// ExportZugriffe GET /api/v1/leseprotokoll/datei
func (o Operations) ExportZugriffe(
	c context.Context, r api.ExportZugriffeRequestObject,
) (api.ExportZugriffeResponseObject, error) {
	ctx, a := asked(c)
	p := r.Params
	f, err := zugriffsfilter(p.Person, p.Art, p.Vorgang, p.Von, p.Bis)
	if err != nil {
		return nil, err
	}
	name, write, err := o.Services.Vorgang.ExportZugriffe(ctx, a, f)
	return download{name, "text/csv; charset=utf-8", write}, err
}
