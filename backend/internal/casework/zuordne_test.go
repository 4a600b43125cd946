package casework_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"kontor/adapters"
	. "kontor/backend/internal/casework"
	"kontor/workflow"
)

func gruppe(name string, felder ...adapters.Feld) adapters.Feld {
	return adapters.Feld{Name: name, Typ: adapters.Gruppe, Felder: felder}
}

func liste(name string, felder ...adapters.Feld) adapters.Feld {
	return adapters.Feld{Name: name, Typ: adapters.Liste, Felder: felder}
}

func text(name, label, wert string) adapters.Feld {
	return adapters.Feld{Name: name, Label: label, Typ: adapters.Text, Text: wert}
}

func hundeverfahren() *workflow.Definition {
	return &workflow.Definition{Name: "hundesteuer", Version: "1", Meta: workflow.Meta{Kurz: "Hundesteuer",
		Titel: "Anmeldung", Leika: []string{"99999020001000"}, Einheit: "steuern", Uebersicht: []string{"rasse"},
		Daten: []workflow.Datum{{Name: "rasse", Label: "Rasse", Typ: workflow.TypText},
			{Name: "seit", Label: "Haltung seit", Typ: workflow.TypDatum},
			{Name: "gewicht", Label: "Gewicht", Typ: workflow.TypZahl, Summe: true}, {Name: "gefaehrlich", Label: "Gefährlich", Typ: workflow.TypJaNein}}}}
}

func stadt(regeln ...Zustaendigkeitsregel) Umfeld {
	return Umfeld{Zugang: "formcycle", Verfahren: hundeverfahren(), Regeln: regeln, Einheiten: []string{"steuern",
		"ordnung", "post"}, Poststelle: "post"}
}

func hundeantrag() *Antrag {
	return &Antrag{Formular: adapters.Formular{Schluessel: "hund", Titel: "Hund anmelden"},
		Antragsdaten: []adapters.Feld{
			gruppe("halter", text("vn", "Vorname", "Ruben"), text("nn", "", "Muster"),
				text("mail", "", "ruben@example.org")),
			liste("hunde", gruppe("1", text("rasse", "Rasse", "Dackel"), text("kg", "", "9,5")),
				gruppe("2", text("rasse", "Rasse", "Pudel"), text("kg", "", "7"))),
			text("seit", "Seit wann?", "01.04.2025"), text("Ist er gefährlich?", "", "ja"),
			{Name: "impfpass", Typ: adapters.Datei, Text: "Pass.pdf", Dokument: "d1"},
		}, Dokumente: []adapters.Dokument{{ID: "d1", Dateiname: "Pass.pdf", Feld: "impfpass"}}}
}

func hundelesart() *Lesart {
	return &Lesart{Zuordnung: Zuordnung{Formular: "hund", Verfahren: "hundesteuer", Titel: "Hund",
		Antragsteller: map[string]string{"vorname": "halter.vn", "nachname": "halter.nn", "email": "halter.mail"},
		Daten: map[string]string{"rasse": "hunde[].rasse", "gewicht": "hunde[].kg", "seit": "seit",
			"gefaehrlich": `"Ist er gefährlich?"`},
		Labels: map[string]string{"seit": "Haltung seit", "halter.nn": "Nachname", "hunde[].kg": "Gewicht in kg"},
		Typen: map[string]adapters.Typ{"seit": adapters.Datum, "hunde[].kg": adapters.Zahl,
			`"Ist er gefährlich?"`: adapters.JaNein},
		Unterlagen: []Pflichtunterlage{{Feld: "impfpass", Titel: "Impfpass"}, {Feld: "foto", Titel: "Foto"}}}}
}

