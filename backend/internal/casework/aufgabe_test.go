package casework

import (
	"encoding/json"
	"slices"
	"testing"

	"kontor/workflow"
)

// What a task was answered with is read in the words of its form.
func TestAngaben(t *testing.T) {
	felder := []workflow.Feld{
		{Name: "pruefung", Label: "Ergebnis", Typ: workflow.TypAuswahl, Optionen: []workflow.Option{{Wert: "a", Label: "mit Auflagen"}}},
		{Name: "bedenken", Label: "Es bestehen Bedenken", Typ: workflow.TypJaNein},
		{Name: "am", Label: "Ortstermin", Typ: workflow.TypDatum},
		{Name: "breite", Label: "Restbreite in m", Typ: workflow.TypZahl},
		{Name: "kosten", Label: "Kosten", Typ: workflow.TypBetrag},
		{Name: "text", Label: "Stellungnahme", Typ: workflow.TypText},
	}
	alles := `{"pruefung":"a","bedenken":false,"am":"2026-03-09","breite":1.65,"kosten":1250.5,"text":"Zeile 1\nZeile 2"}`
	for _, f := range []struct {
		name, werte string
		zustand     AufgabeZustand
		want        [][2]string
	}{
		{"all", alles, AufgabeErledigt, [][2]string{{"Ergebnis", "mit Auflagen"}, {"Es bestehen Bedenken", "Nein"}, {"Ortstermin", "09.03.2026"},
			{"Restbreite in m", "1,65"}, {"Kosten", "1.250,50 €"}, {"Stellungnahme", "Zeile 1\nZeile 2"}}},
		{"empty ones are left out", `{"pruefung":"a","bedenken":null,"text":""}`, AufgabeErledigt, [][2]string{{"Ergebnis", "mit Auflagen"}}},
		{"an option of an older form", `{"pruefung":"alt"}`, AufgabeErledigt, [][2]string{{"Ergebnis", "alt"}}},
		{"an id", `{"text":"01a2263b-adc3-796c-ba8e-5b17cc037cdc"}`, AufgabeErledigt, nil},
		{"not finished", alles, AufgabeOffen, nil},
		{"withdrawn", alles, AufgabeEntfallen, nil},
		{"no values", ``, AufgabeErledigt, nil},
	} {
		t.Run(f.name, func(t *testing.T) {
			a := Aufgabe{Felder: felder, Werte: json.RawMessage(f.werte), Zustand: f.zustand}
			var got [][2]string
			for _, w := range a.Angaben() {
				got = append(got, [2]string{w.Label, w.Text})
			}
			if !slices.Equal(got, f.want) {
				t.Errorf("got %q", got)
			}
		})
	}
}
