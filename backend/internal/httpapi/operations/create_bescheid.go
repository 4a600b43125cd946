package operations

import (
	"context"
	"reflect"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/httpapi/api"
	"kontor/workflow"
)

// CreateBescheid POST /api/v1/vorgaenge/{id}/bescheid
func (o Operations) CreateBescheid(
	c context.Context, r api.CreateBescheidRequestObject,
) (api.CreateBescheidResponseObject, error) {
	ctx, a := asked(c)
	if err := o.Services.Bescheid.CreateBescheid(ctx, a, r.Id, r.Body.Version, neuerBescheid(r.Body),
		texts[string](r.Body.Bestaetigt)); err != nil {
		return nil, err
	}
	v, err := o.vorgang(ctx, a, r.Id)
	return api.CreateBescheid201JSONResponse{VorgangJSONResponse: v}, err
}

func neuerBescheid(in *api.BescheidNeu) casework.Bescheid {
	b := casework.Bescheid{Ergebnis: casework.Ergebnis(in.Ergebnis), Tenor: in.Tenor, Ablehnung: in.Ablehnung,
		Begruendung: in.Begruendung,
		Nebenbestimmungen: list(in.Nebenbestimmungen, func(n api.Nebenbestimmung) casework.Nebenbestimmung {
			return casework.Nebenbestimmung{Art: string(n.Art), Text: n.Text}
		}),
		Anhoerung: anhoerungOf(in.Anhoerung), Anschrift: anschriftOf(in.Anschrift),
		GebuehrCent: int64(in.Gebuehr), Zahlung: neueZahlung(in.Zahlung), Kanal: string(in.Kanal),
		Aenderung: bescheidaenderungOf(in.Aenderung)}
	for _, id := range in.Anlagen {
		b.Anlagen = append(b.Anlagen, casework.Anlage{Dokument: id})
	}
	for _, text := range in.Auflagen {
		b.Nebenbestimmungen = append(b.Nebenbestimmungen, casework.Nebenbestimmung{Art: "auflage", Text: text})
	}
	return b
}

// neueZahlung is what somebody has said about paying; nil = nothing.
func neueZahlung(in api.ZahlungNeu) *casework.Zahlung {
	if reflect.ValueOf(in).IsZero() {
		return nil
	}
	z := &casework.Zahlung{Grundlage: in.Rechtsgrundlage, Kassenzeichen: in.Kassenzeichen, Einzug: in.Einzug}
	z.Positionen = list(in.Positionen, func(p api.Gebuehrposition) workflow.Gebuehrposition {
		return workflow.Gebuehrposition{Bezeichnung: p.Bezeichnung, Menge: p.Menge, Einheit: p.Einheit,
			SatzCent: int64(p.Satz)}
	})
	if am := dayOf(in.FaelligAm); am != nil {
		z.FaelligAm = *am
	}
	return z
}

// bescheidaenderungOf is what becomes of an earlier Bescheid; nil = none is named.
func bescheidaenderungOf(in api.Bescheidaenderung) *casework.Bescheidaenderung {
	if in.Art == "" {
		return nil
	}
	return &casework.Bescheidaenderung{Art: casework.BescheidAkt(in.Art), Bezug: in.Bezug, Grund: string(in.Grund),
		Kenntnis: dayOf(in.KenntnisAm), Antrag: dayOf(in.AntragAm), Ab: dayOf(in.Ab)}
}

func anhoerungOf(in api.Anhoerung) *casework.Anhoerung {
	if in.Am == nil && in.Grund == "" {
		return nil
	}
	return &casework.Anhoerung{Am: dayOf(in.Am), Grund: string(in.Grund)}
}

// anschriftOf is the address that somebody has said; nil = none.
func anschriftOf(in api.Briefanschrift) *casework.Anschrift {
	if in == (api.Briefanschrift{}) {
		return nil
	}
	return &casework.Anschrift{Name: in.Name, Strasse: in.Strasse, PlzOrt: in.PlzOrt, Land: in.Land,
		Vertritt: in.Vertritt, Vertretung: vertretungOf(in)}
}

// vertretungOf: an address that says nothing of it is that of somebody authorised.
func vertretungOf(in api.Briefanschrift) string {
	if in.Vertretung == api.BriefanschriftVertretungBevollmaechtigt {
		return ""
	}
	return string(in.Vertretung)
}