// One mapping says everything about a form: applicant, values, labels, kinds of fields, required documents.
func TestZuordne(t *testing.T) {
	a := hundeantrag()
	e, daten, err := Zuordne(stadt(), hundelesart(), a)
	if err != nil {
		t.Fatal(err)
	}
	if want := map[string]any{"rasse": "Dackel, Pudel", "gewicht": 16.5, "seit": "2025-04-01",
		"gefaehrlich": true}; !reflect.DeepEqual(daten, want) {
		t.Errorf("values %v", daten)
	}
	if e.Titel != "Hund" || e.Verfahren != "hundesteuer" || e.Einheit != "steuern" || e.Zielweg.Art != "verfahren" ||
		AntragstellerName(e.Antragsteller) != "Muster, Ruben" || e.Antragsteller.Art != "person" {
		t.Errorf("%+v", e)
	}
	seit, kg, ja := a.Antragsdaten[2], a.Antragsdaten[1].Felder[0].Felder[1], a.Antragsdaten[3]
	if seit.Label != "Haltung seit" || seit.Wert != "2025-04-01" || seit.Text != "01.04.2025" ||
		kg.Typ != adapters.Zahl || kg.Wert != "9.5" || kg.Label != "Gewicht in kg" || ja.Wert != "true" {
		t.Errorf("%+v\n%+v\n%+v", seit, kg, ja)
	}
	if len(e.Unterlagen) != 2 || !e.Unterlagen[0].Vorhanden || e.Unterlagen[1].Vorhanden {
		t.Errorf("documents %+v", e.Unterlagen)
	}
	if codes := hinweise(e); !slices.Equal(codes, []string{"document_required_missing"}) ||
		!strings.Contains(e.Hinweise[0].Text, "Foto") {
		t.Errorf("%v", e.Hinweise)
	}
	for _, x := range e.Angaben {
		if x.Zustand != "gelesen" {
			t.Errorf("%+v", x)
		}
	}
}

func hinweise(e *Zuordnungsergebnis) []string {
	out := []string{}
	for _, h := range e.Hinweise {
		out = append(out, h.Code)
	}
	return out
}

// What cannot be read that way stays as text, and the caseworker is told.
func TestZuordneLosesNoText(t *testing.T) {
	a := hundeantrag()
	a.Antragsdaten[2].Text, a.Antragsdaten[3].Text, a.Antragsdaten[1].Felder[0].Felder[1].Text = "seit Ostern",
		"vielleicht", "1.234"
	e, daten, err := Zuordne(stadt(), hundelesart(), a)
	if err != nil {
		t.Fatal(err)
	}
	if f := a.Antragsdaten[2]; f.Text != "seit Ostern" || f.Wert != "" || daten["seit"] != nil ||
		daten["gefaehrlich"] != nil {
		t.Errorf("%+v, %v", f, daten)
	}
	if n := len(slices.DeleteFunc(hinweise(e), func(c string) bool { return c != "value_unreadable" })); n < 3 {
		t.Errorf("%v", e.Hinweise)
	}
	for _, h := range e.Hinweise {
		if strings.Contains(h.Text, "Ostern") || strings.Contains(h.Text, "vielleicht") {
			t.Errorf("a value stands in %q", h.Text)
		}
	}
}

// The login is believed before any field; a level of trust is never read from a form.
func TestLoginGoesBeforeFields(t *testing.T) {
	a := hundeantrag()
	a.Antragsteller = adapters.Antragsteller{Nachname: "Echt", Konto: &adapters.Konto{Art: "bundid", Pseudonym: "p"},
		Vertrauensniveau: 1}
	l := hundelesart()
	l.Antragsteller["pseudonym"], l.Antragsteller["postfach"], l.Antragsteller["konto"] = "halter.mail",
		"halter.mail", "halter.vn"
	e, _, err := Zuordne(stadt(), l, a)
	if err != nil {
		t.Fatal(err)
	}
	if x := e.Antragsteller; x.Nachname != "Echt" || x.Vorname != "Ruben" || x.Konto.Pseudonym != "p" ||
		x.Postfach.Adresse != "ruben@example.org" || x.Vertrauensniveau != 1 {
		t.Errorf("%+v", x)
	}
}

