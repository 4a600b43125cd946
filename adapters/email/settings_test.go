package email_test

import (
	"os"
	"strings"
	"testing"

	"kontor/adapters"
	"kontor/adapters/email"
)

var (
	_ adapters.Configurable = email.New()
	_ adapters.Puller       = email.New()
)

// The browser makes a form of the settings, and the handbook names each of them with its default.
func TestSettingsAreInOrder(t *testing.T) {
	handbook, err := os.ReadFile("../../docs/adapter-anbinden.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(handbook), "\n## E-Mail\n")
	section, _, _ = strings.Cut(section, "\n## ")
	seen := map[string]bool{}
	for _, s := range email.New().Settings() {
		if seen[s.Name] || s.Label.De == "" || s.Label.En == "" || s.Hilfe.De == "" || s.Hilfe.En == "" || s.Art == "" {
			t.Errorf("%s is there twice or lacks a text", s.Name)
		}
		seen[s.Name] = true
		row := ""
		for _, line := range strings.Split(section, "\n") {
			if strings.HasPrefix(line, "| `"+s.Name+"`") {
				row = line
			}
		}
		if row == "" || s.Vorgabe != "" && !strings.HasSuffix(row, "| `"+s.Vorgabe+"` |") ||
			s.Pflicht != strings.HasSuffix(row, "| Pflicht |") {
			t.Errorf("the handbook says %q of %s, default %q", row, s.Name, s.Vorgabe)
		}
	}
}
