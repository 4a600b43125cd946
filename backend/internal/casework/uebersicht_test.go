package casework_test

import (
	"reflect"
	"testing"

	"kontor/adapters"
	. "kontor/backend/internal/casework"
	"kontor/workflow"
)

// zuchtverfahren reads two forms: one repeats a group, the other sends codes.
func zuchtverfahren() *workflow.Definition {
	return &workflow.Definition{Name: "x", Version: "1", Meta: workflow.Meta{
		Kurz: "Hundesteuer", Titel: "Hund anmelden", Einheit: "post",
		Uebersicht: []string{"hunde", "rasse", "wurftag", "zweck", "gefaehrlich"},
		Daten: []workflow.Datum{
			{Name: "hunde", Label: "Anzahl der Hunde", Typ: workflow.TypZahl, Anzahl: true},
			{Name: "rasse", Label: "Rasse", Typ: workflow.TypText},
			{Name: "wurftag", Label: "Wurftag", Typ: workflow.TypDatum},
			{Name: "zweck", Label: "Zweck", Typ: workflow.TypAuswahl, Werte: map[string]string{"J": "Jagd", "B": "Begleitung"}},
			{Name: "gefaehrlich", Label: "Gefährlich", Typ: workflow.TypJaNein},
		},
		Formulare: []workflow.Formular{{Adapter: "neutral", Formular: "hund",
			Daten: map[string]string{"hunde": "hunde[].rasse", "rasse": "hunde[].rasse", "wurftag": "hunde[].wurf",
				"zweck": "zweck", "gefaehrlich": "hunde[].gefahr"},
			Labels: map[string]string{"hunde": "Hunde", "hunde[].gewicht": "Gewicht in kg"},
			Typen:  map[string]string{"hunde[].gewicht": "zahl"},
			Werte:  map[string]map[string]string{"hunde[].rasse": {"12": "Dackel", "13": "Terrier"}},
		}}}}
}

func hund(rasse, wurf, gefahr, gewicht string) adapters.Feld {
	return eintrag(text("rasse", "Rasse", rasse),
		adapters.Feld{Name: "wurf", Label: "Wurftag", Typ: adapters.Datum, Text: wurf, Wert: wurf},
		adapters.Feld{Name: "gefahr", Label: "Gefährlich", Typ: adapters.JaNein, Wert: gefahr},
		text("gewicht", "", gewicht))
}

// An office reads words, rows and German numbers in the summary, in the reason of a hit and in the tree, whatever the
// form server sends.
func TestCodesAndRepetitionsAreRead(t *testing.T) {
	def := zuchtverfahren()
	u := stadt()
	u.Verfahren = def
	a := &Antrag{Formular: adapters.Formular{Schluessel: "hund"}, Antragsdaten: []adapters.Feld{
		{Name: "hunde", Typ: adapters.Liste, Felder: []adapters.Feld{
			hund("12", "2024-02-09", "false", "6.0"), hund("13", "2023-05-01", "true", "8.5"), hund("99", "", "", "")}},
		text("zweck", "", "B"),
	}}
	e, daten, err := Zuordne(u, LesartOf(def, &def.Meta.Formulare[0]), a)
	if err != nil {
		t.Fatal(err)
	}
	want := [][2]string{
		{"Anzahl der Hunde", "3"}, {"Zweck", "Begleitung"}, {"Gefährlich", "Ja"},
		{"Hunde 1", "Rasse: Dackel · Wurftag: 09.02.2024 · Gefährlich: Nein · Gewicht in kg: 6"},
		{"Hunde 2", "Rasse: Terrier · Wurftag: 01.05.2023 · Gefährlich: Ja · Gewicht in kg: 8,5"},
		{"Hunde 3", "Rasse: 99"},
	}
	if got := gelesen(Uebersicht(&def.Meta, a, daten)); !reflect.DeepEqual(got, want) {
		t.Errorf("summary: %+v", got)
	}
	if daten["zweck"] != "B" {
		t.Errorf("a condition sees the code of the Verfahren's own list: %v", daten["zweck"])
	}
	if got := Suchbild([]string{"dackel"}).Treffer(a); got != "Hunde 1, Rasse: Dackel" {
		t.Errorf("reason: %q", got)
	}
	rasse := a.Antragsdaten[0].Felder[0].Felder[0]
	if rasse.Code != "12" || rasse.Text != "Dackel" || rasse.Typ != adapters.Auswahl {
		t.Errorf("tree: %+v", rasse)
	}
	for _, x := range e.Angaben {
		if x.Name == "zweck" && x.Wert != "Begleitung" {
			t.Errorf("dry run: %+v", x)
		}
	}
}

// One entry needs no line of its own: the values of the Verfahren say it.
func TestOneEntryIsNoRepetition(t *testing.T) {
	def := zuchtverfahren()
	u := stadt()
	u.Verfahren = def
	a := &Antrag{Formular: adapters.Formular{Schluessel: "hund"}, Antragsdaten: []adapters.Feld{
		{Name: "hunde", Typ: adapters.Liste, Felder: []adapters.Feld{hund("12", "2024-02-09", "false", "6.0")}}}}
	_, daten, err := Zuordne(u, LesartOf(def, &def.Meta.Formulare[0]), a)
	if err != nil {
		t.Fatal(err)
	}
	want := [][2]string{{"Anzahl der Hunde", "1"}, {"Rasse", "Dackel"},
		{"Wurftag", "09.02.2024"}, {"Gefährlich", "Nein"}}
	if got := gelesen(Uebersicht(&def.Meta, a, daten)); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
}

// A form that repeats something a hundred times leaves room for the rest of the page.
func TestTheSummaryStaysShort(t *testing.T) {
	def := zuchtverfahren()
	a := &Antrag{Antragsdaten: []adapters.Feld{{Name: "hunde", Label: "Hunde", Typ: adapters.Liste}}}
	for range 100 {
		a.Antragsdaten[0].Felder = append(a.Antragsdaten[0].Felder, hund("12", "", "", ""))
	}
	got := gelesen(Uebersicht(&def.Meta, a, map[string]any{"hunde": 100.0}))
	if len(got) != 14 || got[13] != [2]string{"…", "88 weitere stehen im Antrag"} {
		t.Errorf("%d lines, the last %q", len(got), got[len(got)-1])
	}
}

// What the form has put into words keeps them; a mapping of IT goes before the form.
func TestWordsOfTheFormGoBeforeThoseOfTheVerfahren(t *testing.T) {
	for _, ergaenzt := range []bool{true, false} {
		u := stadt()
		u.Verfahren = zuchtverfahren()
		l := &Lesart{Ergaenzt: ergaenzt, Zuordnung: Zuordnung{Verfahren: "x",
			Werte: map[string]map[string]string{"art": {"350": "GmbH"}, "frei": {"1": "eins"}}}}
		a := &Antrag{Antragsdaten: []adapters.Feld{
			{Name: "art", Typ: adapters.Auswahl, Code: "350", Text: "Gesellschaft mbH"},
			{Name: "frei", Typ: adapters.Zahl, Text: "1", Wert: "1"}}}
		if _, _, err := Zuordne(u, l, a); err != nil {
			t.Fatal(err)
		}
		want := "GmbH"
		if ergaenzt {
			want = "Gesellschaft mbH"
		}
		if a.Antragsdaten[0].Text != want || a.Antragsdaten[1].Text != "eins" || a.Antragsdaten[1].Code != "1" {
			t.Errorf("%v: %+v", ergaenzt, a.Antragsdaten)
		}
	}
}
