package ausgang

import (
	"strings"
	"time"

	"kontor/backend/internal/casework"
)

// Channels of the code list erreichbarkeit 3.
const (
	kanalEmail   = "01"
	kanalTelefon = "02"
	kanalSonst   = "07"
)

// behoerde splits a key like "ags:15999001" into prefix and key.
func behoerde(b casework.Behoerde) kontakt {
	k := kontakt{Institution: &name{b.Name}}
	if praefix, schluessel, zwei := strings.Cut(b.Schluessel, ":"); zwei {
		k.Kennung = &behoerdenkennung{Schluessel: code{Code: schluessel}, Praefix: &code{Code: praefix}}
	} else if b.Schluessel != "" {
		k.Kennung = &behoerdenkennung{Schluessel: code{Code: b.Schluessel}}
	}
	if b.Einheit != "" {
		k.Einheit = &name{b.Einheit}
	}
	return k
}

// antragsteller says who applied with everything the Antrag knows for sure; the name on the Vorgang is the
// fallback, because a receiver must not get a contact without one.
func antragsteller(v *casework.UebergabeVorgang) kontakt {
	a := casework.Kontakt(v.Antrag.Antragsteller)
	k := kurzkontakt(v)
	adresse := anschrift{Strasse: a.Strasse, Hausnummer: a.Hausnummer, Postleitzahl: a.PLZ, Ort: a.Ort, Zusatz: a.Land}
	if adresse != (anschrift{}) {
		k.Anschrift = &adresse
	}
	for _, weg := range []struct{ kanal, wert string }{{kanalEmail, a.Email}, {telefonart(a.Telefon), a.Telefon}} {
		if weg.wert != "" {
			k.Kommunikation = append(k.Kommunikation, kommunikation{
				Kanal:   code{ListURI: "urn:de:xoev:codeliste:erreichbarkeit", Version: "3", Code: weg.kanal},
				Kennung: weg.wert,
			})
		}
	}
	if _, err := time.Parse(time.DateOnly, a.Geburtsdatum); err == nil {
		k.Geburt = &geburt{Datum: a.Geburtsdatum}
	}
	return k
}

// kurzkontakt is the name alone, for sender and addressee of a Dokument.
func kurzkontakt(v *casework.UebergabeVorgang) kontakt {
	a := v.Antrag.Antragsteller
	var k kontakt
	if a.Firma != "" {
		k.Institution = &name{a.Firma}
	}
	if a.Nachname != "" || a.Vorname != "" {
		p := personenname{Anrede: a.Anrede, Titel: a.Titel}
		if a.Nachname != "" {
			p.Familienname = &name{a.Nachname}
		}
		if a.Vorname != "" {
			p.Vorname = &name{a.Vorname}
		}
		k.Person = &p
	}
	if k.Institution != nil || k.Person != nil {
		return k
	}
	wer := join("", v.Vorgang.AntragstellerName)
	switch {
	case wer == "":
		k.Institution = &name{"unbekannt"}
	case v.Vorgang.AntragstellerArt == "organisation":
		k.Institution = &name{wer}
	default:
		k.Person = &personenname{Familienname: &name{wer}}
	}
	return k
}

// telefonart tells mobile from fixed numbers by the German mobile prefixes 015, 016 and 017; anything
// that is no number is "other".
func telefonart(nummer string) string {
	ziffern := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, nummer)
	ziffern = strings.TrimPrefix(strings.TrimPrefix(ziffern, "+49"), "0049")
	ziffern = strings.TrimPrefix(ziffern, "0")
	switch {
	case len(ziffern) < 3:
		return kanalSonst
	case strings.HasPrefix(ziffern, "15"), strings.HasPrefix(ziffern, "16"), strings.HasPrefix(ziffern, "17"):
		return "03"
	}
	return kanalTelefon
}
