package casework

import (
	"regexp"
	"slices"
	"strings"

	"kontor/adapters"
)

// Who applies with a form that nobody mapped is guessed from the names of its fields. A guess makes the list readable
// and is never sent to (Kontakt). It takes nothing of a repetition or of somebody else's group, and contact only from
// the group whose name it is: a witness's address beside the applicant's name is nobody's.

// namensangaben and kontaktangaben are the members that are guessed. Of an address only the PLZ is: a form calls many
// things "Straße".
var (
	namensangaben  = []string{"firma", "vorname", "nachname"}
	kontaktgeraten = []string{"email", "telefon", "plz"}
)

var (
	selbst   = regexp.MustCompile(`antragst|absender`) // says whose group it is
	anteil   = regexp.MustCompile(`^(kontakt|kontaktdaten|kommunikation|erreichbarkeit|anschrift|adresse)$`)
	ziffern3 = regexp.MustCompile(`\d\D*\d\D*\d`)
)

// Ranks of a group: the lower, the more likely it is the applicant's.
const (
	rangSelbst  = iota // is called so
	rangEigen          // the form itself, or a word as „Kontakt“, „Betrieb“
	rangAnderer        // any other word, with a name
	rangName           // any other word, with nothing but „name“: of an event, of a ship
)

// personengruppe is a group of fields and what it says of a person.
type personengruppe struct {
	rang  int
	werte map[string]string
}

// guessAntragsteller fills what the login did not say, and marks it.
func guessAntragsteller(a *Antrag) {
	p := &a.Antragsteller
	g := werBeantragt(gruppenVon(a.Antragsdaten), p)
	if g != nil {
		var erraten []string
		ziele := antragstellerZiele(p)
		benannt, wohnhaft := namesWen(p), p.Strasse != "" || p.Ort != ""
		for _, name := range slices.Concat(namensangaben, kontaktgeraten) {
			// half of another address
			zuSpaet := benannt && slices.Contains(namensangaben, name) || wohnhaft && name == "plz"
			if wert := g.werte[name]; wert != "" && *ziele[name] == "" && !zuSpaet {
				*ziele[name] = wert
				erraten = append(erraten, name)
			}
		}
		p.Unbestaetigt = append(p.Unbestaetigt, erraten...)
		if len(erraten) > 0 {
			a.Hinweise = append(a.Hinweise, adapters.Hinweis{Code: "applicant_guessed",
				Text: "Für dieses Formular ist keine Zuordnung hinterlegt. Wer den Antrag stellt oder wie die Person zu erreichen ist, wurde " +
					"aus den Feldnamen erschlossen; bitte prüfen. An eine so gefundene Adresse wird nichts gesendet."})
		}
	}
	fillAntragsteller(p, nil, nil)
}

func namesWen(p *adapters.Antragsteller) bool { return p.Firma != "" || p.Nachname != "" }

// gruppenVon walks the fields, without repetitions and without what is somebody else's.
func gruppenVon(felder []adapters.Feld) []*personengruppe {
	wurzel := &personengruppe{rang: rangEigen, werte: map[string]string{}}
	alle := []*personengruppe{wurzel}
	var geh func([]adapters.Feld, *personengruppe)
	geh = func(felder []adapters.Feld, g *personengruppe) {
		for _, f := range felder {
			weg := feldname(f.Name) + " " + gefaltet(f.Label)
			switch {
			case f.Typ == adapters.Liste || fremde.MatchString(weg):
			case f.Typ != adapters.Gruppe && len(f.Felder) == 0:
				g.take(f)
			case g.rang == rangSelbst || isAnteil(f):
				geh(f.Felder, g)
			default:
				neu := &personengruppe{rang: rangVon(weg), werte: map[string]string{}}
				alle = append(alle, neu)
				geh(f.Felder, neu)
			}
		}
	}
	geh(felder, wurzel)
	return alle
}

// isAnteil tells whether a group is part of the person around it: the parts of a name, or contact without another name.
func isAnteil(f adapters.Feld) bool {
	if feldname(f.Name) == "name" {
		return true
	}
	kontakt := anteil.MatchString(feldname(f.Name)) || anteil.MatchString(gefaltet(f.Label))
	return kontakt && !slices.ContainsFunc(f.Felder, func(x adapters.Feld) bool {
		return means(x, "firma") ||
			means(x, "nachname")
	})
}

func rangVon(weg string) int {
	switch {
	case selbst.MatchString(weg):
		return rangSelbst
	case eigene.MatchString(weg):
		return rangEigen
	}
	return rangAnderer
}

func means(f adapters.Feld, name string) bool {
	return slices.Contains(namen[name], feldname(f.Name)) || fimZiel(f.Name) == name
}

// take keeps the first value of each member.
func (g *personengruppe) take(f adapters.Feld) {
	text := adapters.CleanLine(f.Text)
	if text == "" || len(text) > 200 || adapters.Placeholder(text) {
		return
	}
	for _, name := range slices.Concat(namensangaben, kontaktgeraten) {
		if g.werte[name] == "" && means(f, name) && suits(name, text) {
			g.werte[name] = text
			if name == "nachname" && feldname(f.Name) == "name" && g.rang == rangAnderer {
				g.rang = rangName
			}
			if (name == "vorname" || name == "firma") && g.rang == rangName {
				g.rang = rangAnderer
			}
		}
	}
}

func suits(name, text string) bool {
	switch name {
	case "email":
		_, ok := EmailAdresse(text)
		return ok
	case "telefon":
		return ziffern3.MatchString(text)
	}
	return true
}

// werBeantragt chooses the group: of the person the login named, else the likeliest. Where two could as well be it,
// nobody is.
func werBeantragt(gruppen []*personengruppe, p *adapters.Antragsteller) *personengruppe {
	var wer *personengruppe
	gleich := false
	for _, g := range gruppen {
		switch {
		case g.werte["firma"]+g.werte["nachname"] == "", namesWen(p) && !g.isCalled(p):
		case wer == nil || g.rang < wer.rang:
			wer, gleich = g, false
		case g.rang == wer.rang:
			gleich = true
		}
	}
	if gleich && wer.rang >= rangAnderer && !namesWen(p) {
		return nil
	}
	return wer
}

// isCalled tells whether the group is about the person or organisation of the login.
func (g *personengruppe) isCalled(p *adapters.Antragsteller) bool {
	if p.Firma != "" {
		return gleicherName(g.werte["firma"], p.Firma)
	}
	vorname, nachname := g.werte["vorname"], g.werte["nachname"]
	return gleicherName(vorname+" "+nachname, p.Vorname+" "+p.Nachname) ||
		vorname == "" && gleicherName(nachname, p.Nachname+" "+p.Vorname)
}

func gleicherName(a, b string) bool {
	falten := func(s string) string {
		return strings.Join(strings.Fields(Fold(strings.ReplaceAll(s, ",", " "))), " ")
	}
	return falten(a) == falten(b)
}
