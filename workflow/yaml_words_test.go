package workflow

import "testing"

func TestYAMLErrorsAreGerman(t *testing.T) {
	for text, want := range map[string]string{
		"titel: a\nfarbe: rot\nhut: blau": "Zeile 2: Den Eintrag „farbe“ gibt es nicht. Zeile 3: Den Eintrag „hut“ gibt es nicht.",
		"zielfrist: bald":                 "Zeile 1: „bald“ ist keine Zahl.",
		"titel: a\ntitel: b":              "Zeile 2: Den Eintrag „titel“ gibt es zweimal.",
		"titel: a: b":                     "Die Datei ist nicht lesbar; bitte Einrückung, Doppelpunkte und Anführungszeichen prüfen.",
		"\ttitel: a":                      "Die Datei ist nicht lesbar; bitte Einrückung, Doppelpunkte und Anführungszeichen prüfen.",
	} {
		_, err := parseMeta([]byte(text))
		if e, ok := err.(*Error); !ok || e.Reason != want {
			t.Errorf("%q: %v", text, err)
		}
	}
}
