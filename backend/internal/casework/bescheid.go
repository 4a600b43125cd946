package casework

import (
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

// Ergebnis of a Bescheid.
type Ergebnis string

// The closed list.
const (
	Bewilligt Ergebnis = "bewilligt"
	Teilweise Ergebnis = "teilweise"
	Abgelehnt Ergebnis = "abgelehnt"
)

// BescheidZustand follows the Bescheid from the click to its legal effect.
type BescheidZustand string

// The closed list.
const (
	BescheidWirdErstellt    BescheidZustand = "wird_erstellt"
	BescheidBereitgestellt  BescheidZustand = "bereitgestellt" // waits for retrieval
	BescheidZurPost         BescheidZustand = "zur_post"       // waits for a person to post it
	BescheidBekanntgegeben  BescheidZustand = "bekanntgegeben"
	BescheidGestrichen      BescheidZustand = "gestrichen" // of an Adressat: named by mistake, and never posted
	BescheidAbrufAbgelaufen BescheidZustand = "abruf_abgelaufen"
	BescheidFehlgeschlagen  BescheidZustand = "fehlgeschlagen"

	BescheidUnterwegs        BescheidZustand = "unterwegs"        // on its way into the mailbox of the Nutzerkonto
	BescheidNichtZugestellt  BescheidZustand = "nicht_zugestellt" // that mailbox did not take it
	BescheidAusgangUnbekannt BescheidZustand = "ungewiss"         // nobody knows whether it did
)

// Channels of a Bescheid.
const (
	KanalAntragsraum = "antragsraum" // retrieval from our portal, § 41 Abs. 2a VwVfG
	KanalPostfach    = "postfach"    // mailbox of the Nutzerkonto, § 9 Abs. 1 OZG
	KanalPost        = "post"
)

// Bescheid is the decision.
type Bescheid struct {
	ID                uuid.UUID
	Vorgang           uuid.UUID
	Ergebnis          Ergebnis
	Tenor             string // what is decided; empty for what an earlier program issued
	Ablehnung         string // of a partial grant, what is not granted
	Begruendung       string
	Anhoerung         *Anhoerung // before a decision against the person; nil = none was asked for
	Nebenbestimmungen []Nebenbestimmung
	GebuehrCent       int64
	Zahlung           *Zahlung // of the fee; nil = there is none, or issued by an earlier program
	Kanal             string
	Zustand           BescheidZustand
	Am                time.Time
	Von               string
	Nachricht         *uuid.UUID
	Dokument          *uuid.UUID
	HinweisAm         *time.Time // notice of provision sent (§ 41 Abs. 2a VwVfG)
	AbgerufenAm       *time.Time
	AufgegebenAm      *time.Time    // date
	BekanntgabeAm     *time.Time    // date
	Rechtsbehelf      *Rechtsbehelf // as the letter says it; nil = issued by an earlier program
	RechtsbehelfBis   *time.Time    // date
	Regel             string
	Schritte          []string
	Anschrift         *Anschrift // where the letter goes, where a person has said it; else the applicant's
	Feststellungen    []Feststellung
	Adressaten        []Adressat // whom else it is announced to, oldest first
	Anlagen           []Anlage
	genanntAm         time.Time          // of one for an Adressat: when they were named
	Adressat          *uuid.UUID         // this is the Bescheid for that one (Fuer); nil = for who applied
	Aenderung         *Bescheidaenderung // what it does to an earlier one; nil = there is none it is about
	Folgen            []Folge            // what later ones do to it
	FrueherOffen      bool               // nobody it was for knows the one it changes, as when that letter came back
}

// Validate checks what can be seen of a decision alone; CheckRelease sees the rest. A refusal, in part or whole, states
// its reasons (§ 39 Abs. 1 VwVfG; Abs. 2 Nr. 1 exempts the full grant).
func (b *Bescheid) Validate() error {
	if felder := b.felder(); len(felder) > 0 {
		return &Error{Code: Invalid, Reason: "invalid_fields", Fields: felder}
	}
	return nil
}

func (b *Bescheid) felder() map[string]string {
	felder := map[string]string{}
	switch b.Ergebnis {
	case Bewilligt, Teilweise, Abgelehnt:
		// § 39 Abs. 2 Nr. 1 exempts what was applied for; of a mistake everybody sees no reasons are asked for
		frei := b.berichtigt() || b.Ergebnis == Bewilligt && !b.Aenderung.hebtAuf()
		if !frei && strings.TrimSpace(b.Begruendung) == "" {
			felder["begruendung"] = "reasons_required"
		}
	default:
		felder["ergebnis"] = "unknown"
	}
	b.checkTexte(felder)
	switch {
	case b.GebuehrCent < 0:
		felder["gebuehr"] = "negative"
	case b.GebuehrCent == 0 && b.Zahlung != nil:
		felder["zahlung"] = "only_with_fee"
	case b.checkPositionen() != "":
		felder["zahlung"] = b.checkPositionen()
	}
	if b.Ergebnis == Abgelehnt && len(b.Nebenbestimmungen) > 0 {
		felder["nebenbestimmungen"] = "not_with_refusal"
	}
	if b.berichtigt() { // it puts words right and decides nothing (§ 42 VwVfG, § 129 AO, § 38 SGB X)
		if b.GebuehrCent > 0 {
			felder["gebuehr"] = "not_with_correction"
		}
		if len(b.Nebenbestimmungen) > 0 {
			felder["nebenbestimmungen"] = "not_with_correction"
		}
	}
	return felder
}

// checkTexte: nothing is left for anybody to fill in, and a partial grant says both of its halves (§ 37 Abs. 1 VwVfG).
func (b *Bescheid) checkTexte(felder map[string]string) {
	texte := map[string]string{"tenor": b.Tenor, "ablehnung": b.Ablehnung, "begruendung": b.Begruendung}
	for _, n := range b.Nebenbestimmungen {
		texte["nebenbestimmungen"] += n.Text
		if n.Name() == "" {
			felder["nebenbestimmungen"] = "unknown"
		}
	}
	for feld, text := range texte {
		if strings.Contains(text, "{{") {
			felder[feld] = "placeholder_open"
		}
	}
	switch {
	case IsLeer(b.Tenor):
		felder["tenor"] = "tenor_required"
	case b.Ergebnis == Teilweise && IsLeer(b.Ablehnung) && b.Regelt():
		felder["ablehnung"] = "refused_part_required"
	case b.Ergebnis != Teilweise && !IsLeer(b.Ablehnung):
		felder["ablehnung"] = "only_with_partial_grant"
	}
}

// berichtigt: it puts an obvious mistake right (§ 42 VwVfG), and decides nothing.
func (b *Bescheid) berichtigt() bool { return b.Aenderung.Wirkt().Art == AktBerichtigen }

// Write brings what a person wrote into the form in which letters hold it.
func (b *Bescheid) Write() {
	b.Tenor, b.Ablehnung = Brieftext(b.Tenor), Brieftext(b.Ablehnung)
	b.Begruendung = Brieftext(b.Begruendung)
	b.Zahlung.write()
	b.Anschrift.write()
	for i := range b.Nebenbestimmungen {
		b.Nebenbestimmungen[i].Text = Brieftext(b.Nebenbestimmungen[i].Text)
	}
}

// BescheidOffen tells whether a decision has yet to reach the person: one is being written, or the newest is not
// announced (before that it has no effect, § 43 Abs. 1 VwVfG). An older one that never went out was replaced. Oldest
// first.
func BescheidOffen(bescheide []Bescheid) bool {
	return BescheidInArbeit(bescheide) || len(bescheide) > 0 &&
		bescheide[len(bescheide)-1].Zustand != BescheidBekanntgegeben
}

// BescheidUngewiss: that, or the newest is not announced to everybody it is for, or nobody knows since when. Nothing is
// closed over it.
func BescheidUngewiss(bescheide []Bescheid) bool {
	if BescheidOffen(bescheide) || len(bescheide) == 0 {
		return BescheidOffen(bescheide)
	}
	neueste := bescheide[len(bescheide)-1]
	bekannt, _ := neueste.UeberallBekannt()
	return !bekannt || slices.ContainsFunc(neueste.Ausfertigungen(), (*Bescheid).TagOffen)
}

// BescheidInArbeit tells whether a letter is being written: until it is, nobody decides a second time.
func BescheidInArbeit(bescheide []Bescheid) bool {
	return slices.ContainsFunc(bescheide, func(b Bescheid) bool { return b.Zustand == BescheidWirdErstellt })
}
