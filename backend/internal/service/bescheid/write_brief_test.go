package bescheid

import (
	"reflect"
	"slices"
	"testing"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/brief"
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
		daten := bescheidDaten(&brief.Kopf{Def: &workflow.Definition{}, Mandant: &store.Mandant{}, Antrag: antrag},
			&casework.Vorgang{}, &casework.Bescheid{}, false)
		if !reflect.DeepEqual(daten["empfaenger"], c.want) {
			t.Errorf("%s: %v", name, daten["empfaenger"])
		}
	}
}

// Whatever text of a letter holds a character none can show, it is found, under a field of the closed list.
func TestEveryTextOfALetterIsLookedAt(t *testing.T) {
	felder := []string{"tenor", "ablehnung", "begruendung", "nebenbestimmungen", "zahlung", "anlagen", "name",
		"anschrift",
		"empfaenger", "empfaenger_anschrift", "vertritt", "aktenzeichen", "unterschrift", "absender", "vorlage"}
	letter := func(an *casework.Anschrift) (map[string]any, *casework.Bescheid) {
		b := &casework.Bescheid{Anschrift: an, GebuehrCent: 100, Begruendung: "Weil.",
			Nebenbestimmungen: []casework.Nebenbestimmung{{Art: "auflage", Text: "Leise."}},
			Anlagen:           []casework.Anlage{{Titel: "Plan"}},
			Zahlung: &casework.Zahlung{Positionen: []workflow.Gebuehrposition{
				{Bezeichnung: "x", Menge: 1, SatzCent: 100}}}}
		return bescheidDaten(&brief.Kopf{Def: &workflow.Definition{}, Mandant: &store.Mandant{},
			Antrag: &casework.Antrag{Antragsteller: adapters.Antragsteller{Nachname: "Lebt"}}},
			&casework.Vorgang{}, b, false), b
	}
	for _, an := range []*casework.Anschrift{nil, {Name: "N", Vertritt: "V"}} {
		daten, _ := letter(an)
		n := 0
		brief.EachText(daten, func(_ string, _ int, text string) string { n++; return text })
		for i := range n {
			daten, b := letter(an)
			at, wo := 0, ""
			brief.EachText(daten, func(pfad string, _ int, text string) string {
				if at++; at-1 == i {
					text, wo = text+"\u2603", pfad
				}
				return text
			})
			switch wo { // what is looked at as it was written
			case "gruende":
				b.Begruendung += "\u2603"
			case "adressat_hinweis":
				if an == nil {
					continue // empty
				}
				b.Anschrift = &casework.Anschrift{Name: "N", Vertritt: "V\u2603"}
			}
			found := findZeichen(daten, b)
			if len(found) != 1 || found[0].Zeichen != "U+2603" || !slices.Contains(felder, found[0].Feld) {
				t.Errorf("%s: %+v", wo, found)
			}
		}
	}
}