// A form nobody mapped is readable all the same, and says that the name was guessed.
func TestUnmappedFormIsGuessed(t *testing.T) {
	a := &Antrag{Formular: adapters.Formular{Titel: "Irgendwas"}, Antragsdaten: []adapters.Feld{text("tfVorname", "",
		"Ute"), text("txt_nachname", "", "Erdacht"), text("F60000242", "", "u@example.org")}}
	u := stadt()
	u.Verfahren = &workflow.Definition{Name: StandardVerfahren, Version: "1", Meta: workflow.Meta{Kurz: "Allgemein"}}
	e, _, err := Zuordne(u, nil, a)
	if err != nil || AntragstellerName(e.Antragsteller) != "Erdacht, Ute" ||
		e.Antragsteller.Email != "u@example.org" || e.Titel != "Irgendwas" ||
		!slices.Contains(hinweise(e), "applicant_guessed") || e.Einheit != "post" || e.Zielweg.Art != "poststelle" {
		t.Errorf("%+v %v", e, err)
	}
}

// A field that the mapping reads and that is gone is noticed; one that was merely left empty is not.
func TestVanishedFieldIsNoticed(t *testing.T) {
	l := hundelesart()
	form := Struktur(hundeantrag().Antragsdaten)
	for _, c := range []struct {
		name   string
		change func(*Antrag)
		want   bool
	}{
		{"nothing", func(*Antrag) {}, false},
		{"left empty", func(a *Antrag) { a.Antragsdaten[2].Text = "" }, false},
		{"no dog", func(a *Antrag) { a.Antragsdaten[1].Felder = nil }, false},
		{"upload left out", func(a *Antrag) { a.Antragsdaten = a.Antragsdaten[:4] }, false},
		{"renamed", func(a *Antrag) { a.Antragsdaten[2].Name = "beginn" }, true},
		{"renamed in the list", func(a *Antrag) {
			for i := range a.Antragsdaten[1].Felder {
				a.Antragsdaten[1].Felder[i].Felder[0].Name = "art"
			}
		}, true},
	} {
		a := hundeantrag()
		c.change(a)
		l.Struktur = form
		e, _, err := Zuordne(stadt(), l, a)
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.Contains(hinweise(e), FormularGeaendert); got != c.want {
			t.Errorf("%s: %v", c.name, e.Hinweise)
		}
	}
	// a second sample without the field teaches that it may be missing
	ohne := hundeantrag()
	ohne.Antragsdaten = slices.Delete(ohne.Antragsdaten, 2, 3)
	l.Struktur = Struktur(hundeantrag().Antragsdaten, ohne.Antragsdaten)
	if e, _, err := Zuordne(stadt(), l, ohne); err != nil || slices.Contains(hinweise(e), FormularGeaendert) {
		t.Errorf("%v %v", e.Hinweise, err)
	}
}

