package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/anbindung"
)

// UpdateZugang PUT /api/v1/zugaenge/{id}
func (o Operations) UpdateZugang(
	c context.Context, r api.UpdateZugangRequestObject,
) (api.UpdateZugangResponseObject, error) {
	ctx, a := asked(c)
	z, err := o.Services.Anbindung.UpdateZugang(ctx, a, r.Id, zugangAenderung(r.Body))
	if err != nil {
		return nil, err
	}
	return api.UpdateZugang200JSONResponse(o.zugangOf(z)), nil
}

func zugangAenderung(in *api.ZugangAenderung) anbindung.ZugangAenderung {
	x := anbindung.ZugangAenderung{Version: in.Version, Titel: in.Titel, Aktiv: in.Aktiv, Benutzer: in.Benutzer,
		Zertifikat: in.Zertifikat, StilleStunden: in.StilleStunden, Einstellungen: in.Einstellungen}
	if q := in.Quelle; q != nil {
		x.Quelle = &anbindung.QuelleNeu{URL: q.Url, User: q.Benutzer, Password: q.Passwort}
	}
	return x
}
