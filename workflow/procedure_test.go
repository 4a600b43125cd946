package workflow

import (
	"os"
	"slices"
	"strings"
	"testing"
)

func TestShippedProceduresAreWithoutFindings(t *testing.T) {
	all, err := LoadAll(Shipped())
	if err != nil {
		t.Fatal(err)
	}
	newest := Newest(all)
	if len(newest) != 3 {
		t.Fatalf("want three procedures, got %d", len(newest))
	}
	for _, d := range all { // what was right when an earlier version came into use may be warned of today
		for _, f := range d.Check(calendar) {
			if f.Severity == SeverityFehler || slices.Contains(newest, d) {
				t.Errorf("%s/%s: %s %s: %s", d.Name, d.Version, f.Severity, f.Element, f.Message)
			}
		}
	}
}

func TestScenarioSaysWhatWasExpectedAndWhatCame(t *testing.T) {
	d, err := Load(Shipped(), "standard/1")
	if err != nil {
		t.Fatal(err)
	}
	sc := d.Scenarios[0]
	sc.Schritte[1].Erwartet.Aufgaben = &[]string{"bescheid"}
	err = RunScenario(d, sc, calendar)
	want := "szenario: Schritt 2 (erledigen pruefen): Aufgaben: erwartet bescheid, tatsächlich bearbeiten."
	if err == nil || err.Error() != want {
		t.Fatal(err)
	}
	sc.Schritte[1].Aufgabe = "nichts"
	err = RunScenario(d, sc, calendar)
	if err == nil || !strings.Contains(err.Error(), "ist nicht offen. Offen: pruefen") {
		t.Fatal(err)
	}
}

func TestDefinitionHasAStableChecksum(t *testing.T) {
	a, err := Load(Shipped(), "hundesteuer/1")
	if err != nil {
		t.Fatal(err)
	}
	b, _ := Load(os.DirFS("verfahren"), "hundesteuer/1")
	c, _ := Load(Shipped(), "standard/1")
	if len(a.Checksum) != 64 || a.Checksum != b.Checksum || a.Checksum == c.Checksum {
		t.Fatal(a.Checksum, b.Checksum, c.Checksum)
	}
	if a.Name != "hundesteuer" || a.Version != "1" || len(a.Letters) < 2 || len(SharedLetters()["brief.typ"]) == 0 {
		t.Fatalf("%+v", a.Letters)
	}
}

func TestReadmeNamesEveryKind(t *testing.T) {
	raw, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	for name := range Services() {
		if !strings.Contains(string(raw), "| `"+name+"` |") {
			t.Errorf("README does not name the service %s", name)
		}
	}
	for name := range Aktionen() {
		if name != "" && !strings.Contains(string(raw), "| `"+name+"` |") {
			t.Errorf("README does not name the act %s", name)
		}
	}
}
