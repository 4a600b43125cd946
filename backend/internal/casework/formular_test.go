package casework_test

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"kontor/adapters"
	. "kontor/backend/internal/casework"
	"kontor/workflow"
)

func pfade(felder []Strukturfeld) []string {
	out := []string{}
	for _, f := range felder {
		out = append(out, f.Pfad)
	}
	return out
}

// The structure of a form is the union of its samples, each field once and in its place.
func TestStruktur(t *testing.T) {
	a := hundeantrag().Antragsdaten
	b := slices.Clone(a)
	b[2] = text("bis", "Bis wann?", "")
	got := Struktur(a, b)
	if want := []string{"halter", "halter.vn", "halter.nn", "halter.mail", "hunde", "hunde[].rasse", "hunde[].kg",
		"bis", "seit", `"Ist er gefährlich?"`, "impfpass"}; !slices.Equal(pfade(got), want) {
		t.Errorf("%v", pfade(got))
	}
	for _, f := range got {
		if f.Manchmal != (f.Pfad == "seit" || f.Pfad == "bis") || f.Leer != (f.Pfad == "bis") {
			t.Errorf("%+v", f)
		}
	}
}

func formularbaum() *rapid.Generator[[]adapters.Feld] {
	name := rapid.SampledFrom([]string{"a", "b", "name", "zwei worte", "mit.punkt", `mit"anführung`, "[x]"})
	var baum func(depth int) *rapid.Generator[[]adapters.Feld]
	baum = func(depth int) *rapid.Generator[[]adapters.Feld] {
		return rapid.Custom(func(t *rapid.T) []adapters.Feld {
			out := []adapters.Feld{}
			for range rapid.IntRange(0, 4).Draw(t, "n") {
				f := adapters.Feld{Name: name.Draw(t, "name"),
					Label: rapid.SampledFrom([]string{"", "Eins", "Zwei"}).Draw(t, "label"),
					Typ: rapid.SampledFrom([]adapters.Typ{adapters.Text, adapters.Zahl, adapters.Datum,
						adapters.Auswahl, adapters.Gruppe, adapters.Liste}).Draw(t, "typ")}
				switch {
				case f.Typ == adapters.Gruppe && depth > 0:
					f.Felder = baum(depth-1).Draw(t, "felder")
				case f.Typ == adapters.Liste && depth > 0:
					for _, n := range []string{"1", "2"}[:rapid.IntRange(0, 2).Draw(t, "rows")] {
						f.Felder = append(f.Felder, gruppe(n, baum(depth-1).Draw(t, "row")...))
					}
				case f.Typ != adapters.Gruppe && f.Typ != adapters.Liste:
					f.Text = rapid.SampledFrom([]string{"", "x"}).Draw(t, "text")
				}
				out = append(out, f)
			}
			return out
		})
	}
	return baum(2)
}

// However a form looks: every path of its structure leads to its fields, and a form does not differ from itself.
func TestStrukturProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		felder := formularbaum().Draw(t, "form")
		form := Struktur(felder)
		seen := map[string]bool{}
		for _, f := range form {
			if seen[f.Pfad] {
				t.Fatalf("%s twice", f.Pfad)
			}
			seen[f.Pfad] = true
			p, err := workflow.ParsePath(f.Pfad)
			if err != nil {
				t.Fatal(err)
			}
			if len(workflow.Select(felder, p, func(f adapters.Feld) string {
				return f.Name
			}, func(f adapters.Feld) []adapters.Feld { return f.Felder })) == 0 {
				t.Fatalf("%s leads nowhere", f.Pfad)
			}
		}
		if d := CompareFormulare(form, form, &Zuordnung{}); len(d) != 0 {
			t.Fatalf("differs from itself: %+v", d)
		}
		if zwei := Struktur(felder, felder); !slices.Equal(pfade(zwei), pfade(form)) {
			t.Fatalf("%v and twice %v", pfade(form), pfade(zwei))
		}
	})
}

