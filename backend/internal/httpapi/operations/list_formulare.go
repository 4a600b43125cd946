package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/anbindung"
)

// ListFormulare GET /api/v1/zugaenge/{id}/formulare
func (o Operations) ListFormulare(
	c context.Context, r api.ListFormulareRequestObject,
) (api.ListFormulareResponseObject, error) {
	ctx, a := asked(c)
	rows, err := o.Services.Anbindung.ListFormulare(ctx, a, r.Id)
	return api.ListFormulare200JSONResponse{Formulare: list(rows, formularZeileOf)}, err
}

func formularZeileOf(f anbindung.Formularzeile) api.FormularZeile {
	return api.FormularZeile{Formular: f.Formular, Version: f.Version, Titel: f.Titel, Anzahl: f.Anzahl,
		Geaendert: f.Geaendert, ZuletztAm: f.ZuletztAm, Verfahren: f.Verfahren, Aktiv: f.Aktiv, Entwurf: f.Entwurf}
}
