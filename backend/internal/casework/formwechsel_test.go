package casework_test

import (
	"slices"
	"strings"
	"testing"

	"kontor/adapters"
	. "kontor/backend/internal/casework"
)

// gestalten are all forms a field may have; the path leads to its value.
var gestalten = []struct {
	name, pfad string
	feld       func(wert adapters.Feld) adapters.Feld
}{
	{"single value", "x", func(w adapters.Feld) adapters.Feld { w.Name, w.Label = "x", "Angabe"; return w }},
	{"group", "x.y", func(w adapters.Feld) adapters.Feld { g := gruppe("x", w); g.Label = "Angabe"; return g }},
	{"list of groups", "x[].y", func(w adapters.Feld) adapters.Feld { l := liste("x", gruppe("1", w)); l.Label = "Angabe"; return l }},
	{"list of values", "x[]", func(w adapters.Feld) adapters.Feld { w.Name = "1"; l := liste("x", w); l.Label = "Angabe"; return l }},
}

// Whatever a field becomes and whatever reads it: the caseworker and IT are told, and "anhalten" can hold it.
func TestAFieldThatChangesItsFormIsNoticed(t *testing.T) {
	wert := text("y", "Wert", "Dackel")
	upload := adapters.Feld{Name: "y", Typ: adapters.Datei, Text: "Pass.pdf", Dokument: "d1"}
	wahl := adapters.Feld{Name: "y", Typ: adapters.Auswahl, Code: "2", Text: "Altstadt"}
	for _, ziel := range []struct {
		name string
		feld adapters.Feld
		read func(*Lesart, *Umfeld, string)
	}{
		{"antragsteller", wert, func(l *Lesart, _ *Umfeld, p string) { l.Antragsteller = map[string]string{"nachname": p} }},
		{"daten", wert, func(l *Lesart, _ *Umfeld, p string) { l.Daten = map[string]string{"rasse": p} }},
		{"daten of a choice", wahl, func(l *Lesart, _ *Umfeld, p string) { l.Daten = map[string]string{"rasse": p} }},
		{"unterlagen", upload, func(l *Lesart, _ *Umfeld, p string) { l.Unterlagen = []Pflichtunterlage{{Feld: p, Titel: "Pass"}} }},
		{"a line of the table", wahl, func(_ *Lesart, u *Umfeld, p string) {
			u.Regeln = []Zustaendigkeitsregel{{Feld: p, Wert: "2", Formular: "HUND", Einheit: "ordnung"}}
		}},
		{"nothing", wert, func(*Lesart, *Umfeld, string) {}},
		{"a line for another form", wahl, func(_ *Lesart, u *Umfeld, p string) {
			u.Regeln = []Zustaendigkeitsregel{{Feld: p, Wert: "2", Formular: "katze", Einheit: "ordnung"}}
		}},
	} {
		for _, alt := range gestalten {
			for _, neu := range gestalten {
				name := ziel.name + ": " + alt.name + " becomes " + neu.name
				l := &Lesart{Zuordnung: Zuordnung{Formular: "hund", Verfahren: "hundesteuer"},
					Struktur: Struktur([]adapters.Feld{alt.feld(ziel.feld)})}
				u := stadt()
				ziel.read(l, &u, alt.pfad)
				a := &Antrag{Formular: adapters.Formular{Schluessel: "hund"},
					Antragsdaten: []adapters.Feld{neu.feld(ziel.feld)}, Dokumente: []adapters.Dokument{{ID: "d1"}}}
				e, _, err := Zuordne(u, l, a)
				if err != nil {
					t.Fatal(err)
				}
				gelesen := ziel.name == "nothing" || ziel.name == "a line for another form" ||
					ziel.name == "unterlagen" && e.Unterlagen[0].Vorhanden
				want := alt.name != neu.name && !gelesen
				i := slices.IndexFunc(e.Hinweise, func(h adapters.Hinweis) bool { return h.Code == FormularGeaendert })
				switch {
				case want != (i >= 0):
					t.Errorf("%s: %v", name, e.Hinweise)
				case want && !strings.Contains(e.Hinweise[i].Text, "„Angabe“ hat eine andere Form. "):
					t.Errorf("%s: %s", name, e.Hinweise[i].Text)
				}
				if v := CompareFormulare(l.Struktur, Struktur(a.Antragsdaten),
					&l.Zuordnung); strings.HasPrefix(ziel.name, "daten") && alt.name != neu.name &&
					!slices.ContainsFunc(v, func(u Unterschied) bool {
						return slices.Contains(u.Zugeordnet, "daten.rasse")
					}) {
					t.Errorf("%s: the comparison does not warn: %+v", name, v)
				}
			}
		}
	}
}

// Of an empty field nobody knows what it is; what is below a changed field is not told twice.
func TestFormIsToldOnceAndOnlyWhenKnown(t *testing.T) {
	l := hundelesart()
	l.Struktur = Struktur(hundeantrag().Antragsdaten)
	for _, c := range []struct {
		name, want string
		change     func(*Antrag)
	}{
		{"an empty text", "", func(a *Antrag) { a.Antragsdaten[1] = text("hunde", "", "") }},
		{"an empty group", "", func(a *Antrag) { a.Antragsdaten[2] = gruppe("seit") }},
		{"a text", "„hunde“ hat eine andere Form.", func(a *Antrag) { a.Antragsdaten[1] = text("hunde", "", "Dackel, 9,5 kg") }},
		{"two at once", "„halter“, „hunde“ hat eine andere Form.", func(a *Antrag) {
			a.Antragsdaten[0], a.Antragsdaten[1] = text("halter", "", "Ruben"), text("hunde", "", "Dackel")
		}},
		{"one gone, one changed", "„Seit wann?“ kam nicht mit; „hunde“ hat eine andere Form.", func(a *Antrag) {
			a.Antragsdaten[2].Name, a.Antragsdaten[1] = "beginn", text("hunde", "", "Dackel")
		}},
	} {
		a := hundeantrag()
		c.change(a)
		e, _, err := Zuordne(stadt(), l, a)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(e.Hinweise, func(h adapters.Hinweis) bool { return h.Code == FormularGeaendert })
		if c.want == "" && i >= 0 || c.want != "" && (i < 0 || !strings.Contains(e.Hinweise[i].Text, ": "+c.want+" ")) {
			t.Errorf("%s: %v", c.name, e.Hinweise)
		}
	}
}

// Without any knowledge of the form: where there is something that cannot be read, it is said.
func TestAGroupIsNoValue(t *testing.T) {
	l := hundelesart()
	l.Daten["seit"], l.Antragsteller["nachname"] = "halter", "hunde"
	e, daten, err := Zuordne(stadt(), l, hundeantrag())
	if err != nil {
		t.Fatal(err)
	}
	var stellen []string
	for _, h := range e.Hinweise {
		if h.Code == "value_unreadable" {
			stellen = append(stellen, h.Feld)
		}
	}
	if !slices.Equal(stellen, []string{"antragsteller.nachname", "seit"}) || daten["seit"] != nil ||
		e.Angaben[1].Zustand != "unlesbar" {
		t.Errorf("%v %v %+v", stellen, daten, e.Angaben)
	}
}
