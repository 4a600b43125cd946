package operations

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/anbindung"
)

// TryZuordnung POST /api/v1/zuordnungen/{id}/probelauf
func (o Operations) TryZuordnung(
	c context.Context, r api.TryZuordnungRequestObject,
) (api.TryZuordnungResponseObject, error) {
	ctx, a := asked(c)
	p, err := o.Services.Anbindung.TryZuordnung(ctx, a, r.Id, r.Body.Muster, r.Body.Inhalt)
	if err != nil {
		return nil, err
	}
	return api.TryZuordnung200JSONResponse(probelaufOf(p)), nil
}

func probelaufOf(p *anbindung.Probelauf) api.Probelauf {
	return api.Probelauf{
		Verfahren: p.Verfahren, VerfahrenTitel: p.Def.Meta.Titel, Stand: p.Stand, Titel: p.Titel, Einheit: p.Einheit,
		EinheitName: p.EinheitName, Zielweg: api.Zielweg{Art: api.ZielwegArt(p.Zielweg.Art), Regel: p.Zielweg.Regel},
		Leika: all(p.Leika), AntragstellerName: casework.AntragstellerName(p.Antragsteller),
		Antragsteller: antragstellerOf(p.Antragsteller), Felder: all(p.Felder),
		Angaben: list(p.Angaben, probelaufAngabeOf),
		Unterlagen: list(p.Unterlagen, func(u casework.UnterlageLage) api.UnterlageLage {
			return api.UnterlageLage(u)
		}),
		Hinweise: all(p.Hinweise),
	}
}

func probelaufAngabeOf(x casework.Angabe) api.ProbelaufAngabe {
	return api.ProbelaufAngabe{Name: x.Name, Label: x.Label, Pfad: x.Pfad, Wert: x.Wert,
		Zustand: api.ProbelaufAngabeZustand(x.Zustand)}
}
