package casework

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"kontor/adapters"
)

// brieffelder are the members of an applicant that a letter shows, in the words of a sentence.
var brieffelder = []struct{ name, worte string }{
	{"firma", "Der Name der Organisation"}, {"vorname", "Der Vorname"}, {"nachname", "Der Name"},
	{"strasse", "Die Straße"}, {"hausnummer", "Die Hausnummer"}, {"plz", "Die Postleitzahl"}, {"ort", "Der Ort"},
	{"land", "Das Land"},
}

// maxHinweiszeichen bounds what one sentence names.
const maxHinweiszeichen = 5

// zeichenHinweise tell, as soon as an application is in, what no letter to its applicant can show. Nothing is refused
// for it: the person who decides writes the name as the identity document transcribes it.
func zeichenHinweise(p *adapters.Antragsteller) (out []adapters.Hinweis) {
	k := Kontakt(*p) // only what a letter uses
	ziele := antragstellerZiele(&k)
	for _, f := range brieffelder {
		var zeichen []string
		for _, z := range CheckZeichen(f.name, 0, Brieftext(*ziele[f.name])) {
			if wort := z.InWorten(); !slices.Contains(zeichen, wort) && len(zeichen) < maxHinweiszeichen {
				zeichen = append(zeichen, wort)
			}
		}
		if len(zeichen) == 0 {
			continue
		}
		text := f.worte + " enthält ein Zeichen, das kein Brief zeigen kann: "
		if len(zeichen) > 1 {
			text = f.worte + " enthält Zeichen, die kein Brief zeigen kann: "
		}
		out = append(out, adapters.Hinweis{Code: GrundZeichen, Feld: "antragsteller." + f.name,
			Text: text + strings.Join(zeichen, ", ") + ". Bitte die Schreibweise in lateinischen Buchstaben erfragen, wie sie " +
				"der Ausweis als Umschrift zeigt, und sie im Bescheid als andere Anschrift eintragen."})
	}
	return out
}

// InWorten is the character as a person reads it; one that nobody sees by its code point alone.
func (z Zeichenstelle) InWorten() string {
	n, err := strconv.ParseInt(strings.TrimPrefix(z.Zeichen, "U+"), 16, 32)
	if r := rune(n); err == nil && unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S) {
		return string(r) + " (" + z.Zeichen + ")"
	}
	return z.Zeichen
}
