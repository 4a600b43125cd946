package bescheid

import (
	"reflect"
	"testing"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// A letter goes to an address that is the applicant's, never to half of a guessed one.
func TestALetterHasNoGuessedAddress(t *testing.T) {
	for name, c := range map[string]struct {
		unbestaetigt []string
		want         map[string]any
	}{
		"known":   {nil, map[string]any{"name": "Ina Lebt", "strasse": "Am Deich 7b", "plz_ort": "99999 Seehausen", "land": ""}},
		"guessed": {[]string{"plz", "ort", "strasse", "hausnummer"}, map[string]any{"name": "Ina Lebt", "strasse": "", "plz_ort": "", "land": ""}},
	} {
		antrag := &casework.Antrag{Antragsteller: adapters.Antragsteller{Vorname: "Ina", Nachname: "Lebt",
			Strasse: "Am Deich", Hausnummer: "7b",
			PLZ: "99999", Ort: "Seehausen", Unbestaetigt: c.unbestaetigt}}
		daten := bescheidDaten(&workflow.Definition{}, &store.Mandant{}, nil, &casework.Vorgang{}, antrag,
			&casework.Bescheid{}, false)
		if !reflect.DeepEqual(daten["empfaenger"], c.want) {
			t.Errorf("%s: %v", name, daten["empfaenger"])
		}
	}
}
