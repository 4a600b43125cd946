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
	BescheidAbrufAbgelaufen BescheidZustand = "abruf_abgelaufen"
	BescheidFehlgeschlagen  BescheidZustand = "fehlgeschlagen"
)

// Channels of a Bescheid.
const (
	KanalAntragsraum = "antragsraum"
	KanalPost        = "post"
)

// Bescheid is the decision.
type Bescheid struct {
	ID              uuid.UUID
	Vorgang         uuid.UUID
	Ergebnis        Ergebnis
	Begruendung     string
	Auflagen        []string
	GebuehrCent     int64
	Kanal           string
	Zustand         BescheidZustand
	Am              time.Time
	Von             string
	Nachricht       *uuid.UUID
	Dokument        *uuid.UUID
	HinweisAm       *time.Time // notice of provision sent (§ 41 Abs. 2a VwVfG)
	AbgerufenAm     *time.Time
	AufgegebenAm    *time.Time // date
	BekanntgabeAm   *time.Time // date
	RechtsbehelfBis *time.Time // date
	Regel           string
	Schritte        []string
	Anschrift       *Anschrift // where the letter goes, where a person has said it; else the applicant's
	Feststellungen  []Feststellung
}

// Validate checks what the law asks of every decision: a refusal, in part or whole, states its reasons
// (§ 39 Abs. 1 VwVfG; Abs. 2 Nr. 1 exempts the full grant).
func (b *Bescheid) Validate() error {
	felder := map[string]string{}
	switch b.Ergebnis {
	case Bewilligt:
	case Teilweise, Abgelehnt:
		if strings.TrimSpace(b.Begruendung) == "" {
			felder["begruendung"] = "reasons_required"
		}
	default:
		felder["ergebnis"] = "unknown"
	}
	if strings.Contains(b.Begruendung+strings.Join(b.Auflagen, ""), "{{") {
		felder["begruendung"] = "placeholder_open"
	}
	if b.GebuehrCent < 0 {
		felder["gebuehr"] = "negative"
	}
	if b.Ergebnis == Abgelehnt && len(b.Auflagen) > 0 {
		felder["auflagen"] = "not_with_refusal"
	}
	if len(felder) > 0 {
		return &Error{Code: Invalid, Reason: "invalid_fields", Fields: felder}
	}
	return nil
}

// Write brings what a person wrote into the form in which letters hold it.
func (b *Bescheid) Write() {
	b.Begruendung = Brieftext(b.Begruendung)
	for i := range b.Auflagen {
		b.Auflagen[i] = Brieftext(b.Auflagen[i])
	}
}

// BescheidOffen tells whether a decision has yet to reach the person: one is being written, or the newest is not
// announced (before that it has no effect, § 43 Abs. 1 VwVfG). An older one that never went out was replaced. Oldest
// first.
func BescheidOffen(bescheide []Bescheid) bool {
	return BescheidInArbeit(bescheide) || len(bescheide) > 0 &&
		bescheide[len(bescheide)-1].Zustand != BescheidBekanntgegeben
}

// BescheidUngewiss: that, or nobody knows since when the newest has its effect. Nothing is closed over it.
func BescheidUngewiss(bescheide []Bescheid) bool {
	return BescheidOffen(bescheide) || len(bescheide) > 0 && bescheide[len(bescheide)-1].TagOffen()
}

// BescheidInArbeit tells whether a letter is being written: until it is, nobody decides a second time.
func BescheidInArbeit(bescheide []Bescheid) bool {
	return slices.ContainsFunc(bescheide, func(b Bescheid) bool { return b.Zustand == BescheidWirdErstellt })
}
