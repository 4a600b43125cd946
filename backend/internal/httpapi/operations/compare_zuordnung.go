package operations

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// CompareZuordnung GET /api/v1/zuordnungen/{id}/vergleich
func (o Operations) CompareZuordnung(
	c context.Context, r api.CompareZuordnungRequestObject,
) (api.CompareZuordnungResponseObject, error) {
	ctx, a := asked(c)
	v, err := o.Services.Anbindung.CompareZuordnung(ctx, a, r.Id, r.Params.Muster)
	if err != nil {
		return nil, err
	}
	out := api.CompareZuordnung200JSONResponse{Unterschiede: list(v.Unterschiede, unterschiedOf)}
	if v.Gegen != nil {
		out.GegenNr, out.GegenAm = &v.Gegen.Nr, v.Gegen.AktiviertAm
	}
	return out, nil
}

func unterschiedOf(u casework.Unterschied) api.Unterschied {
	return api.Unterschied{Art: api.UnterschiedArt(u.Art), Pfad: u.Pfad, NeuerPfad: u.NeuerPfad, Vorher: u.Vorher,
		Nachher: u.Nachher, Zugeordnet: all(u.Zugeordnet)}
}
