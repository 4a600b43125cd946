package casework

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
)

// Results of a check.
const (
	NachweisGut      = "in_ordnung"
	NachweisVerletzt = "verletzt"
	NachweisOffen    = "nicht_geprueft" // could not be checked, and why
)

// Nachweispunkt is one thing that was checked.
type Nachweispunkt struct {
	Titel    string `json:"titel"`
	Ergebnis string `json:"ergebnis"`
	Text     string `json:"text"`
}

// Check looks at a record with nothing but itself, the keys that are at hand and the lines of anchors that were kept
// outside; zeugen nil = none were asked, stempel nil = nothing checks time stamps here.
func (n *Nachweis) Check(bund Schluesselbund, zeugen []string, stempel Stempelpruefer) []Nachweispunkt {
	eintraege, punkt := n.checkKette()
	out := []Nachweispunkt{punkt}
	if punkt.Ergebnis != NachweisGut {
		return out // what a broken chain seals proves nothing
	}
	out = append(out, n.checkInhalte(eintraege), n.checkWorte(eintraege), checkZeichnung(eintraege, bund),
		n.checkAnker(eintraege, bund, zeugen))
	if b := n.Beweis.Anker; b != nil && len(b.Zeitstempel) > 0 {
		out = append(out, b.checkStempel(stempel))
	}
	return out
}

// checkStempel: what the line of the anchor says was there at the time of its stamp, whoever holds the database.
func (b *Ankerbeweis) checkStempel(check Stempelpruefer) Nachweispunkt {
	const titel = "Zeitstempel"
	if check == nil {
		return Nachweispunkt{titel, NachweisOffen, "Der Zeitstempel des Ankers ist hier nicht geprüft."}
	}
	s, err := check(b.Zeitstempel, Ankerdaten(b.Zeile))
	if err != nil {
		return Nachweispunkt{titel, NachweisVerletzt, fmt.Sprintf("Der Zeitstempel des Ankers gilt nicht: %v.", err)}
	}
	text := fmt.Sprintf("%s bestätigt, dass es den Anker am %s gab.", s.Von, Nachweiszeit(s.Zeit))
	if !s.Vertraut {
		return Nachweispunkt{titel, NachweisOffen, text + " Ob das Zertifikat dieses Dienstes echt ist, ist hier nicht geprüft."}
	}
	return Nachweispunkt{titel, NachweisGut, text}
}

func (n *Nachweis) checkKette() ([]Verlaufseintrag, Nachweispunkt) {
	const titel = "Kette der Einträge"
	verletzt := func(text string) ([]Verlaufseintrag, Nachweispunkt) {
		return nil, Nachweispunkt{titel, NachweisVerletzt, text}
	}
	if len(n.Beweis.Eintraege) == 0 {
		return verletzt("Es gibt keinen Eintrag im Verlauf.")
	}
	vorher, err := hex.DecodeString(n.Beweis.Vorher)
	if err != nil || (len(vorher) == 0) != (n.Beweis.Eintraege[0].Nr == 1) {
		return verletzt("Was vor dem ersten Eintrag steht, ist nicht lesbar.")
	}
	if len(vorher) == 0 {
		vorher = nil
	}
	out := make([]Verlaufseintrag, len(n.Beweis.Eintraege))
	for i, b := range n.Beweis.Eintraege {
		hash, _ := hex.DecodeString(b.Hash) // one that cannot be read is not the one
		zeichen, _ := hex.DecodeString(b.Zeichen)
		out[i] = Verlaufseintrag{n.Vorgang, b.Nr, b.Zeit, b.Art, b.Akteur, b.Anzeige, b.Daten, hash, zeichen}
		if b.Nr != n.Beweis.Eintraege[0].Nr+i {
			return verletzt(fmt.Sprintf("Nach Eintrag %d fehlt einer.", b.Nr-1))
		}
		if !bytes.Equal(Kette(vorher, out[i]), hash) {
			return verletzt(fmt.Sprintf("Eintrag %d wurde verändert.", b.Nr))
		}
		vorher = hash
	}
	return out, Nachweispunkt{titel, NachweisGut, fmt.Sprintf("Die Einträge %d bis %d schließen aneinander an.",
		out[0].Nr, out[len(out)-1].Nr)}
}