// What a new version of a form changed, and which of it the mapping reads.
func TestVergleicheFormulare(t *testing.T) {
	alt := Struktur(hundeantrag().Antragsdaten)
	neu := hundeantrag().Antragsdaten
	neu[0].Felder = append(neu[0].Felder[:2:2], gruppe("kontakt", text("mail", "", "a@b.c"))) // moved
	neu[1].Felder[0].Felder[1] = adapters.Feld{Name: "kg", Typ: adapters.Zahl, Text: "9,5", Wert: "9.5"}
	neu[1].Felder = neu[1].Felder[:1] // kind changed
	neu[2].Label = "Wann?"
	neu = append(slices.Delete(neu, 3, 4), text("plz", "PLZ", "43210"))
	l := hundelesart()
	got := map[string]Unterschied{}
	for _, u := range CompareFormulare(alt, Struktur(neu), &l.Zuordnung) {
		got[u.Art+" "+u.Pfad] = u
	}
	want := map[string]Unterschied{
		"verschoben halter.mail": {Art: "verschoben", Pfad: "halter.mail", NeuerPfad: "halter.kontakt.mail", Zugeordnet: []string{"antragsteller.email"}},
		"typ hunde[].kg":         {Art: "typ", Pfad: "hunde[].kg", Vorher: "text", Nachher: "zahl", Zugeordnet: []string{"daten.gewicht"}},
		"label seit":             {Art: "label", Pfad: "seit", Vorher: "Seit wann?", Nachher: "Wann?", Zugeordnet: []string{"daten.seit"}},
		`weg "Ist er gefährlich?"`: {Art: "weg", Pfad: `"Ist er gefährlich?"`,
			Zugeordnet: []string{"daten.gefaehrlich"}},
		"neu plz": {Art: "neu", Pfad: "plz", Nachher: "PLZ", Zugeordnet: []string{}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	leer := hundeantrag().Antragsdaten
	leer[1].Felder = nil
	if d := CompareFormulare(alt, Struktur(leer), &l.Zuordnung); len(d) != 0 {
		t.Errorf("a list without dogs is no change: %+v", d)
	}
}

// Suggestions come from the mapping before, from FIM numbers, names and labels; a dog's name is nobody's.
func TestSchlageVor(t *testing.T) {
	felder := []adapters.Feld{
		gruppe("antragsteller", text("F60000228", "", "Ute"), text("tfNachname", "", "Erdacht"),
			text("feld7", "E-Mail-Adresse", "u@example.org")),
		gruppe("hund", text("name", "Name", "Knut"), text("rasse", "Rasse", "Dackel")),
		{Name: "beginn", Typ: adapters.Datum, Text: "01.01.2025", Wert: "2025-01-01"},
		{Name: "pass", Typ: adapters.Datei, Text: "a.pdf", Dokument: "d1"},
	}
	d := hundeverfahren()
	v := Vorlage{Struktur: Struktur(felder), Meta: &d.Meta, Entwurf: Zuordnung{}}
	got := map[string]Vorschlag{}
	for _, x := range SchlageVor(v) {
		got[x.Ziel] = x
	}
	want := map[string]Vorschlag{
		"antragsteller.vorname":  {"antragsteller.vorname", "antragsteller.F60000228", "fim", true},
		"antragsteller.nachname": {"antragsteller.nachname", "antragsteller.tfNachname", "name", true},
		"antragsteller.email":    {"antragsteller.email", "antragsteller.feld7", "label", true},
		"daten.rasse":            {"daten.rasse", "hund.rasse", "name", true},
		"daten.seit":             {"daten.seit", "beginn", "typ", false},
		"unterlagen":             {"unterlagen", "pass", "typ", false},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	v.Frueher = &Zuordnung{Daten: map[string]string{"rasse": "hund.rasse", "seit": "hund.beginn"}}
	v.FrueherStruktur = Struktur([]adapters.Feld{gruppe("hund", text("rasse", "", "x"), adapters.Feld{Name: "beginn",
		Typ: adapters.Datum, Text: "x", Wert: "x"})})
	v.Entwurf = *v.Frueher
	for _, x := range SchlageVor(v) {
		if x.Ziel == "daten.rasse" || x.Ziel == "daten.seit" &&
			x != (Vorschlag{"daten.seit", "beginn", "frueher", false}) {
			t.Errorf("%+v", x)
		}
	}
}

// The check names what is wrong, what is missing, and what comes out differently than at the last activation.
func TestPruefeZuordnung(t *testing.T) {
	l := hundelesart()
	erwartet, _, err := Zuordne(stadt(), hundelesart(), hundeantrag())
	if err != nil {
		t.Fatal(err)
	}
	proben := func() []Probe {
		return []Probe{{ID: uuid.New(), Name: "eins", Antrag: hundeantrag(), Erwartet: erwartet}}
	}
	p, err := CheckZuordnung(stadt(), l, proben())
	if err != nil || !p.Bereit() || len(p.Muster) != 1 || len(p.Muster[0].Unterschiede) != 0 {
		t.Fatalf("%+v %v", p, err)
	}
	l.Daten["gewicht"], l.Labels["halter.vn"] = "hunde[].gewicht", "Rufname"
	p, err = CheckZuordnung(stadt(), l, proben())
	if err != nil || !p.Bereit() || !p.Auffaellig() ||
		!slices.Contains(p.Befunde, Befund{Warnung, "pfad_fehlt", "daten.gewicht", "eins"}) {
		t.Errorf("%+v %v", p, err)
	}
	if d := p.Muster[0].Unterschiede; !reflect.DeepEqual(d, []Aenderung{{"daten.gewicht", "16,5", "(feld_fehlt)"},
		{"felder.halter/vn", "Vorname [text] Ruben", "Rufname [text] Ruben"}}) {
		t.Errorf("%+v", d)
	}
	falsch := &Lesart{Zuordnung: Zuordnung{Verfahren: "hundesteuer", Einheit: "weg", Datenschema: "S99000000010 1.0",
		Antragsteller: map[string]string{"schuhgroesse": "a"},
		Daten:         map[string]string{"rasse": "a b", "katze": "a"}, Typen: map[string]adapters.Typ{"a": "bild"}}}
	p, err = CheckZuordnung(stadt(), falsch, nil)
	if err != nil || p.Bereit() {
		t.Fatalf("%+v %v", p, err)
	}
	for _, b := range []Befund{{Fehler, "einheit_unbekannt", "einheit", ""}, {Fehler, "ziel_unbekannt",
		"antragsteller.schuhgroesse", ""}, {Fehler, "ziel_unbekannt", "daten.katze", ""},
		{Fehler, "pfad_ungueltig", "daten.rasse", ""}, {Fehler, "typ_ungueltig", "typen.a", ""},
		{Warnung, "kein_muster", "", ""}, {Warnung, "schema_fehlt", "", ""}} {
		if !slices.Contains(p.Befunde, b) {
			t.Errorf("%+v is not among %+v", b, p.Befunde)
		}
	}
	u := stadt()
	u.Verfahren = nil
	p, err = CheckZuordnung(u, falsch, []Probe{{Name: "kaputt"}, {Name: "gut", Antrag: hundeantrag()}})
	if err != nil || !slices.Contains(p.Befunde, Befund{Fehler, "verfahren_unbekannt", "verfahren", ""}) ||
		!slices.Contains(p.Befunde, Befund{Fehler, "muster_unlesbar", "", "kaputt"}) {
		t.Errorf("%+v %v", p, err)
	}
}

// The applicant is one: out of a repetition the first witness would be it, with an address that counts as confirmed.
func TestNoApplicantOutOfARepetition(t *testing.T) {
	zeuge2 := gruppe("2", text("name", "", "Zweite Zeugin"), text("email", "", "zwei@example.org"))
	for _, c := range []struct {
		pfad   string
		zeugen []adapters.Feld
		email  string
	}{
		{"zeugen[].email", []adapters.Feld{zeuge, zeuge2}, ""},
		{"zeugen.1.email", []adapters.Feld{zeuge, zeuge2}, ""},
		{"zeugen.*.email", []adapters.Feld{zeuge, zeuge2}, ""},
		{"zeugen[].email", []adapters.Feld{zeuge}, "zeuge@example.org"},
	} {
		form := func() *Antrag {
			a := hundeantrag()
			a.Antragsdaten = append(a.Antragsdaten, liste("zeugen", c.zeugen...))
			return a
		}
		l := hundelesart()
		l.Antragsteller["email"] = c.pfad
		e, _, err := Zuordne(stadt(), l, form())
		if err != nil || e.Antragsteller.Email != c.email ||
			slices.Contains(hinweise(e), "value_unreadable") != (c.email == "") {
			t.Errorf("%s of %d: %q, hints %v, %v", c.pfad, len(c.zeugen), e.Antragsteller.Email, hinweise(e), err)
		}
		p, err := CheckZuordnung(stadt(), l, []Probe{{Name: "eins", Antrag: form()}})
		if err != nil || p.Bereit() || !slices.ContainsFunc(p.Befunde, func(b Befund) bool {
			return b.Schwere == Fehler && b.Grund == "antragsteller_aus_liste" && b.Stelle == "antragsteller.email"
		}) {
			t.Errorf("%s of %d is activated: %+v, %v", c.pfad, len(c.zeugen), p.Befunde, err)
		}
	}
}

// fill draws a value for every member, also for one that comes later.
func fill(t *rapid.T, v reflect.Value, name string) {
	s := rapid.StringOf(rapid.RuneFrom(nil, unicode.Letter, unicode.Digit, unicode.Punct, unicode.Space))
	switch v.Kind() {
	case reflect.String:
		v.SetString(s.Draw(t, name))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, name))
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), v.Type().Field(i).Name)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), rapid.IntRange(0, 3).Draw(t, name), 3))
		for i := range v.Len() {
			fill(t, v.Index(i), name)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range rapid.IntRange(0, 4).Draw(t, name) {
			wert := reflect.New(v.Type().Elem()).Elem()
			fill(t, wert, name)
			v.SetMapIndex(reflect.ValueOf(s.Draw(t, name)).Convert(v.Type().Key()), wert)
		}
	default:
		t.Fatalf("no values for %s yet", v.Type())
	}
}

