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
	answer := api.GetIch200JSONResponse{
		Benutzer: a.Name, Name: a.Anzeige, Rollen: texts[string](a.Rollen), Rechte: texts[string](a.Rechte()),
		Einheiten: list(ich.Einheiten, einheitOf), Mandant: ich.Mandant.Name,
		Programm: api.Programm{Version: v.Number, Commit: v.Stand()},
	}
	if x := c.Value(AskedKey).(Asked).Sitzung; x != nil {
		rest := o.Services.Anmeldung.Restzeit(x)
		answer.Sitzung = api.Sitzung{Noch: int(rest.Noch.Seconds()), Ruhe: int(rest.Ruhe.Seconds())}
	}
	return answer, nil
}

func einheitOf(e store.Einheit) api.Einheit {
	return api.Einheit{Schluessel: e.Schluessel, Name: e.Name}
}