func (n *Nachweis) checkInhalte(eintraege []Verlaufseintrag) Nachweispunkt {
	const titel = "Versiegelte Inhalte"
	letzte, frueher := letzteSiegel(eintraege)
	var schaeden, offen []string
	for _, i := range n.Beweis.Inhalte {
		s, da := letzte[siegelstelle{i.Art, i.ID}]
		hash, err := SiegelHash(i.Zeile)
		worte := Siegelarten[i.Art] + " " + i.ID.String()
		switch {
		case err != nil || hash != i.Hash || i.Eintrag != s.nr || da && s.hash != "" && hash != s.hash:
			schaeden = append(schaeden, worte+" ist nicht, was der Verlauf versiegelt hat")
		case i.Wartet:
			offen = append(offen, worte+" wartet noch auf die Übergabe")
		case (!da || s.hash == "") && frueher == 0:
			schaeden = append(schaeden, worte+" steht in keinem Eintrag")
		case !da || s.hash == "":
			offen = append(offen, worte+" ist nicht versiegelt (früheres Programm)")
		}
	}
	for stelle, s := range n.fehlende(letzte) {
		schaeden = append(schaeden,
			fmt.Sprintf("%s %s fehlt, zuletzt in Eintrag %d", Siegelarten[stelle.art], stelle.id, s.nr))
	}
	slices.Sort(schaeden)
	switch {
	case len(schaeden) > 0:
		return Nachweispunkt{titel, NachweisVerletzt, strings.Join(schaeden, "; ") + "."}
	case len(offen) > 0:
		return Nachweispunkt{titel, NachweisOffen, strings.Join(offen, "; ") +
			". Alles andere stimmt mit dem Verlauf überein."}
	}
	return Nachweispunkt{titel, NachweisGut, fmt.Sprintf(
		"%d Inhalte stimmen mit dem überein, was der Verlauf versiegelt hat.", len(n.Beweis.Inhalte))}
}

// fehlende are rows that the entries seal as belonging to the object, by name, and that are not in the record.
func (n *Nachweis) fehlende(letzte map[siegelstelle]siegelstand) map[siegelstelle]siegelstand {
	out := map[siegelstelle]siegelstand{}
	da := map[uuid.UUID]bool{}
	for _, i := range n.Beweis.Inhalte {
		da[i.ID] = true
	}
	for stelle, s := range letzte {
		if stelle.id == n.Objekt && !da[stelle.id] && s.hash != "" {
			out[stelle] = s
		}
	}
	return out
}

// checkWorte writes the words anew from rows and entries.
func (n *Nachweis) checkWorte(eintraege []Verlaufseintrag) Nachweispunkt {
	const titel = "Worte"
	neu, err := n.abschnitte(eintraege)
	if err != nil || !reflect.DeepEqual(neu, n.Abschnitte) {
		return Nachweispunkt{titel, NachweisVerletzt, "Die Angaben sagen nicht, was in den versiegelten Inhalten steht."}
	}
	for _, e := range n.Ereignisse {
		i := slices.IndexFunc(eintraege, func(x Verlaufseintrag) bool { return x.Nr == e.Nr })
		if i < 0 || !reflect.DeepEqual(n.ereignis(&eintraege[i]), e) {
			return Nachweispunkt{titel, NachweisVerletzt,
				fmt.Sprintf("Ereignis %d sagt nicht, was im Verlauf steht.", e.Nr)}
		}
	}
	if !n.tellsAll(eintraege) {
		return Nachweispunkt{titel, NachweisVerletzt, "Es fehlen Ereignisse, oder es sind welche zu viel."}
	}
	return Nachweispunkt{titel, NachweisGut, "Angaben und Ereignisse sagen, was versiegelt ist."}
}

// tellsAll finds anew which of the entries tell of what is in the record.
func (n *Nachweis) tellsAll(eintraege []Verlaufseintrag) bool {
	q := &Nachweisquelle{Eintraege: eintraege}
	for _, i := range n.Beweis.Inhalte {
		q.Zeilen = append(q.Zeilen, Siegelzeile{Art: i.Art, ID: i.ID, Zeile: i.Zeile})
	}
	a, err := q.chooseRows(n.Objekt)
	return err == nil && slices.EqualFunc(a.eintraege, n.Ereignisse, func(e Verlaufseintrag, x NachweisEreignis) bool {
		return e.Nr == x.Nr
	})
}

func checkZeichnung(eintraege []Verlaufseintrag, bund Schluesselbund) Nachweispunkt {
	const titel = "Zeichnung der Einträge"
	s := CheckSchluessel(eintraege, bund)
	ohne := 0
	for i := range eintraege {
		if siegel, _ := eintraege[i].Siegel(); siegel.Schluessel == "" {
			ohne++
		}
	}
	switch {
	case len(s.Schaeden) > 0:
		return Nachweispunkt{titel, NachweisVerletzt, strings.Join(s.Schaeden, "; ") + "."}
	case len(s.Unbekannt) > 0:
		return Nachweispunkt{titel, NachweisOffen, "Der Schlüssel liegt hier nicht vor: " + InWorten(s.Unbekannt) + "."}
	case ohne > 0:
		return Nachweispunkt{titel, NachweisOffen, fmt.Sprintf("%d von %d Einträgen sind nicht gezeichnet.", ohne,
			len(eintraege))}
	}
	return Nachweispunkt{titel, NachweisGut, fmt.Sprintf("%d Einträge sind mit dem Schlüssel der Behörde gezeichnet.",
		len(eintraege))}
}

