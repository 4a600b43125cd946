package adaptertest

import (
	"regexp"
	"slices"
	"testing"

	"kontor/adapters"
)

var (
	settingName  = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
	settingKinds = []string{"text", "zahl", "ja_nein", "liste", "auswahl", "mehrzeilig"}
)

// settings wants the form that the browser makes of them to be complete in both languages.
func settings(t *testing.T, a adapters.Adapter) {
	t.Helper()
	configurable, ok := a.(adapters.Configurable)
	if !ok {
		return
	}
	list := configurable.Settings()
	seen := map[string]adapters.Setting{}
	for _, s := range list {
		if _, twice := seen[s.Name]; twice || !settingName.MatchString(s.Name) {
			t.Errorf("setting %q: the name is not snake_case or not unique", s.Name)
		}
		seen[s.Name] = s
		if s.Label.De == "" || s.Label.En == "" || s.Hilfe.De == "" || s.Hilfe.En == "" {
			t.Errorf("setting %q lacks a label or a help", s.Name)
		}
		if !slices.Contains(settingKinds, s.Art) || (s.Art == "auswahl") != (len(s.Werte) > 0) {
			t.Errorf("setting %q: Art %q with %d values", s.Name, s.Art, len(s.Werte))
		}
		if s.Vorgabe != "" && (s.Art == "auswahl" && !slices.Contains(s.Werte, s.Vorgabe) || s.Art == "ja_nein" &&
			s.Vorgabe != "ja" && s.Vorgabe != "nein") {
			t.Errorf("setting %q: the default is none of its values", s.Name)
		}
	}
	for _, s := range list {
		if s.Wenn == nil {
			continue
		}
		on, known := seen[s.Wenn.Name]
		if !known || s.Wenn.Name == s.Name || on.Art == "auswahl" &&
			!slices.ContainsFunc(s.Wenn.Werte, func(w string) bool { return slices.Contains(on.Werte, w) }) {
			t.Errorf("setting %q depends on what cannot be", s.Name)
		}
	}
}
