package casework

import (
	"fmt"
	"strings"
	"time"
)

func bescheidNachweis(z zeile) Abschnitt {
	var a nachweisangaben
	a.add("Ergebnis", a.addAenderung(z).Ausgang(Ergebnis(z.text("ergebnis"))))
	a.add("Erteilt", z.moment("am"))
	a.add("Verantwortlich", z.text("von"))
	a.add("Entscheidung", z.text("tenor"))
	a.add("Abgelehnter Teil", z.text("ablehnung"))
	a.add("Gründe", z.text("begruendung"))
	a.addNebenbestimmungen(z)
	a.addAnhoerung(z)
	var an *Anschrift
	z.read("anschrift", &an)
	switch {
	case an != nil:
		a.add("Brief an", an.Zeile())
	case z.text("brief_an") != "":
		a.add("Brief an", z.text("brief_an"))
	default: // made before the address was held on to
		a.add("Brief an", "die Anschrift, die im Antrag steht; sie ist hier nicht versiegelt und steht auf dem Brief")
	}
	var rb *Rechtsbehelf
	z.read("rechtsbehelf", &rb)
	if rb != nil {
		a.add("Rechtsbehelfsbelehrung", rb.Text)
	}
	a.addGebuehr(z)
	var anlagen []Anlage
	z.read("anlagen", &anlagen)
	for _, x := range anlagen {
		a.add("Anlage", x.Titel+" (SHA-256 "+x.SHA256+")")
	}
	a.add("Weg", nachweiswort("ziel", z.text("kanal")))
	a.add("Stand", nachweiswort("bescheid", z.text("zustand")))
	a.add("Hinweis auf die Bereitstellung", z.moment("hinweis_am"))
	a.add("Vollständig abgerufen", z.moment("abgerufen_am"))
	a.addTage(z)
	return Abschnitt{"Bescheid", a}
}

// addTage are the days of a Bekanntgabe and how they were found.
func (a *nachweisangaben) addTage(z zeile) {
	a.add("Zur Post gegeben", z.tag("aufgegeben_am"))
	a.add("Bekannt gegeben", z.tag("bekanntgabe_am"))
	a.add("Rechtsbehelf bis", z.tag("rechtsbehelf_bis"))
	a.add("Regel", z.text("regel"))
	if schritte, ok := z["schritte"].([]any); ok {
		teile := make([]string, len(schritte))
		for i, s := range schritte {
			teile[i] = fmt.Sprint(s)
		}
		a.add("Rechenschritte", strings.Join(teile, "\n"))
	}
}

func feststellungNachweis(z zeile) Abschnitt {
	var a nachweisangaben
	var f Feststellung
	z.read("inhalt", &f)
	a.add("Für", z.text("fuer"))
	a.add("Festgestellt", z.moment("am"))
	a.add("Anlass", nachweiswort("anlass", f.Anlass))
	a.addFindung(&f)
	a.add("Grund", f.Grund)
	a.add("Zur Post gegeben", nachweistag(f.AufgegebenAm))
	a.add("Bekannt gegeben", nachweistag(f.BekanntgabeAm))
	a.add("Rechtsbehelf bis", nachweistag(f.RechtsbehelfBis))
	a.add("Rechenschritte", strings.Join(f.Schritte, "\n"))
	return Abschnitt{"Feststellung der Bekanntgabe", a}
}

// addFindung tells apart what found the day, who entered something and what happened by itself, and where the letter
// went.
func (a *nachweisangaben) addFindung(f *Feststellung) {
	switch f.Art() {
	case GefundenRegel:
		a.add("Festgestellt durch", "Regel "+f.Regel)
	case GefundenHand:
		a.add("Festgestellt durch", f.Von+": "+f.Regel)
		a.add("Nachweis des Tages", belegWorte[f.Beleg])
	case GefundenOffen:
		a.add("Festgestellt durch", "niemanden; "+f.Regel)
	}
	switch {
	case f.Von == "Kontor":
		a.add("Eingetragen von", "Kontor, nach dem Stand des Bescheids")
	case f.Abruf():
		a.add("Ereignis", "vollständiger Abruf im Antragsraum")
		a.add("Abgerufen von", f.Von)
	default:
		a.add("Ereignis", nachweiswort("eingabe", f.Anlass))
		a.add("Eingetragen von", f.Von)
	}
	switch {
	case f.An != nil:
		a.add("Brief an", f.An.Zeile())
		a.add("Vertritt", f.An.VertrittInWorten())
	case f.AufgegebenAm != nil:
		a.add("Brief an", "die Anschrift ist für diesen Versand nicht versiegelt; sie steht auf dem Brief")
	}
}

func adressatNachweis(z zeile) Abschnitt {
	var a nachweisangaben
	x := z.adressat()
	a.add("Empfänger", strings.Join(x.Anschrift.Zeilen(), ", "))
	a.add("Vertritt", x.Anschrift.VertrittInWorten())
	a.add("Genannt", z.moment("am"))
	a.add("Genannt von", x.Von)
	a.add("Zur Post gegeben", nachweistag(x.AufgegebenAm))
	a.add("Bekannt gegeben", nachweistag(x.BekanntgabeAm))
	a.add("Rechtsbehelf bis", nachweistag(x.RechtsbehelfBis))
	a.add("Regel", x.Regel)
	return Abschnitt{"Weiterer Adressat", a}
}

// adressat is what a row keeps of one; empty = nothing that can be read.
func (z zeile) adressat() (x Adressat) {
	z.read("inhalt", &x)
	return x
}

func nachweistag(t *time.Time) string {
	if t == nil {
		return ""
	}
	return deutsch(*t)
}
