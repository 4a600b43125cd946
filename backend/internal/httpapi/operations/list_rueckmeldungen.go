package operations

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// ListRueckmeldungen GET /api/v1/rueckmeldungen
func (o Operations) ListRueckmeldungen(
	c context.Context, _ api.ListRueckmeldungenRequestObject,
) (api.ListRueckmeldungenResponseObject, error) {
	ctx, a := asked(c)
	rows, err := o.Services.Kanaele.ListRueckmeldungen(ctx, a)
	return api.ListRueckmeldungen200JSONResponse{Rueckmeldungen: list(rows, rueckmeldungOf)}, err
}

func rueckmeldungOf(r casework.Rueckpost) api.Rueckmeldung {
	return api.Rueckmeldung{Id: r.ID, KanalName: r.KanalName, Am: r.Am, GesendetAm: r.GesendetAm, Faden: r.Faden,
		Betreff: r.Betreff, Text: r.Text,
		Dateien: list(r.Dateien, func(d casework.Rueckanlage) string { return d.Dateiname })}
}
