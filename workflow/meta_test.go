package workflow

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

// leaf is a field tree as small as it gets.
type leaf struct {
	name     string
	value    string
	children []leaf
}

func pick(t *testing.T, roots []leaf, path string) []any {
	t.Helper()
	p, err := ParsePath(path)
	if err != nil {
		t.Fatal(err)
	}
	var values []any
	for _, n := range Select(roots, p, func(n leaf) string { return n.name }, func(n leaf) []leaf {
		return n.children
	}) {
		values = append(values, n.value)
	}
	return values
}

func TestPathsLeadToTheFieldsOfTheForms(t *testing.T) {
	group := func(name string, children ...leaf) leaf { return leaf{name: name, children: children} }
	field := func(name, value string) leaf { return leaf{name: name, value: value} }
	intelliform := []leaf{
		group("betrieb", field("firma", "Café Kornblume GmbH")),
		group("flaechen", group("flaechen-item", field("quadratmeter", "18.0")),
			group("flaechen-item", field("quadratmeter", "7.5"))),
		group("liste", field("x", "1"), field("x", "2")),
	}
	ozgcloud := []leaf{group("step2", group("flaechen",
		group("flaechen_a1", field("flaechen_a1_bez", "A"), field("flaechen_a1_qm", "18")),
		group("flaechen_b2", field("flaechen_b2_bez", "B"), field("flaechen_b2_qm", "7.5"))))}
	formcycle := []leaf{field("tfRufname_0", "Knut"), field("tfRasse_0", "Dackel"), field("tfRufname_1", "Pelle")}
	for path, c := range map[string]struct {
		tree []leaf
		want []any
	}{
		"betrieb.firma":           {intelliform, []any{"Café Kornblume GmbH"}},
		"flaechen[].quadratmeter": {intelliform, []any{"18.0", "7.5"}},
		"liste[]":                 {intelliform, []any{"1", "2"}},
		"betrieb.fehlt":           {intelliform, nil},
		"step2.flaechen.*.*_qm":   {ozgcloud, []any{"18", "7.5"}},
		"step2.flaechen[].*_bez":  {ozgcloud, []any{"A", "B"}},
		"tfRufname_*":             {formcycle, []any{"Knut", "Pelle"}},
	} {
		if got := pick(t, c.tree, path); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v", path, got, c.want)
		}
	}
	for _, bad := range []string{"", "a..b", "a[0]", "a.[]", "a b", "a[b"} {
		if _, err := ParsePath(bad); err == nil {
			t.Errorf("%q accepted", bad)
		}
	}
}

func TestAntragIsTypedAndAdmitsIgnorance(t *testing.T) {
	m := Meta{Daten: []Datum{
		{Name: "flaeche", Typ: TypZahl, Summe: true}, {Name: "hunde", Typ: TypZahl, Anzahl: true}, {Name: "rasse", Typ: TypText},
		{Name: "beginn", Typ: TypDatum}, {Name: "gefaehrlich", Typ: TypJaNein}, {Name: "betrag", Typ: TypBetrag}, {Name: "fehlt", Typ: TypText}, {Name: "leer", Typ: TypZahl},
	}}
	got, wrong := m.Antrag(map[string]any{
		"flaeche": []any{"18.0", "7,5", ""}, "hunde": []any{"Knut", "Pelle"}, "rasse": []any{"Dackel", "Pudel"},
		"beginn": "01.05.2025", "gefaehrlich": []any{"false", nil}, "betrag": "1.234,50 €", "leer": "viel",
	})
	want := map[string]any{
		"flaeche": 25.5, "hunde": 2.0, "rasse": "Dackel, Pudel", "beginn": "2025-05-01", "gefaehrlich": nil,
		"betrag": 1234.5, "fehlt": "", "leer": nil,
	}
	if !reflect.DeepEqual(got, want) || wrong["leer"] == "" || len(wrong) != 1 {
		t.Fatalf("%v\n%v", got, wrong)
	}
	if got, _ := m.Antrag(map[string]any{"gefaehrlich": []any{"nein", "ja"}}); got["gefaehrlich"] != true {
		t.Fatal("one dangerous dog is enough")
	}
}

