package operations

import (
	"context"
	"maps"
	"slices"

	"kontor/backend/internal/httpapi/api"
	"kontor/backend/internal/service/verfahren"
	"kontor/workflow"
)

// PlayVerfahrensversion POST /api/v1/verfahrensversionen/{id}/uebung
func (o Operations) PlayVerfahrensversion(
	c context.Context, r api.PlayVerfahrensversionRequestObject,
) (api.PlayVerfahrensversionResponseObject, error) {
	ctx, a := asked(c)
	u, err := o.Services.Verfahren.PlayVerfahrensversion(ctx, a, r.Id, verfahren.Uebungswunsch{
		Beginn: known(r.Body.Beginn), Antrag: r.Body.Antrag, Szenario: r.Body.Szenario,
		Schritte: list(r.Body.Schritte, schrittOf)})
	if err != nil {
		return nil, err
	}
	out := uebungOf(u.Uebung)
	out.Szenario = string(u.Szenario)
	out.Angaben = list(u.Def.Meta.Daten, angabeFeld)
	return api.PlayVerfahrensversion200JSONResponse(out), nil
}

// angabeFeld is what an application states, as a field to type it in; codes are chosen by their words.
func angabeFeld(d workflow.Datum) api.AufgabeFeld {
	f := workflow.Feld{Name: d.Name, Label: d.Label, Typ: d.Typ}
	if d.Typ == workflow.TypAuswahl && len(d.Werte) == 0 {
		f.Typ = workflow.TypText // its values are known to the form only
	}
	for _, code := range slices.Sorted(maps.Keys(d.Werte)) {
		f.Typ, f.Optionen = workflow.TypAuswahl, append(f.Optionen, workflow.Option{Wert: code, Label: d.Werte[code]})
	}
	return aufgabeFeldOf(f)
}
