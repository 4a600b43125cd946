package bescheid

import (
	"strings"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/brief"
)

// feldDesBriefs says in whose hands a part of the letter is; the rest comes from the Verfahren.
var feldDesBriefs = map[string]string{
	"absender": "absender", "zahlung.inhaber": "absender", "zahlung.iban": "absender", "zahlung.bic": "absender",
	"empfaenger.name": "name", "empfaenger.strasse": "anschrift",
	"empfaenger.plz_ort": "anschrift", "empfaenger.land": "anschrift",
	"aktenzeichen": "aktenzeichen", "nebenbestimmungen": "nebenbestimmungen", "unterschrift": "unterschrift",
	"adressat_hinweis": "vertritt", "tenor": "tenor", "ablehnung": "ablehnung", "gebuehr_rechtsgrundlage": "zahlung",
	"zahlung.kassenzeichen": "zahlung", "zahlung.positionen": "zahlung", "anlagen": "anlagen",
}

// andererEmpfaenger: where a person has said whom the letter is for, it is not the applicant's.
var andererEmpfaenger = map[string]string{"name": "empfaenger", "anschrift": "empfaenger_anschrift"}

// findZeichen finds what no letter can show in all texts of a letter. The check before and every act that makes one
// ask here, so they agree.
func findZeichen(daten any, b *casework.Bescheid) (found []casework.Zeichenstelle) {
	brief.EachText(daten, func(pfad string, nr int, text string) string {
		if pfad == "gruende" { // paragraphs of the Begruendung, which is looked at as it was written
			return text
		}
		feld, teil := feldOf(pfad), text
		if anders := andererEmpfaenger[feld]; anders != "" && b.Anschrift != nil {
			feld = anders
		}
		if feld == "vertritt" && b.Anschrift != nil { // in a sentence of ours; the place is that in what was written
			teil = casework.Brieftext(b.Anschrift.Vertritt)
		}
		found = append(found, casework.CheckZeichen(feld, nr, teil)...)
		return text
	})
	return append(found, casework.CheckZeichen("begruendung", 0, b.Begruendung)...)
}

func feldOf(pfad string) string {
	for prefix, name := range feldDesBriefs {
		if pfad == prefix || strings.HasPrefix(pfad, prefix+".") {
			return name
		}
	}
	return "vorlage"
}

// checkZeichen refuses, before anything is decided, what no letter can show.
func checkZeichen(daten any, b *casework.Bescheid) error {
	return casework.NichtZeigbar(findZeichen(daten, b))
}

// zeichenDerWeiteren are those of the letters to who got the earlier Bescheid, too: beside what all letters say, whom
// they are for.
func zeichenDerWeiteren(auch []weitererBrief) (found []casework.Zeichenstelle) {
	for i, w := range auch {
		for _, z := range findZeichen(w.brief.Daten, w.b) {
			if z.Feld == "empfaenger" || z.Feld == "empfaenger_anschrift" || z.Feld == "vertritt" {
				z.Feld, z.Nr = "adressat", i+1
				found = append(found, z)
			}
		}
	}
	return found
}
