package all_test

import (
	"regexp"
	"testing"

	"kontor/adapters/all"
)

func TestNamesAreStableAndUnique(t *testing.T) {
	// stored with every Zugang: never rename
	want := []string{"intelliform", "formsolutions", "formcycle", "ozgcloud", "gover", "fim", "neutral"}
	seen := map[string]bool{}
	for _, a := range all.Adapters() {
		if !regexp.MustCompile(`^[a-z][a-z0-9]*$`).MatchString(a.Name()) || seen[a.Name()] {
			t.Errorf("name %q", a.Name())
		}
		seen[a.Name()] = true
	}
	for _, name := range want {
		if _, ok := all.Find(name); !ok {
			t.Errorf("%s is missing", name)
		}
	}
	if _, ok := all.Find("unbekannt"); ok {
		t.Error("found what is not there")
	}
}
