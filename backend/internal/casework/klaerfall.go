package casework

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"kontor/adapters"
)

// KlaerfallAlt tells whether a Klärfall waits longer than the authority allows itself; stunden 0 = it never does.
func KlaerfallAlt(seit *time.Time, stunden int, now time.Time) bool {
	return seit != nil && stunden > 0 && now.Sub(*seit) > time.Duration(stunden)*time.Hour
}

// Abweichung is one field in which two contents under the same Kennung differ.
type Abweichung struct{ Pfad, Label, Vorher, Nachher string }

// Compare compares two applications field by field: what the applicant entered, who applies, and the files. gleich
// counts what is equal; differences come in the order of the second one, then what only the first one has.
func Compare(vorher, nachher *Antrag) (unterschiede []Abweichung, gleich int) {
	alt, neu := zeilen(vorher), zeilen(nachher)
	byPath := map[string]Abweichung{}
	for _, z := range alt {
		byPath[z.Pfad] = z
	}
	for _, z := range neu {
		before, there := byPath[z.Pfad]
		delete(byPath, z.Pfad)
		if there && before.Nachher == z.Nachher {
			gleich++
			continue
		}
		unterschiede = append(unterschiede, Abweichung{z.Pfad, z.Label, before.Nachher, z.Nachher})
	}
	for _, z := range alt {
		if _, only := byPath[z.Pfad]; only {
			unterschiede = append(unterschiede, Abweichung{z.Pfad, z.Label, z.Nachher, ""})
		}
	}
	return unterschiede, gleich
}

// zeilen lays an application out as path, label and text (in Nachher).
func zeilen(a *Antrag) (out []Abweichung) {
	add := func(pfad, label, text string) {
		if text != "" {
			out = append(out, Abweichung{Pfad: pfad, Label: label, Nachher: text})
		}
	}
	var walk func(prefix string, felder []adapters.Feld, liste bool)
	walk = func(prefix string, felder []adapters.Feld, liste bool) {
		for i, f := range felder {
			pfad := prefix + f.Name
			if liste {
				pfad = fmt.Sprintf("%s[%d]", strings.TrimSuffix(prefix, "."), i+1)
			}
			if f.Typ != adapters.Datei {
				add(pfad, Feldname(f, i, liste), cmp.Or(f.Text, f.Wert, f.Code))
			}
			walk(pfad+".", f.Felder, f.Typ == adapters.Liste)
		}
	}
	walk("", a.Antragsdaten, false)
	p := a.Antragsteller
	for _, x := range [][2]string{{"Vorname", p.Vorname}, {"Nachname", p.Nachname}, {"Firma", p.Firma},
		{"Geburtsdatum", p.Geburtsdatum}, {"Strasse", p.Strasse},
		{"Hausnummer", p.Hausnummer}, {"PLZ", p.PLZ}, {"Ort", p.Ort}, {"Email", p.Email}, {"Telefon", p.Telefon}} {
		add("antragsteller."+strings.ToLower(x[0]), x[0], x[1])
	}
	for i, d := range a.Dokumente {
		add(fmt.Sprintf("dokumente[%d]", i+1), "Datei", fmt.Sprintf("%s (%d Byte, %.12s)", d.Dateiname,
			d.Datei.Groesse, d.Datei.SHA256))
	}
	return out
}
