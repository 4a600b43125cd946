package xdatenfelder_test

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kontor/adapters"
	"kontor/adapters/adaptertest"
	"kontor/adapters/xdatenfelder"
)

// golden compares a value with testdata/<name>.gold.json; -update writes it.
func golden(t *testing.T, name string, value any) {
	t.Helper()
	got, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join("testdata", name+".gold.json")
	if flag.Lookup("update").Value.String() == "true" { // the flag of adaptertest
		if err := os.WriteFile(file, append(got, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(string(want)) != string(got) {
		t.Errorf("%s differs:\n%s", file, got)
	}
}

func schema(t testing.TB, name string) *xdatenfelder.Schema {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name+".xml"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, err := xdatenfelder.Read(f, adapters.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestRead(t *testing.T) {
	for _, name := range []string{"v2", "v3"} {
		s := schema(t, name)
		golden(t, name, s)
		golden(t, name+"-pfade", xdatenfelder.Felder(s))
		raw, _ := json.Marshal(s)
		var again xdatenfelder.Schema
		if err := json.Unmarshal(raw, &again); err != nil {
			t.Error(err)
		}
		if back, _ := json.Marshal(again); string(back) != string(raw) {
			t.Errorf("%s changes when it is kept as JSON", name)
		}
	}
}

// The test documents of others are read as well; they are not part of this repository.
func TestPublicDocuments(t *testing.T) {
	dir := os.Getenv("KONTOR_STANDARDS")
	if dir == "" {
		t.Skip("KONTOR_STANDARDS names no directory with standards; .ci/run sets it")
	}
	files, _ := filepath.Glob(filepath.Join(dir, "fitconnect/xdatenfelder/*.xml"))
	if len(files) == 0 {
		t.Fatal("no XDatenfelder documents")
	}
	want := map[string]string{"v2-select.xml": "T1234 F123", "v2-simple.xml": "T1234 G00000082.F60000227",
		"v2-rule.xml": "T1234", "v3-simple.xml": "G60000000088 G60000000088.G60000000086.F60000000243"}
	for _, file := range files {
		f, err := os.Open(file)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		s, err := xdatenfelder.Read(f, adapters.Limits{})
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(file), err)
			continue
		}
		got := s.Name
		for _, p := range xdatenfelder.Felder(s) {
			got += " " + p.Pfad
		}
		if got != want[filepath.Base(file)] {
			t.Errorf("%s: %s", filepath.Base(file), got)
		}
	}
}

func TestUnreadable(t *testing.T) {
	const open, end = `<x:xdatenfelder.stammdatenschema.0102 xmlns:x="urn:xoev-de:fim:standard:xdatenfelder_3.0.0">`,
		`</x:xdatenfelder.stammdatenschema.0102>`
	docs := adaptertest.HostileXML()
	docs["empty"] = ""
	docs["other XML"] = `<x/>`
	docs["no schema"] = open + end
	docs["no number"] = open + `<x:stammdatenschema/>` + end
	docs["field without number"] = open +
		`<x:stammdatenschema><x:identifikation><x:id>S1</x:id></x:identifikation><x:struktur><x:enthaelt><x:datenfeld/></x:enthaelt></x:struktur></x:stammdatenschema>` + end
	for _, anzahl := range []string{"viele", "1", "-1:2", "1:x", "1:-2", "99999999999999999999:1"} {
		docs["anzahl "+anzahl] = open + `<x:stammdatenschema><x:identifikation><x:id>S1</x:id></x:identifikation><x:struktur><x:anzahl>` + anzahl +
			`</x:anzahl><x:enthaelt><x:datenfeld><x:identifikation><x:id>F1</x:id></x:identifikation></x:datenfeld></x:enthaelt></x:struktur></x:stammdatenschema>` + end
	}
	for name, doc := range docs {
		s, err := xdatenfelder.Read(strings.NewReader(doc), adapters.Limits{Fields: 20_000})
		var e *adapters.Error
		if !errors.As(err, &e) || e.Detail == "" || s != nil {
			t.Errorf("%s: %v, %v", name, s, err)
		}
	}
	big := strings.NewReader(open + strings.Repeat(" ", 2000) + end)
	if _, err := xdatenfelder.Read(big, adapters.Limits{Document: 1000}); !adapters.HasCode(err, adapters.TooLarge) {
		t.Errorf("too large: %v", err)
	}
}

func text(name, text string) adapters.Feld { return adapters.Guess(name, "", text) }

func group(name string, felder ...adapters.Feld) adapters.Feld {
	return adapters.Feld{Name: name, Typ: adapters.Gruppe, Felder: felder}
}

func list(name string, felder ...adapters.Feld) adapters.Feld {
	return adapters.Feld{Name: name, Typ: adapters.Liste, Felder: felder}
}

// A submission as FIT-Connect and intelliForm deliver them: other case, other order, versions behind the number,
// numbers of version 2 for a schema of version 3, one repetition without a list, things the schema does not know.
func TestApply(t *testing.T) {
	sub := &adapters.Submission{
		Antragsdaten: []adapters.Feld{
			text("frei", "bleibt"),
			text("f99000030", "true"),
			group("g99000020", text("F99000022V1.0", "2022-06-14"), text("F99000021", "Flöckchen"),
				text("F99000023", "FCI 1"), text("F99000024", "schwer"), text("unbekannt", "Wert")),
			list("F99000031", text("1", "Allee 1"), text("2", "43210")),
			group("G99000010", text("F99000011", "  "), text("F99000013", "11/1984")),
		},
		Dokumente: []adapters.Dokument{{ID: "d1", Feld: "g99000020/unbekannt"}, {ID: "d2", Feld: "frei"}},
		Hinweise:  []adapters.Hinweis{{Code: "vorher", Feld: "g99000020/F99000022V1.0", Text: "Ein Hinweis."}},
	}
	xdatenfelder.ApplyTo(sub, schema(t, "v2"))
	golden(t, "apply-v2", sub)

	felder, notes := xdatenfelder.Apply([]adapters.Feld{
		group("seite1", text("F99000032", "1.5"), group("extra", text("F99000036", "ja"))), // a page around fields
		group("G99000010", text("F99000011", "true"), text("F99000012", "002"), text("G99000086", "")),
		group("G99000000015"),
		group("G99000020", text("F99000021", "ute@example.org")),
		text("F99000031", "49,9 €"), text("F99000033", "2025-07-01T10:00:00"), text("F99000034", "10:30:00"),
		{Name: "F99000035", Typ: adapters.Datei, Text: "Plan.pdf", Dokument: "d1"}, group("F99000037", text("x", "y")),
	}, schema(t, "v3"))
	golden(t, "apply-v3", map[string]any{"felder": felder, "hinweise": notes})
}

// apply puts one value through one field of the schema.
func apply(t *testing.T, s *xdatenfelder.Schema, f adapters.Feld) (adapters.Feld, []string) {
	t.Helper()
	felder, notes := xdatenfelder.Apply([]adapters.Feld{f}, s)
	codes := []string{}
	for _, n := range notes {
		codes = append(codes, n.Code)
	}
	return felder[0], codes
}

func TestValues(t *testing.T) {
	for _, c := range []struct {
		typ, give  string
		text, wert string
		notes      int
	}{
		{"date", "2025-07-01+02:00", "2025-07-01+02:00", "2025-07-01", 0}, {"date", "1.7.2025", "1.7.2025", "2025-07-01", 0}, {"date", "2025-02-30", "2025-02-30", "", 1},
		{"datetime", "2025-07-01T10:00:00Z", "2025-07-01T10:00:00Z", "2025-07-01T10:00:00Z", 0}, {"datetime", "10 Uhr", "10 Uhr", "", 1},
		{"bool", "1", "Ja", "true", 0}, {"bool", "false", "Nein", "false", 0}, {"bool", "ja", "ja", "true", 0}, {"bool", "vielleicht", "vielleicht", "", 1},
		{"num", "1.5e3", "1.5e3", "", 1}, {"num_int", "zwölf", "zwölf", "", 1}, {"num", "-3,25", "-3,25", "-3.25", 0}, {"num", "1.250", "1.250", "", 1}, {"num", "1,250", "1,250", "", 1},
		{"num_currency", "1.250", "1.250", "", 1}, {"num_currency", "12,3456 €", "12,3456 €", "", 1},
		{"num_currency", "250", "250", "250.00", 0}, {"num_currency", "1.234,50 EUR", "1.234,50 EUR", "1234.50", 0}, {"num_currency", "gratis", "gratis", "", 1},
		{"text", "2025-07-01", "2025-07-01", "", 0}, {"text", "true", "true", "", 0}, {"time", "10:30", "10:30", "", 0}, {"file", "Plan.pdf", "Plan.pdf", "", 0}, {"date", "", "", "", 0},
	} {
		doc := `<x:x xmlns:x="urn:xoev-de:fim:standard:xdatenfelder_3.1"><x:stammdatenschema><x:identifikation><x:id>S99000000001</x:id></x:identifikation><x:struktur><x:anzahl>0:1</x:anzahl><x:enthaelt><x:datenfeld>
			<x:identifikation><x:id>F99000000001</x:id></x:identifikation><x:datentyp>` + c.typ + `</x:datentyp></x:datenfeld></x:enthaelt></x:struktur></x:stammdatenschema></x:x>`
		s, err := xdatenfelder.Read(strings.NewReader(doc), adapters.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		f, notes := apply(t, s, text("F99000001", c.give))
		if f.Text != c.text || f.Wert != c.wert || len(notes) != c.notes || f.Name != "F99000000001" {
			t.Errorf("%s %q: %+v %v", c.typ, c.give, f, notes)
		}
	}
}

// A JSON number is written as JSON writes it; with three places it is a number and no amount.
func TestLiterals(t *testing.T) {
	for _, c := range []struct {
		typ        adapters.Typ
		give, want string
		notes      int
	}{{adapters.Zahl, "1.250", "1.250", 0}, {adapters.Zahl, "1.5e3", "1500", 0}, {adapters.Betrag, "12.5", "12.50", 0},
		{adapters.Betrag, "1.2345", "", 1}, {adapters.Betrag, "1.255", "", 1}} {
		leaf := (&adapters.JSONValue{Kind: adapters.JSONNumber, Text: c.give}).Leaf("F99000000001")
		out, notes := xdatenfelder.Apply([]adapters.Feld{leaf},
			&xdatenfelder.Schema{Felder: []xdatenfelder.Element{{Nummer: "F99000000001", Typ: c.typ}}})
		if out[0].Wert != c.want || out[0].Text != c.give || len(notes) != c.notes {
			t.Errorf("%s %s: %+v %v", c.typ, c.give, out[0], notes)
		}
	}
}

func TestChoices(t *testing.T) {
	s := schema(t, "v3")
	person := func(f adapters.Feld) (adapters.Feld, []string) {
		g, notes := apply(t, s, group("G99000010", text("F99000011", "Ute"), f,
			group("G99000086", text("F99000243", "Allee"))))
		return g.Felder[1], slices.DeleteFunc(notes, func(n string) bool { return n != "code_unknown" })
	}
	choice := func(code, text string) adapters.Feld {
		return adapters.Feld{Name: "F99000012", Typ: adapters.Auswahl, Code: code, Text: text}
	}
	for _, c := range []struct {
		give       adapters.Feld
		code, text string
		notes      int
	}{
		{text("F99000012", "001"), "001", "Ledig", 0}, {choice("001", "001"), "001", "Ledig", 0}, {choice("001", ""), "001", "Ledig", 0},
		{choice("001", "Nicht verheiratet"), "001", "Nicht verheiratet", 0}, {text("F99000012", "Ledig"), "001", "Ledig", 0}, {text("F99000012", "9"), "9", "9", 1},
		{group("F99000012", text("code", "002")), "002", "Verheiratet & zusammen", 0},
	} {
		if f, notes := person(c.give); f.Typ != adapters.Auswahl || f.Code != c.code || f.Text != c.text ||
			len(notes) != c.notes {
			t.Errorf("%+v becomes %+v %v", c.give, f, notes)
		}
	}
}

// What an adapter knows for sure stays, whatever the schema says.
func TestNothingIsGivenUp(t *testing.T) {
	s := schema(t, "v3")
	for _, f := range []adapters.Feld{
		{Name: "F99000000032", Typ: adapters.Auswahl, Code: "7", Text: "Sieben"},
		{Name: "F99000000032", Typ: adapters.Datei, Text: "a.txt", Dokument: "d1"},
		{Name: "F99000000032", Typ: adapters.Betrag, Text: "5 CHF", Wert: "5.00", Waehrung: "CHF"},
	} {
		got, _ := apply(t, s, f)
		if got.Typ != f.Typ || got.Code != f.Code || got.Dokument != f.Dokument || got.Waehrung != f.Waehrung ||
			got.Label != "Stunden" {
			t.Errorf("%+v became %+v", f, got)
		}
	}
}

// texts counts what stands in leaves; machine notations of yes and no are respelled and left out.
func texts(felder []adapters.Feld, count map[string]int, by int) {
	for _, f := range felder {
		seen := map[string]bool{}
		for _, t := range []string{f.Text, f.Code} {
			if t = strings.TrimSpace(t); t != "" && !seen[t] {
				seen[t] = true
				count[t] += by
			}
		}
		texts(f.Felder, count, by)
	}
}

func FuzzRead(f *testing.F) {
	for _, name := range []string{"v2", "v3"} {
		doc, err := os.ReadFile(filepath.Join("testdata", name+".xml"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(doc, "F99000011", "001", "G99000020")
	}
	f.Fuzz(func(t *testing.T, doc []byte, a, b, c string) {
		s, err := xdatenfelder.Read(strings.NewReader(string(doc)), adapters.Limits{Document: 1 << 20,
			Depth: 64, Fields: 5000})
		if err != nil {
			var e *adapters.Error
			if !errors.As(err, &e) || e.Code == adapters.Unavailable {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		give := []adapters.Feld{{Name: a, Typ: adapters.Text, Text: b},
			group(c, adapters.Feld{Name: a, Typ: adapters.Text, Text: b},
				list(b, adapters.Feld{Name: "1", Typ: adapters.Text, Text: c}))}
		for _, p := range xdatenfelder.Felder(s) {
			give = append(give, adapters.Feld{Name: strings.ToLower(strings.TrimSuffix(p.Pfad[strings.LastIndex(p.Pfad,
				".")+1:], "[]")), Typ: adapters.Text, Text: b})
			if len(give) > 50 {
				break
			}
		}
		left := map[string]int{}
		texts(give, left, 1)
		out, notes := xdatenfelder.Apply(give, s)
		texts(out, left, -1)
		for value, n := range left {
			if n > 0 && value != "1" && value != "0" && value != "true" && value != "false" {
				t.Errorf("%d texts are lost", n)
			}
		}
		if len(notes) > 200 {
			t.Errorf("%d notes", len(notes))
		}
	})
}
