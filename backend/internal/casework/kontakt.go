package casework

import (
	"slices"

	"kontor/adapters"
)

// kontaktangaben are the members by which somebody can be reached.
var kontaktangaben = []string{"email", "telefon", "strasse", "hausnummer", "plz", "ort", "land"}

// Kontakt is the applicant with only those contacts that may be used: what was guessed (Unbestaetigt) is left out, and a
// placeholder that a form server did not replace. Whatever leaves the house — a notice, a letter, a hand-over — takes
// its address from here; the desk shows the others as not confirmed. The name stays: it is on the Vorgang, and a person
// checks the letter.
func Kontakt(a adapters.Antragsteller) adapters.Antragsteller {
	ziele := antragstellerZiele(&a)
	for _, name := range kontaktangaben {
		if slices.Contains(a.Unbestaetigt, name) || adapters.Placeholder(*ziele[name]) {
			*ziele[name] = ""
		}
	}
	return a
}
