package operations

import (
	"context"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/postausgang"
)

// ListPostausgang GET /api/v1/postausgang
func (o Operations) ListPostausgang(
	c context.Context, _ api.ListPostausgangRequestObject,
) (api.ListPostausgangResponseObject, error) {
	ctx, a := asked(c)
	briefe, err := o.Services.Postausgang.ListPostausgang(ctx, a)
	return api.ListPostausgang200JSONResponse{Briefe: list(briefe, postbriefOf)}, err
}

func postbriefOf(b postausgang.Brief) api.Postbrief {
	v := api.Postbrief{Dokument: b.Dokument, Vorgang: b.Vorgang, Version: b.Version, Vorgangsnummer: b.Vorgangsnummer,
		Titel: b.Titel, Einheit: b.Einheit, EinheitName: b.EinheitName, Art: api.PostbriefArt(b.Art), Betreff: b.Betreff,
		Name: b.Name, PlzOrt: b.PlzOrt, Am: b.Am, AntwortBis: day(b.AntwortBis), GedrucktAm: b.GedrucktAm,
		GedrucktVon: b.GedrucktVon, Aufgebbar: b.Eigene}
	druckbar := func(want bool) []string {
		out := []string{}
		for _, d := range b.Beilagen {
			if postausgang.Druckbar(d) == want {
				out = append(out, d.Titel())
			}
		}
		return out
	}
	v.Druckbar, v.Selbst = druckbar(true), druckbar(false)
	return v
}
