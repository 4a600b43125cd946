package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/store"
	"kontor/backend/internal/version"
)

// GetIch GET /api/v1/ich
func (o Operations) GetIch(c context.Context, _ api.GetIchRequestObject) (api.GetIchResponseObject, error) {
	ctx, a := asked(c)
	ich, err := o.Services.Anmeldung.GetIch(ctx, a)
	if err != nil {
		return nil, err
	}
	v := version.Read()
	return api.GetIch200JSONResponse{
		Benutzer: a.Name, Name: a.Anzeige, Rollen: texts[string](a.Rollen), Rechte: texts[string](a.Rechte()),
		Einheiten: list(ich.Einheiten, einheitOf), Mandant: ich.Mandant.Name,
		Programm: api.Programm{Version: v.Number, Commit: v.Stand()},
	}, nil
}

func einheitOf(e store.Einheit) api.Einheit {
	return api.Einheit{Schluessel: e.Schluessel, Name: e.Name}
}
