package casework_test

import (
	"slices"
	"testing"

	"kontor/adapters"
	. "kontor/backend/internal/casework"
	"kontor/workflow"
)

// What the form says in a number with two readings reaches neither the Verfahren nor the typed field; the Hinweis
// names it.
func TestNumbersOfAMapping(t *testing.T) {
	gelesen := func(typ adapters.Typ, text, wert string) adapters.Feld {
		return adapters.Feld{Name: "kosten", Typ: typ, Text: text, Wert: wert}
	}
	u := stadt()
	u.Verfahren = &workflow.Definition{Name: "x", Version: "1", Meta: workflow.Meta{Kurz: "X", Einheit: "post",
		Daten: []workflow.Datum{
			{Name: "kosten", Label: "Kosten", Typ: workflow.TypBetrag}, {Name: "menge", Label: "Menge", Typ: workflow.TypZahl}}}}
	for _, c := range []struct {
		name          string
		feld          adapters.Feld
		typ           adapters.Typ // of the mapping
		kosten, menge any
		wert          string
	}{
		{"text", text("kosten", "", "1.250"), "", nil, nil, ""},
		{"text as amount", text("kosten", "", "1.250"), adapters.Betrag, nil, nil, ""},
		{"text as number", text("kosten", "", "1,250"), adapters.Zahl, nil, nil, ""},
		{"three places", text("kosten", "", "0,125"), adapters.Betrag, nil, 0.125, ""},
		{"text of an amount", gelesen(adapters.Betrag, "1.250", ""), "", nil, nil, ""},
		{"clear", text("kosten", "", "1.250,00 €"), adapters.Betrag, 1250.0, 1250.0, "1250.00"},
		{"English", text("kosten", "", "1,250.00"), adapters.Betrag, 1250.0, 1250.0, "1250.00"},
		{"literal", gelesen(adapters.Zahl, "1.250", "1.250"), "", 1.25, 1.25, "1.250"},
		{"literal that is no amount", gelesen(adapters.Zahl, "1.255", "1.255"), "", nil, 1.255, "1.255"},
		{"literal as amount", gelesen(adapters.Zahl, "1.255", "1.255"), adapters.Betrag, nil, nil, ""},
	} {
		l := &Lesart{Zuordnung: Zuordnung{Verfahren: "x", Daten: map[string]string{"kosten": "kosten",
			"menge": "kosten"}}}
		if c.typ != "" {
			l.Typen = map[string]adapters.Typ{"kosten": c.typ}
		}
		a := &Antrag{Antragsdaten: []adapters.Feld{c.feld}}
		e, daten, err := Zuordne(u, l, a)
		if err != nil {
			t.Fatal(err)
		}
		if daten["kosten"] != c.kosten || daten["menge"] != c.menge || a.Antragsdaten[0].Wert != c.wert ||
			a.Antragsdaten[0].Text != c.feld.Text {
			t.Errorf("%s: %v %+v", c.name, daten, a.Antragsdaten[0])
		}
		hint := slices.ContainsFunc(e.Hinweise, func(h adapters.Hinweis) bool {
			return h.Code == "value_unreadable" && h.Feld == "kosten"
		})
		if hint != (c.kosten == nil) {
			t.Errorf("%s: %v", c.name, e.Hinweise)
		}
	}
}
