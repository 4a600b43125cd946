package operations

import (
	"context"
	"io"
	"strings"

	"kontor/backend/internal/httpapi/api"
)

// ExportVerfahrensversion GET /api/v1/verfahrensversionen/{id}/datei
func (o Operations) ExportVerfahrensversion(
	c context.Context, r api.ExportVerfahrensversionRequestObject,
) (api.ExportVerfahrensversionResponseObject, error) {
	ctx, a := asked(c)
	v, raw, err := o.Services.Verfahren.ExportVerfahrensversion(ctx, a, r.Id)
	if err != nil {
		return nil, err
	}
	return download{fileName(v.Name+"_"+v.Stand) + ".zip", "application/zip", func(w io.Writer) error {
		_, err := w.Write(raw)
		return err
	}}, nil
}

// fileName leaves out what no file system takes.
func fileName(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>| `, r) {
			return '-'
		}
		return r
	}, name)
}
