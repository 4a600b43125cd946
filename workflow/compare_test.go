package workflow

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// changed is the dog tax with other files.
func changed(t *testing.T, change map[string]*strings.Replacer) *Definition {
	t.Helper()
	files, err := ReadFiles(Shipped(), "hundesteuer/1")
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range change {
		files[name] = []byte(r.Replace(string(files[name])))
	}
	d, err := NewDefinition("hundesteuer", "2", files)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Whoever activates a version reads what becomes otherwise, by the names in the drawing and in verfahren.yaml.
func TestCompareNamesWhatChanges(t *testing.T) {
	before := changed(t, nil)
	if c := Compare(before, changed(t, nil)); len(c) > 0 {
		t.Fatalf("the same differs: %v", c)
	}
	task := before.Process.UserTasks()[0]
	after := changed(t, map[string]*strings.Replacer{
		"process.bpmn":         strings.NewReplacer(`name="`+task.Name+`"`, `name="Ganz anders"`),
		"verfahren.yaml":       strings.NewReplacer("zielfrist: ", "zielfrist: 1", "20/hundesteuer_anmeldung", "neu"),
		"letters/bescheid.typ": strings.NewReplacer("#", "# "),
	})
	var got []string
	for _, c := range Compare(before, after) {
		got = append(got, fmt.Sprintf("%s %s %s", c.Was, c.Art, c.Name))
		if want := map[bool]string{true: task.ID}[c.Was == "aufgabe"]; c.Element != want {
			t.Errorf("%s %q is in the picture at %q, not %q", c.Was, c.Name, c.Element, want)
		}
	}
	for _, want := range []string{"aufgabe anders Ganz anders", "formular neu neu",
		"formular weg 20/hundesteuer_anmeldung", "eigenschaft anders zielfrist", "brief anders bescheid.typ"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is missing in %q", want, got)
		}
	}
	if len(got) != 5 {
		t.Errorf("%q", got)
	}
}
