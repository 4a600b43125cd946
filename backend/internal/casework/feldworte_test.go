package casework_test

import (
	"encoding/json"
	"os"
	"reflect"
	"testing"

	"kontor/adapters"
	. "kontor/backend/internal/casework"
)

// The same list is read by the browser's test (field-text.test.ts): whoever changes one side hears of the other.
func TestAValueReadsTheSameEverywhere(t *testing.T) {
	var faelle []struct {
		Feld adapters.Feld
		De   string
	}
	raw, err := os.ReadFile("testdata/feldworte.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &faelle); err != nil {
		t.Fatal(err)
	}
	for _, f := range faelle {
		if got := FeldWorte(f.Feld); got != f.De {
			t.Errorf("%+v reads %q, want %q", f.Feld, got, f.De)
		}
	}
}

func gelesen(list []Wortlaut) [][2]string {
	var out [][2]string
	for _, w := range list {
		out = append(out, [2]string{w.Label, w.Text})
	}
	return out
}

func eintrag(felder ...adapters.Feld) adapters.Feld {
	return adapters.Feld{Typ: adapters.Gruppe, Felder: felder}
}

// What a form repeats: areas as groups, names as single values, a list with one entry.
func wiederholt() []adapters.Feld {
	groesse := func(wert string) adapters.Feld {
		return adapters.Feld{Name: "qm", Label: "Größe in m²", Typ: adapters.Zahl, Text: wert, Wert: wert}
	}
	return []adapters.Feld{
		{Name: "tfRufname", Label: "Rufname", Typ: adapters.Liste, Felder: []adapters.Feld{
			{Name: "1", Typ: adapters.Text, Text: "Knut"}, {Name: "2", Typ: adapters.Text, Text: "Lotte"}}},
		{Name: "betrieb", Label: "Betrieb", Typ: adapters.Gruppe, Felder: []adapters.Feld{
			{Name: "flaechen", Label: "Flächen", Typ: adapters.Liste, Felder: []adapters.Feld{
				eintrag(text("bez", "Bezeichnung", "vor dem Fenster"), groesse("6.0")),
				eintrag(text("bez", "Bezeichnung", "an der Ecke"), groesse("2.5"), text("leer", "Leer", "")),
			}}}},
		{Name: "halter", Label: "Halter", Typ: adapters.Liste, Felder: []adapters.Feld{
			eintrag(text("name", "Name", "Ömer Götz"))}},
		{Name: "plan", Label: "Plan", Typ: adapters.Datei, Text: "Plan.pdf", Dokument: "d"},
		text("bemerkung", "", "keine"),
	}
}

func TestRepeatedGroupsAreLinesWithLabels(t *testing.T) {
	want := [][2]string{
		{"Rufname", "Knut, Lotte"},
		{"Flächen 1", "Bezeichnung: vor dem Fenster · Größe in m²: 6"},
		{"Flächen 2", "Bezeichnung: an der Ecke · Größe in m²: 2,5"},
		{"Halter", "Name: Ömer Götz"},
		{"bemerkung", "keine"},
	}
	if got := gelesen(Zeilen(wiederholt())); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	if got := gelesen(Wiederholungen(wiederholt())); !reflect.DeepEqual(got, want[:3]) {
		t.Errorf("only what comes more than once: %+v", got)
	}
}

// A browser in another language makes the text anew: it is told what it was made of.
func TestALineTellsWhatItIsMadeOf(t *testing.T) {
	zeilen := Zeilen(wiederholt())
	groesse := zeilen[2].Teile[1]
	if groesse.Typ != "zahl" || groesse.Wert != "2.5" || zeilen[2].Typ != "" || zeilen[0].Teile[1].Text != "Lotte" {
		t.Errorf("%+v", zeilen)
	}
	own := Zeilen([]adapters.Feld{{Name: "a", Typ: adapters.Zahl, Text: "2,5 m²", Wert: "2.5"}})
	if own[0].Typ != "" || own[0].Text != "2,5 m²" {
		t.Errorf("words of the applicant stay: %+v", own)
	}
}

func TestReasonOfAHitNamesItsPlace(t *testing.T) {
	a := &Antrag{Antragsdaten: wiederholt()}
	for wort, want := range map[string]string{
		"lotte":   "Rufname 2: Lotte",
		"ecke":    "Flächen 2, Bezeichnung: an der Ecke",
		"2,5":     "Flächen 2, Größe in m²: 2,5",
		"2.5":     "Flächen 2, Größe in m²: 2,5",
		"goetz":   "Halter, Name: Ömer Götz",
		"plan":    "Plan: Plan.pdf",
		"keine":   "bemerkung: keine",
		"nirgend": "",
	} {
		if got := Suchbild([]string{wort}).Treffer(a); got != want {
			t.Errorf("%s: %q, want %q", wort, got, want)
		}
	}
}
