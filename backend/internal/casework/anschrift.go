package casework

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Anschrift is whom a letter is for and where it goes.
type Anschrift struct {
	Name    string `json:"name"`
	Strasse string `json:"strasse"`
	PlzOrt  string `json:"plzOrt"`
	Land    string `json:"land,omitempty"`
	// whom somebody represents that a letter goes to (§ 14 VwVfG); empty = it is for themselves
	Vertritt string `json:"vertritt,omitempty"`
	// as what; empty = authorised by them
	Vertretung string `json:"vertretung,omitempty"`
}

// As what somebody represents whom a Bescheid is for. Who cannot act in the proceedings themselves is represented by
// law (§ 12 VwVfG, § 79 AO, § 11 SGB X).
const (
	VertretungSorge     = "sorgeberechtigt" // of a child
	VertretungBetreuung = "betreuung"
	VertretungOrgan     = "organ" // of a company, a club, a foundation
)

// vertretungWorte say it after a name, and in the sentence of a letter.
var vertretungWorte = map[string][2]string{
	VertretungSorge:     {"sorgeberechtigt", "als sorgeberechtigte Person"},
	VertretungBetreuung: {"rechtliche Betreuung", "in rechtlicher Betreuung"},
	VertretungOrgan:     {"gesetzlich, als Organ", "als Organ, zum Beispiel als Geschäftsführung oder Vorstand,"},
}

// write makes nothing of a name that holds nothing.
func (a *Anschrift) write() {
	if a != nil && IsLeer(a.Vertritt) {
		a.Vertritt = ""
	}
}

// VertrittInWorten is whom they represent, and as what where it is not by a power of attorney.
func (a *Anschrift) VertrittInWorten() string {
	if wort := vertretungWorte[a.Vertretung][0]; a.Vertritt != "" && wort != "" {
		return a.Vertritt + " (" + wort + ")"
	}
	return a.Vertritt
}

// Unvollstaendig: no postman finds it.
func (a *Anschrift) Unvollstaendig() bool {
	return IsLeer(a.Name) || IsLeer(a.Strasse) || IsLeer(a.PlzOrt)
}

var deutschePLZ = regexp.MustCompile(`^(?:D-)?[0-9]{5}\s+\S`)

// OhnePLZ: no country is named, and it does not begin with a German postcode. Either it is abroad, where another day
// counts, or no postman finds it.
func (a *Anschrift) OhnePLZ() bool {
	return Inland(a.Land) && !deutschePLZ.MatchString(strings.TrimSpace(a.PlzOrt))
}

// Dateiteil names the letter in the name of its file: who gets it, in letters every system takes.
func (a *Anschrift) Dateiteil() string {
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return '_'
	}, strings.TrimSpace(a.Name))
	return string([]rune(name)[:min(60, len([]rune(name)))])
}

// LandZeile is the last line of an address abroad, in capitals (DIN 5008).
func (a *Anschrift) LandZeile() string {
	if Inland(a.Land) {
		return ""
	}
	return strings.ToUpper(strings.TrimSpace(a.Land))
}

// Zeilen are the lines of the address in a letter.
func (a *Anschrift) Zeilen() []string {
	if a == nil {
		return nil
	}
	return slices.DeleteFunc([]string{a.Name, a.Strasse, a.PlzOrt, a.LandZeile()}, IsLeer)
}

// Zeile is the whole address in one line.
func (a *Anschrift) Zeile() string { return strings.Join(a.Zeilen(), ", ") }

// Empfaenger is whom the letter is for: what a person has said, else who applied.
func (b *Bescheid) Empfaenger(antrag *Antrag) Anschrift {
	if b.Anschrift != nil {
		return *b.Anschrift
	}
	p := Kontakt(antrag.Antragsteller)
	return Anschrift{Name: cmp.Or(p.Firma, strings.TrimSpace(p.Vorname+" "+p.Nachname)),
		Strasse: strings.TrimSpace(p.Strasse + " " + p.Hausnummer), PlzOrt: strings.TrimSpace(p.PLZ + " " + p.Ort),
		Land: p.Land}
}