// A file that is exported and imported is the same mapping, to the letter.
func TestZuordnungsdatei(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		z := Zuordnung{}
		fill(t, reflect.ValueOf(&z).Elem(), "zuordnung")
		z.Formular, z.Version = "f"+z.Formular, rapid.SampledFrom([]string{"", "1.0", "2025-01-01", "on", "~",
			"0x1"}).Draw(t, "version")
		raw, err := z.Datei()
		if err != nil {
			t.Fatal(err)
		}
		got, err := ReadZuordnung(raw)
		if err != nil {
			t.Fatalf("%v\n%s", err, raw)
		}
		a, _ := json.Marshal(z)
		b, _ := json.Marshal(got)
		if string(a) != string(b) {
			t.Fatalf("%s\n%s\n%s", a, b, raw)
		}
		if again, _ := got.Datei(); string(again) != string(raw) {
			t.Fatalf("%s\n%s", raw, again)
		}
	})
	for file, want := range map[string]string{
		"": "leer",
		"formular: a\nversion: \"\"\nverfharen: x": "Zeile 3: Die Angabe „verfharen“",
		"formular: a\nformular: b":                 "Zeile 2: Diese Angabe steht doppelt",
		"formular: a\ndaten: [1, 2]":               "Zeile 2: Hier wird etwas anderes",
		"formular: \"a":                            "YAML",
		"verfahren: standard":                      "formular",
		"formular: a\n---\nformular: b":            "mehr als eine",
	} {
		_, err := ReadZuordnung([]byte(file))
		var e *Error
		if err == nil {
			t.Errorf("%q is accepted", file)
		} else if e, _ = err.(*Error); e == nil || !strings.Contains(e.Detail, want) { //nolint:errorlint // as it is
			t.Errorf("%q: %v %+v", file, err, e)
		}
	}
}

