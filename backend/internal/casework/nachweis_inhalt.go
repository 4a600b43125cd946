package casework

import (
	"fmt"
	"strings"

	"kontor/workflow"
)

// addAenderung says what a Bescheid does to an earlier one; nil = it is about none.
func (a *nachweisangaben) addAenderung(z zeile) *Bescheidaenderung {
	var x *Bescheidaenderung
	z.read("aenderung", &x)
	if x == nil {
		return nil
	}
	a.add("Art", nachweiswort("aenderung", string(x.Wirkt().Art)))
	a.add("Früherer Bescheid", frueherIn(z.tag("bezug_vom"), x.Wirkt().Bezug.String()))
	if x.Statt != nil {
		a.add("Ersetzter Bescheid", frueherIn(z.tag("ersetzt_vom"), x.Bezug.String()))
	}
	a.add("Grund", nachweiswort("aenderungsgrund", x.Grund))
	a.add("Tatsachen bekannt seit", nachweistag(x.Kenntnis))
	a.add("Beantragt", nachweistag(x.Antrag))
	a.add("Wirkung ab", nachweistag(x.Ab))
	return x
}

// frueherIn names an earlier Bescheid by its day, where an entry tells it, and by what it is called in the file.
func frueherIn(tag, kennung string) string {
	if tag == "" {
		return kennung
	}
	return "vom " + tag + " (" + kennung + ")"
}

// ausgangWorte say what is left of the earlier Bescheid.
var ausgangWorte = map[Ergebnis]string{Bewilligt: "aufgehoben, etwas anderes gilt stattdessen",
	Teilweise: "zum Teil aufgehoben", Abgelehnt: "aufgehoben"}

// Ausgang is what a Bescheid comes to, in words: of a change what is left of the earlier one.
func (x *Bescheidaenderung) Ausgang(e Ergebnis) string {
	ergebnis := nachweiswort("ergebnis", string(e))
	switch art := x.Wirkt().Art; {
	case art == AktBerichtigen:
		return "berichtigt, im Übrigen wie bisher"
	case art == AktAendern && e == Bewilligt:
		return "geändert, im Übrigen wie bisher"
	case x.hebtAuf():
		return ausgangWorte[e]
	case art == AktWiederaufgreifen && e == Abgelehnt:
		return "Wiederaufgreifen abgelehnt, der frühere Bescheid bleibt"
	case art == AktWiederaufgreifen:
		return "wiederaufgegriffen, " + ergebnis
	}
	return ergebnis
}

// addNebenbestimmungen writes each with its kind; what an earlier program kept has none beside it, and is an Auflage.
func (a *nachweisangaben) addNebenbestimmungen(z zeile) {
	var texte, arten []string
	z.read("auflagen", &texte)
	z.read("auflagen_arten", &arten)
	for i, text := range texte {
		n := Nebenbestimmung{Art: "auflage", Text: text}
		if i < len(arten) {
			n.Art = arten[i]
		}
		a.add("Nebenbestimmung: "+n.Name(), n.Text)
	}
}

var anhoerungWorte = map[string]string{"rechte_nicht_beruehrt": "die Ablehnung nimmt niemandem ein Recht",
	"gefahr_im_verzug": "sofortige Entscheidung nötig",
	"frist_gefaehrdet": "eine maßgebliche Frist wäre nicht einzuhalten",
	"angaben_gefolgt":  "den Angaben der Person wurde gefolgt", "gleichartig": "gleichartige Bescheide in großer Zahl",
	"vollstreckung":        "Maßnahme der Vollstreckung",
	"zwingendes_interesse": "ein zwingendes öffentliches Interesse steht entgegen"}

func (a *nachweisangaben) addAnhoerung(z zeile) {
	var x *Anhoerung
	z.read("anhoerung", &x)
	switch {
	case x == nil:
	case x.Am != nil:
		a.add("Anhörung", nachweistag(x.Am))
	default:
		wort := anhoerungWorte[x.Grund]
		if wort == "" {
			wort = x.Grund
		}
		a.add("Anhörung", "keine: "+wort)
	}
}

// addGebuehr says what there is to pay, on which basis, until when and how.
func (a *nachweisangaben) addGebuehr(z zeile) {
	cent := z.zahl("gebuehr_cent")
	if cent <= 0 {
		return
	}
	a.add("Gebühr", Euro(cent))
	var x *Zahlung
	z.read("zahlung", &x)
	if x == nil {
		return
	}
	for _, p := range x.Positionen {
		a.add("Position", positionIn(p))
	}
	a.add("Rechtsgrundlage der Gebühr", x.Grundlage)
	a.add("Fällig", nachweistag(&x.FaelligAm))
	a.add("Kassenzeichen", x.Kassenzeichen)
	if x.Einzug {
		a.add("Zahlung", "wird per SEPA-Lastschrift eingezogen")
		return
	}
	konto := x.Konto
	var teile []string
	for _, t := range [][2]string{{"", konto.Inhaber}, {"IBAN ", IBANText(konto.IBAN)}, {"BIC ", konto.BIC}} {
		if t[1] != "" {
			teile = append(teile, t[0]+t[1])
		}
	}
	if konto.IBAN == "" {
		teile = []string{"kein Konto genannt; die Kasse teilt den Weg gesondert mit"}
	}
	a.add("Zahlung", "Überweisung: "+strings.Join(teile, ", "))
}

func positionIn(p workflow.Gebuehrposition) string {
	return fmt.Sprintf("%s: %s × %s = %s", p.Bezeichnung, MengeText(p), Euro(p.SatzCent), Euro(p.Betrag()))
}

// fruehereTage are the days of the Bescheide that others change, as the entries say that tell of their issue.
func fruehereTage(eintraege []Verlaufseintrag) map[string]zeile {
	out := map[string]zeile{}
	for i := range eintraege {
		if eintraege[i].Art != "bescheid_erteilt" {
			continue
		}
		if d, err := readZeile(string(eintraege[i].Daten)); err == nil {
			out[d.text("bescheid")] = d
		}
	}
	return out
}
