package operations

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// CheckZuordnung GET /api/v1/zuordnungen/{id}/pruefung
func (o Operations) CheckZuordnung(
	c context.Context, r api.CheckZuordnungRequestObject,
) (api.CheckZuordnungResponseObject, error) {
	ctx, a := asked(c)
	p, err := o.Services.Anbindung.CheckZuordnung(ctx, a, r.Id)
	if err != nil {
		return nil, err
	}
	return api.CheckZuordnung200JSONResponse{Bereit: p.Bereit(), Befunde: list(p.Befunde, befundOf),
		Muster: list(p.Muster, musterlageOf)}, nil
}

func befundOf(b casework.Befund) api.Befund {
	return api.Befund{Schwere: api.BefundSchwere(b.Schwere), Grund: api.BefundGrund(b.Grund), Stelle: b.Stelle,
		Muster: b.Muster}
}

func musterlageOf(m casework.Musterlage) api.Musterlage {
	return api.Musterlage{Id: m.ID, Name: m.Name, Erstmals: m.Erstmals, Unterschiede: list(m.Unterschiede, aenderungOf)}
}

func aenderungOf(x casework.Aenderung) api.Aenderung {
	return api.Aenderung{Stelle: x.Stelle, Vorher: x.Vorher, Nachher: x.Nachher}
}