// ohneFolgen are parts of a result that a mapping does not decide: the version of the Verfahren, the line of the table,
// the login, names and paths that stand behind a value, keys of documents.
var ohneFolgen = []string{"Felder.Dokument", "Felder.Felder.Dokument", "Stand", "Zielweg.Regel",
	"Antragsteller.Vertrauensniveau", "Antragsteller.Postfach.Schluessel", "Angaben.Label", "Angaben.Pfad",
	"Unterlagen.Feld"}

// Whatever part of a result changes alone, activation shows it: the parts are not listed by hand.
func TestEveryChangeOfAResultIsShown(t *testing.T) {
	ergebnis := func() *Zuordnungsergebnis {
		e := &Zuordnungsergebnis{}
		eins(reflect.ValueOf(e).Elem(), 2)
		e.Angaben[0].Zustand = "gelesen"
		return e
	}
	if d := CompareErgebnisse(ergebnis(), ergebnis()); len(d) != 0 {
		t.Fatalf("the same: %+v", d)
	}
	var gesehen []string
	change(ergebnis, func(e *Zuordnungsergebnis) reflect.Value { return reflect.ValueOf(e).Elem() }, "",
		func(pfad string, e *Zuordnungsergebnis) {
			gesehen = append(gesehen, pfad)
			if shown := len(CompareErgebnisse(ergebnis(), e)) > 0; shown == slices.Contains(ohneFolgen, pfad) {
				t.Errorf("%s: shown %v", pfad, shown)
			}
		})
	if len(gesehen) < 30 {
		t.Errorf("only %v", gesehen)
	}
}

