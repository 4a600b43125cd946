package operations

import (
	"context"
	"io"
	"strings"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// ExportZuordnung GET /api/v1/zuordnungen/{id}/datei
func (o Operations) ExportZuordnung(
	c context.Context, r api.ExportZuordnungRequestObject,
) (api.ExportZuordnungResponseObject, error) {
	ctx, a := asked(c)
	z, raw, err := o.Services.Anbindung.ExportZuordnung(ctx, a, r.Id)
	if err != nil {
		return nil, err
	}
	return download{zuordnungsdatei(z.Inhalt), "application/yaml", func(w io.Writer) error {
		_, err := w.Write(raw)
		return err
	}}, nil
}

// zuordnungsdatei is the name of its file: keys of forms may have what no file system takes.
func zuordnungsdatei(z casework.Zuordnung) string {
	return strings.TrimSuffix(fileName(z.Formular+"_"+z.Version), "_") + ".yaml"
}