func (n *Nachweis) checkAnker(eintraege []Verlaufseintrag, bund Schluesselbund, zeugen []string) Nachweispunkt {
	const titel = "Anker"
	b := n.Beweis.Anker
	if b == nil {
		return Nachweispunkt{titel, NachweisOffen, "Noch hält kein Anker diese Einträge fest; das geschieht einmal am Tag."}
	}
	anker, err := ParseAnker(b.Zeile, n.Mandant)
	letzter := eintraege[len(eintraege)-1]
	blatt := Ankerblatt{n.Vorgang, letzter.Nr, letzter.Hash}
	switch {
	case err != nil:
		return Nachweispunkt{titel, NachweisVerletzt, "Die Zeile des Ankers ist nicht lesbar."}
	case letzter.Nr != b.Eintrag || !bytes.Equal(b.wurzel(blatt), anker.Wurzel):
		return Nachweispunkt{titel, NachweisVerletzt, fmt.Sprintf("Der Pfad von Eintrag %d führt nicht zu Anker %d.",
			b.Eintrag, anker.Nr)}
	case anker.Schluessel != "" && bund[anker.Schluessel] != nil &&
		!bytes.Equal(bund[anker.Schluessel].Zeichne(anker.Hash(n.Mandant)), anker.Zeichen):
		return Nachweispunkt{titel, NachweisVerletzt,
			fmt.Sprintf("Anker %d ist nicht mit dem Schlüssel gezeichnet.", anker.Nr)}
	case zeugen != nil && !slices.Contains(zeugen, b.Zeile):
		return Nachweispunkt{titel, NachweisVerletzt,
			fmt.Sprintf("Anker %d steht nicht in dem, was außerhalb aufbewahrt ist.", anker.Nr)}
	}
	text := fmt.Sprintf("Anker %d vom %s hält Eintrag %d fest", anker.Nr, anker.Tag.Format("02.01.2006"), b.Eintrag)
	if zeugen != nil {
		return Nachweispunkt{titel, NachweisGut, text + " und steht in dem, was außerhalb aufbewahrt ist."}
	}
	return Nachweispunkt{titel, NachweisGut, text +
		". Seine Zeile ist mit einer zu vergleichen, die außerhalb aufbewahrt ist."}
}

// Pfadstein is a neighbour on the way from a leaf to the root.
type Pfadstein struct {
	Links bool   `json:"links"` // it stands left of what was computed
	Hash  string `json:"hash"`
}

// wurzel follows the path from a leaf.
func (b *Ankerbeweis) wurzel(blatt Ankerblatt) []byte {
	hash := blatt.hash()
	for _, s := range b.Pfad {
		nachbar, err := hex.DecodeString(s.Hash)
		if err != nil {
			return nil
		}
		if s.Links {
			hash = knoten(nachbar, hash)
		} else {
			hash = knoten(hash, nachbar)
		}
	}
	return hash
}

// ParseAnker reads the line of an anchor as it was given outside.
func ParseAnker(text, mandant string) (*Anker, error) {
	f := strings.Fields(text)
	if len(f) != 10 || f[0] != ankerform || f[1] != mandant {
		return nil, fmt.Errorf("no line of an anchor of %s", mandant)
	}
	a := &Anker{}
	var errs [7]error
	a.Nr, errs[0] = strconv.Atoi(f[2])
	a.Tag, errs[1] = time.Parse(time.DateOnly, f[3])
	a.Am, errs[2] = time.Parse(time.RFC3339Nano, f[4])
	a.Anzahl, errs[3] = strconv.Atoi(f[5])
	a.Vorher, errs[4] = hexOf(f[6])
	a.Wurzel, errs[5] = hexOf(f[7])
	if f[8] != "-" {
		a.Schluessel = f[8]
	}
	a.Zeichen, errs[6] = hexOf(f[9])
	for _, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("read the line of an anchor: %w", err)
		}
	}
	return a, nil
}

func hexOf(text string) ([]byte, error) {
	if text == "-" {
		return nil, nil
	}
	return hex.DecodeString(text)
}