// eins gives every leaf a value; trees of fields get a second level.
func eins(v reflect.Value, tiefe int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Int:
		v.SetInt(1)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		eins(v.Elem(), tiefe)
	case reflect.Struct:
		for i := range v.NumField() {
			eins(v.Field(i), tiefe)
		}
	case reflect.Slice:
		if tiefe > 0 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			eins(v.Index(0), tiefe-1)
		}
	}
}

// change changes every leaf alone.
func change(neu func() *Zuordnungsergebnis, at func(*Zuordnungsergebnis) reflect.Value, pfad string,
	visit func(string, *Zuordnungsergebnis)) {
	e := neu()
	v := at(e)
	switch v.Kind() {
	case reflect.String:
		v.SetString("y")
	case reflect.Int:
		v.SetInt(2)
	case reflect.Bool:
		v.SetBool(false)
	case reflect.Pointer:
		change(neu, func(e *Zuordnungsergebnis) reflect.Value { return at(e).Elem() }, pfad, visit)
		return
	case reflect.Slice:
		if v.Len() > 0 {
			change(neu, func(e *Zuordnungsergebnis) reflect.Value { return at(e).Index(0) }, pfad, visit)
		}
		return
	case reflect.Struct:
		for i := range v.NumField() {
			name := strings.TrimPrefix(pfad+"."+v.Type().Field(i).Name, ".")
			change(neu, func(e *Zuordnungsergebnis) reflect.Value { return at(e).Field(i) }, name, visit)
		}
		return
	}
	visit(pfad, e)
}

