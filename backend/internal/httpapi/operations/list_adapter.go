package operations

import (
	"context"

	"kontor/adapters"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/anbindung"
)

// ListAdapter GET /api/v1/adapter
func (o Operations) ListAdapter(
	c context.Context, _ api.ListAdapterRequestObject,
) (api.ListAdapterResponseObject, error) {
	ctx, a := asked(c)
	rows, err := o.Services.Anbindung.ListAdapter(ctx, a)
	return api.ListAdapter200JSONResponse{Adapter: list(rows, adapterOf)}, err
}

func adapterOf(x anbindung.Adapterzeile) api.Adapter {
	return api.Adapter{Name: x.Name, Abholung: x.Abholung, Einstellungen: list(x.Einstellungen, adapterEinstellungOf)}
}

func adapterEinstellungOf(s adapters.Setting) api.AdapterEinstellung {
	v := api.AdapterEinstellung{Name: s.Name, Label: api.Sprachen(s.Label), Hilfe: api.Sprachen(s.Hilfe),
		Art: api.AdapterEinstellungArt(s.Art), Werte: all(s.Werte), Vorgabe: s.Vorgabe, Pflicht: s.Pflicht,
		Abholung: s.Abholung, Geheim: s.Geheim}
	if s.Wenn != nil {
		v.Wenn = api.EinstellungWenn{Name: s.Wenn.Name, Werte: all(s.Wenn.Werte)}
	}
	return v
}
