package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/anbindung"
)

// CheckZugang GET /api/v1/zugaenge/{id}/pruefung
func (o Operations) CheckZugang(
	c context.Context, r api.CheckZugangRequestObject,
) (api.CheckZugangResponseObject, error) {
	ctx, a := asked(c)
	punkte, bereit, err := o.Services.Anbindung.CheckZugang(ctx, a, r.Id)
	return api.CheckZugang200JSONResponse{Bereit: bereit, Punkte: list(punkte, pruefpunktOf)}, err
}

func pruefpunktOf(p anbindung.Pruefpunkt) api.Pruefpunkt {
	return api.Pruefpunkt{Art: p.Art, Zustand: api.PruefpunktZustand(p.Zustand), Name: p.Name, Ziel: p.Ziel}
}