// The order of responsibility, and what is passed over.
func TestLeite(t *testing.T) {
	angaben := Leitangaben{Zugang: "formcycle", Organisationseinheit: "OE-7", Leika: []string{"99999020001000"},
		Region: "150020000000", Formular: "hund",
		Felder: []adapters.Feld{{Name: "zone", Typ: adapters.Auswahl, Code: "2", Text: "Altstadt"}}}
	voll := Leitung{Zuordnung: "ordnung", Verfahren: "steuern", Einheiten: []string{"steuern", "ordnung", "post",
		"verkehr"}, Poststelle: "post"}
	for _, c := range []struct {
		name    string
		change  func(*Leitung, *Leitangaben)
		einheit string
		weg     Zielweg
		hinweis string
	}{
		{"mapping", func(*Leitung, *Leitangaben) {}, "ordnung", Zielweg{Art: "zuordnung"}, ""},
		{"rule by OrganisationsEinheitID", func(l *Leitung, _ *Leitangaben) {
			l.Regeln = []Zustaendigkeitsregel{{Organisationseinheit: "OE-8", Einheit: "steuern"},
				{Organisationseinheit: "oe-7", Einheit: "verkehr"}}
		}, "verkehr", Zielweg{"regel", 2}, ""},
		{"rule by LeiKa and region", func(l *Leitung, _ *Leitangaben) {
			l.Regeln = []Zustaendigkeitsregel{{Leika: "99999020001000", Region: "15003", Einheit: "steuern"},
				{Leika: "99999020001000", Region: "15002", Einheit: "verkehr"}}
		}, "verkehr", Zielweg{"regel", 2}, ""},
		{"rule by text of a field", func(l *Leitung, _ *Leitangaben) {
			l.Regeln = []Zustaendigkeitsregel{{Feld: "zone", Wert: "ALTSTADT", Einheit: "verkehr"}}
		}, "verkehr", Zielweg{"regel", 1}, ""},
		{"rule by code of a field", func(l *Leitung, _ *Leitangaben) {
			l.Regeln = []Zustaendigkeitsregel{{Feld: "zone", Wert: "2", Formular: "hund", Zugang: "formcycle",
				Einheit: "verkehr"}}
		}, "verkehr", Zielweg{"regel", 1}, ""},
		{"all conditions must hold", func(l *Leitung, _ *Leitangaben) {
			l.Regeln = []Zustaendigkeitsregel{{Feld: "zone", Wert: "2", Formular: "katze", Einheit: "verkehr"}}
		}, "ordnung", Zielweg{Art: "zuordnung"}, ""},
		{"rule without unit falls through", func(l *Leitung, _ *Leitangaben) { l.Regeln = []Zustaendigkeitsregel{{Einheit: "aufgelöst"}} }, "ordnung", Zielweg{Art: "zuordnung"}, "unit_of_rule_missing"},
		{"later rule", func(l *Leitung, _ *Leitangaben) {
			l.Regeln = []Zustaendigkeitsregel{{Einheit: "aufgelöst"}, {Einheit: "verkehr"}}
		}, "verkehr", Zielweg{"regel", 2}, "unit_of_rule_missing"},
		{"mapping names a unit that is gone", func(l *Leitung, x *Leitangaben) { l.Zuordnung, x.Organisationseinheit = "aufgelöst", "" }, "steuern", Zielweg{Art: "verfahren"}, "unit_of_mapping_missing"},
		{"delivered", func(l *Leitung, x *Leitangaben) { l.Zuordnung, x.Organisationseinheit = "", "verkehr" }, "verkehr", Zielweg{Art: "geliefert"}, ""},
		{"delivered unknown", func(l *Leitung, _ *Leitangaben) { l.Zuordnung = "" }, "steuern", Zielweg{Art: "verfahren"}, "unit_unknown"},
		{"nobody", func(l *Leitung, x *Leitangaben) { l.Zuordnung, l.Verfahren, x.Organisationseinheit = "", "", "" }, "post", Zielweg{Art: "poststelle"}, ""},
	} {
		l, x := voll, angaben
		c.change(&l, &x)
		einheit, weg, hinweise, err := l.Route(x)
		if err != nil || einheit != c.einheit || weg != c.weg {
			t.Errorf("%s: %s %+v %v", c.name, einheit, weg, err)
		}
		if c.hinweis != "" && (len(hinweise) != 1 || hinweise[0].Code != c.hinweis) ||
			c.hinweis == "" && len(hinweise) > 0 {
			t.Errorf("%s: %v", c.name, hinweise)
		}
	}
	if _, _, _, err := (Leitung{}).Route(Leitangaben{}); CodeOf(err) != Unavailable {
		t.Errorf("without Poststelle: %v", err)
	}
}

// AGS has no Verband: 15002000 and 150020000000 are the same place.
func TestRegion(t *testing.T) {
	for _, c := range []struct {
		regel, ort string
		want       bool
	}{
		{"15", "150020000000", true}, {"15", "15002000", true}, {"16", "150020000000", false},
		{"15002", "150020000000", true}, {"15002", "15002000", true}, {"15003", "15002000", false},
		{"15002000", "150020000000", true}, {"150020000000", "15002000", true},
		{"15087015", "150875051015", true}, {"150875051015", "15087015", true}, {"15087016", "150875051015", false},
		{"150875051", "150875051015", true}, {"150875052", "150875051015", false}, {"150875051", "15087015", false},
		{"150875051015", "150875052015", false}, {"15002000", "15", false}, {"15002", "15", false}, {"15", "15", true}, {"15", "", false},
	} {
		if RegionPasst(c.regel, c.ort) != c.want {
			t.Errorf("%s in %s: %v", c.ort, c.regel, !c.want)
		}
	}
}
