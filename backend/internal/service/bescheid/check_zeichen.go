package bescheid

import (
	"maps"
	"slices"
	"strings"

	"kontor/backend/internal/casework"
)

// feldDesBriefs says in whose hands a part of the letter is; the rest comes from the Verfahren.
var feldDesBriefs = map[string]string{
	"absender": "absender", "empfaenger.name": "name", "empfaenger.strasse": "anschrift",
	"empfaenger.plz_ort": "anschrift", "empfaenger.land": "anschrift",
	"aktenzeichen": "aktenzeichen", "nebenbestimmungen": "nebenbestimmungen", "unterschrift": "unterschrift",
	"adressat_hinweis": "name", "antragsteller": "name",
	"tenor": "tenor", "ablehnung": "ablehnung", "gebuehr_rechtsgrundlage": "zahlung", "zahlung.kassenzeichen": "zahlung",
	"zahlung.positionen": "zahlung", "anlagen": "anlagen",
}

// checkZeichen refuses, before anything is decided, what no letter can show.
func checkZeichen(daten any, b *casework.Bescheid) error {
	var found []casework.Zeichenstelle
	jederText("", 0, daten, func(pfad string, nr int, text string) string {
		if pfad == "gruende" { // paragraphs of the Begruendung, which is looked at as it was written
			return text
		}
		feld := "vorlage"
		for prefix, name := range feldDesBriefs {
			if pfad == prefix || strings.HasPrefix(pfad, prefix+".") {
				feld = name
			}
		}
		found = append(found, casework.CheckZeichen(feld, nr, text)...)
		return text
	})
	found = append(found, casework.CheckZeichen("begruendung", 0, b.Begruendung)...)
	return NichtZeigbar(found)
}

// NichtZeigbar is the error for characters no letter can show, with the places by field.
func NichtZeigbar(found []casework.Zeichenstelle) error {
	if len(found) == 0 {
		return nil
	}
	found = found[:min(len(found), casework.MaxZeichenstellen)]
	return &casework.Error{Code: casework.Invalid, Reason: "characters_not_printable", Zeichen: found}
}

// jederText visits every text of the letter in a fixed order and puts in its place what visit returns.
func jederText(pfad string, nr int, x any, visit func(pfad string, nr int, text string) string) any {
	switch x := x.(type) {
	case string:
		return visit(pfad, nr, x)
	case []string:
		for i := range x {
			x[i] = visit(pfad, i+1, x[i])
		}
	case []any:
		for i := range x {
			x[i] = jederText(pfad, i+1, x[i], visit)
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(x)) {
			below := name
			if pfad != "" {
				below = pfad + "." + name
			}
			x[name] = jederText(below, nr, x[name], visit)
		}
	}
	return x
}
