package formsolutions_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kontor/adapters"
	"kontor/adapters/formsolutions"
)

var _ adapters.Configurable = formsolutions.New()

// The browser makes a form of the settings, and the handbook names each of them.
func TestSettingsAreInOrder(t *testing.T) {
	handbook, err := os.ReadFile("../../docs/adapter-anbinden.md")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]adapters.Setting{}
	for _, s := range formsolutions.New().Settings() {
		if _, twice := known[s.Name]; twice || !regexp.MustCompile(`^[a-z][a-z0-9_]*$`).MatchString(s.Name) {
			t.Errorf("name %q", s.Name)
		}
		known[s.Name] = s
		if s.Label.De == "" || s.Label.En == "" || s.Hilfe.De == "" || s.Hilfe.En == "" {
			t.Errorf("%s lacks a text", s.Name)
		}
		if (s.Art == "auswahl") != (len(s.Werte) > 0) || s.Art == "auswahl" && !slices.Contains(s.Werte, s.Vorgabe) {
			t.Errorf("%s: values %q, default %q", s.Name, s.Werte, s.Vorgabe)
		}
		// these are described with the mailbox
		onlyMail := s.Wenn != nil && slices.Equal(s.Wenn.Werte, []string{"mail"})
		if !onlyMail && !strings.Contains(string(handbook), "`"+s.Name+"`") {
			t.Errorf("the handbook does not name %s", s.Name)
		}
	}
	for _, s := range known {
		if s.Name == "weg" {
			continue
		}
		if s.Wenn == nil || s.Wenn.Name != "weg" || slices.ContainsFunc(s.Wenn.Werte, func(w string) bool {
			return !slices.Contains(known["weg"].Werte, w)
		}) {
			t.Errorf("%s is shown when %+v", s.Name, s.Wenn)
		}
	}
}