// A number with two readings is none, and money has two places at most.
func TestNumbersOfTheAntrag(t *testing.T) {
	m := Meta{Daten: []Datum{{Name: "zahl", Typ: TypZahl}, {Name: "betrag", Typ: TypBetrag}}}
	for _, c := range []struct {
		raw          any
		zahl, betrag any
	}{
		{"1.250", nil, nil}, {"1,250", nil, nil}, {"1.250,00", 1250.0, 1250.0}, {"1,250.00", 1250.0, 1250.0}, {"1250,5", 1250.5, 1250.5}, {"0,125", 0.125, nil},
		{"12.3456", 12.3456, nil}, {1.25, 1.25, 1.25}, {"1e3", nil, nil}, {"Inf", nil, nil}, {"0x10", nil, nil},
	} {
		got, wrong := m.Antrag(map[string]any{"zahl": c.raw, "betrag": c.raw})
		if got["zahl"] != c.zahl || got["betrag"] != c.betrag || (wrong["zahl"] == "") == (c.zahl == nil) ||
			(wrong["betrag"] == "") == (c.betrag == nil) {
			t.Errorf("%v: %v %v", c.raw, got, wrong)
		}
	}
}

func TestGebuehr(t *testing.T) {
	all, err := LoadAll(Shipped())
	if err != nil {
		t.Fatal(err)
	}
	defs := Newest(all)
	for _, c := range []struct {
		def  int
		raw  map[string]any
		want int64
		ok   bool
	}{
		{0, map[string]any{"flaeche": []any{"18.0", "7.5"}}, 31875, true},
		{0, map[string]any{}, 0, false},                                                                    // no area, no proposal
		{1, map[string]any{"hunde": []any{"Flöckchen", "Ole"}, "haltung_seit": "2026-05-10"}, 10500, true}, // June to December
		{1, map[string]any{"hunde": []any{"Ole"}, "haltung_seit": "2026-12-01"}, 0, true},                  // begins next year
		{1, map[string]any{"hunde": []any{"Ole"}, "haltung_seit": "2025-05-10"}, 0, true},                  // years before: a person says
		{1, map[string]any{"hunde": []any{"Flöckchen", "Ole"}}, 0, false},
		{2, nil, 0, true},
	} {
		antrag, _ := defs[c.def].Meta.Antrag(c.raw)
		got, err := defs[c.def].Meta.EvalGebuehr(antrag, time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC))
		if got != c.want || (err == nil) != c.ok {
			t.Errorf("%s: %d %v", defs[c.def].Name, got, err)
		}
	}
}

func TestMetaIsReadStrictly(t *testing.T) {
	if _, err := parseMeta([]byte("titel: x\ntittel: y\n")); err == nil || !strings.Contains(err.Error(), "tittel") {
		t.Fatal(err)
	}
	d, err := Load(Shipped(), "standard/1")
	if err != nil {
		t.Fatal(err)
	}
	d.Meta.Leika, d.Meta.Vertrauensniveau, d.Meta.Uebersicht = []string{"123"}, 2, []string{"nichts"}
	d.Meta.Rechtsbehelf.Belehrung, d.Meta.Aussonderungsart = "", "X"
	d.Meta.Textbausteine[0].Text = "{{kontonummer}}"
	d.Meta.Formulare = []Formular{{Adapter: "gover", Formular: "zeugen",
		Antragsteller: map[string]string{"email": "zeugen[].email"}}}
	got := texts(d.Check(calendar))
	for _, part := range []string{"nicht aus einer Wiederholung", "Leistungsschlüssel", "Vertrauensniveau", "nichts",
		"§ 37 Abs. 6", "Aussonderungsart", "{{kontonummer}}"} {
		if !strings.Contains(got, part) {
			t.Errorf("%q missing in\n%s", part, got)
		}
	}
}

// Half a cent is a cent, whatever a binary fraction makes of it; lines of nothing are no lines.
func TestBetragOfLines(t *testing.T) {
	for _, c := range []struct {
		menge float64
		satz  int64
		want  int64
	}{{8.5, 1250, 10625}, {1.005, 100, 101}, {0.333, 1, 0}, {0.5, 1, 1}, {3, 750, 2250},
		{MaxMenge, MaxSatz, MaxMenge * MaxSatz}} {
		if got := (Gebuehrposition{Menge: c.menge, SatzCent: c.satz}).Betrag(); got != c.want {
			t.Errorf("%v × %d: %d, want %d", c.menge, c.satz, got, c.want)
		}
	}
	m := Meta{Bescheid: BescheidMeta{Gebuehr: GebuehrMeta{Positionen: []PositionMeta{
		{"Fläche", "antrag.flaeche", "m²", 12.5}, {"Tische", "0", "", 3}, {"Grundbetrag", "1", "", 40}}}}}
	antrag := map[string]any{"flaeche": 18.0}
	got, err := m.EvalPositionen(antrag, time.Date(2026, 11, 30, 0, 0, 0, 0, time.UTC))
	if err != nil || len(got) != 2 || Betrag(got) != 26500 || got[1].Bezeichnung != "Grundbetrag" {
		t.Errorf("%+v %v", got, err)
	}
	if _, err := m.EvalPositionen(map[string]any{"flaeche": nil}, time.Time{}); err == nil {
		t.Error("half a fee is proposed")
	}
}
