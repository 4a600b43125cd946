package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/kanaele"
)

// ListKanaele GET /api/v1/kanaele
func (o Operations) ListKanaele(
	c context.Context, _ api.ListKanaeleRequestObject,
) (api.ListKanaeleResponseObject, error) {
	ctx, a := asked(c)
	rows, arten, err := o.Services.Kanaele.ListKanaele(ctx, a)
	return api.ListKanaele200JSONResponse{Kanaele: list(rows, kanalOf), Arten: list(arten, kanalartOf)}, err
}

func kanalOf(k kanaele.Kanal) api.Kanal {
	return api.Kanal{Id: k.ID, Art: k.Art, Name: k.Name, Aktiv: k.Aktiv, Einstellungen: k.Einstellungen,
		Stoerung: k.Stoerung, GestoertSeit: k.GestoertSeit, Version: k.Version}
}

func kanalartOf(x kanaele.Art) api.Kanalart {
	return api.Kanalart{Name: x.Name, Einstellungen: list(x.Felder, adapterEinstellungOf)}
}
