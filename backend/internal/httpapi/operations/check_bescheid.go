package operations

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
)

// CheckBescheid POST /api/v1/vorgaenge/{id}/bescheid/pruefung
func (o Operations) CheckBescheid(
	c context.Context, r api.CheckBescheidRequestObject,
) (api.CheckBescheidResponseObject, error) {
	ctx, a := asked(c)
	p, zeichnung, err := o.Services.Bescheid.CheckBescheid(ctx, a, r.Id, neuerBescheid(r.Body))
	return api.CheckBescheid200JSONResponse{Punkte: list(p.Punkte, bescheidPruefpunktOf),
		Anschrift: all(p.Empfaenger.Zeilen()), Zahlung: zahlungOf(p.Zahlung),
		Zeichnung: texts[api.Zeichnungsgrund](zeichnung),
		Zeichen:   zeichenOf(p.Zeichen),
		Auch:      list(p.Adressaten, func(x casework.Adressat) string { return x.Anschrift.Name })}, err
}

func zeichenOf(found []casework.Zeichenstelle) []api.Zeichenstelle {
	return list(found[:min(len(found), casework.MaxZeichenstellen)], func(z casework.Zeichenstelle) api.Zeichenstelle {
		return api.Zeichenstelle{Feld: z.Feld, Nr: z.Nr, Zeile: z.Zeile, Stelle: z.Stelle, Zeichen: z.Zeichen}
	})
}

func bescheidPruefpunktOf(p casework.BescheidPruefpunkt) api.BescheidPruefpunkt {
	return api.BescheidPruefpunkt{Kennung: api.BescheidPruefpunktKennung(p.Kennung),
		Stand: api.BescheidPruefpunktStand(p.Stand), Grund: p.Grund, Norm: p.Norm}
}