// The example of the manual is a mapping.
func TestZuordnungInTheManual(t *testing.T) {
	raw, err := os.ReadFile("../../../docs/adapter-anbinden.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(raw), "```yaml\nformular:")
	text, _, _ = strings.Cut(text, "```")
	z, err := ReadZuordnung([]byte("formular:" + text))
	if err != nil {
		t.Fatal(err)
	}
	if err := z.Check(); err != nil || z.Antragsteller["email"] != `"E-Mail-Adresse"` ||
		z.Daten["rasse"] != "hunde[].rasse" {
		t.Errorf("%+v %v", z, err)
	}
}

// A sample of a real delivery tells nothing of the person, whatever was entered and wherever.
func TestUnkenntlich(t *testing.T) {
	geheim := rapid.StringOfN(rapid.SampledFrom([]rune("QZÄÖßéñЖ789 -.@ᴥ")), 3, 30, -1).Filter(func(s string) bool {
		return strings.IndexFunc(s, unicode.IsLetter) >= 0 && strings.TrimSpace(s) == s
	})
	rapid.Check(t, func(t *rapid.T) {
		var alle []string
		neu := func(label string) string {
			s := geheim.Draw(t, label)
			alle = append(alle, s)
			return s
		}
		a := &Antrag{Kennung: neu("kennung"), Referenzen: []adapters.Referenz{{Art: "portal", Wert: neu("referenz")}},
			Formular: adapters.Formular{Schluessel: "hund"},
			Antragsteller: adapters.Antragsteller{Vorname: neu("v"), Nachname: neu("n"), Firma: neu("f"),
				Geburtsdatum: "1987-09-08", Email: neu("m"), Strasse: neu("s"), Ort: neu("o"),
				Konto:    &adapters.Konto{Art: "bundid", Pseudonym: neu("k")},
				Postfach: &adapters.Postfach{Kanal: "bundid", Adresse: neu("p")}},
			Antragsdaten: []adapters.Feld{gruppe("g", text("t", "Label", neu("t")),
				adapters.Feld{Name: "z", Typ: adapters.Zahl, Text: "7.889,5", Wert: "7889.5"},
				adapters.Feld{Name: "d", Typ: adapters.Datum, Text: "08.09.1987", Wert: "1987-09-08"}, adapters.Feld{Name: "x", Typ: adapters.Datum, Text: neu("x")},
				adapters.Feld{Name: "u", Typ: adapters.Datei, Text: neu("datei"), Dokument: "d-9"},
				adapters.Feld{Name: "b", Typ: adapters.Betrag, Text: neu("b"), Waehrung: "EUR"}),
				liste("l", text("1", "", neu("l"))), {Name: "j", Typ: adapters.JaNein, Text: "Ja", Wert: "true"},
				{Name: "a", Typ: adapters.Auswahl, Code: "c2", Text: "Altstadt"}},
			Dokumente: []adapters.Dokument{{ID: "d-9", Dateiname: neu("name"), Beschreibung: neu("desc"),
				ContentType: "application/pdf", Datei: adapters.File{SHA256: strings.Repeat("a", 64), Groesse: 5}}},
			Zahlung: &adapters.Zahlung{Zustand: "bezahlt", Referenz: neu("zahlung")}}
		a.Hinweise = []adapters.Hinweis{{Code: "c", Text: "Die Datei " + a.Dokumente[0].Dateiname + " fehlt."}}
		out, err := Unkenntlich(a)
		if err != nil {
			t.Fatal(err)
		}
		raw, _ := json.Marshal(out)
		for _, s := range append(alle, "1987", "7889", "aaaa") {
			if strings.Contains(string(raw), strings.Trim(mustJSON(s), `"`)) {
				t.Fatalf("%q survives in %s", s, raw)
			}
		}
		if !slices.Equal(pfade(Struktur(a.Antragsdaten)), pfade(Struktur(out.Antragsdaten))) ||
			out.Antragsdaten[2].Wert != "true" || out.Antragsdaten[3].Text != "Altstadt" ||
			out.Antragsdaten[0].Felder[2].Wert != "2000-01-01" {
			t.Fatalf("the form is not kept: %s", raw)
		}
		if d := out.Antragsdaten[0].Felder[4].Dokument; d != out.Dokumente[0].ID {
			t.Fatalf("field and document part: %s", raw)
		}
	})
}

func mustJSON(s string) string {
	raw, _ := json.Marshal(s)
	return string(raw)
}
