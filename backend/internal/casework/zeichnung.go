package casework

import (
	"math"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/workflow"
)

// Why a second person has to sign a Bescheid before it goes out.
const (
	ZeichnungImmer      = "immer"
	ZeichnungBetrag     = "betrag"
	ZeichnungAblehnung  = "ablehnung"
	ZeichnungFreiwillig = "freiwillig" // nothing asks for it; whoever wrote it does
)

// Zeichnungsgruende are why a Bescheid needs a second signature by its procedure; none = it does not. A refusal in part
// is a refusal, and so is taking away what was given; an amount that needed two persons needs them to be changed, too.
// frueher is the Bescheid it is about; nil = there is none.
func Zeichnungsgruende(z workflow.Zeichnung, b, frueher *Bescheid) []string {
	out := []string{}
	betrag := b.GebuehrCent
	if frueher != nil {
		betrag = max(betrag, frueher.GebuehrCent)
	}
	if z.Immer {
		out = append(out, ZeichnungImmer)
	}
	if z.AbBetrag > 0 && betrag >= int64(math.Round(z.AbBetrag*100)) {
		out = append(out, ZeichnungBetrag)
	}
	if z.BeiAblehnung && b.belastet(frueher) {
		out = append(out, ZeichnungAblehnung)
	}
	return out
}

// ZeichnungZustand is how far a round has come.
type ZeichnungZustand string

// The closed list.
const (
	ZeichnungVorgelegt      ZeichnungZustand = "vorgelegt"
	ZeichnungGezeichnet     ZeichnungZustand = "gezeichnet"
	ZeichnungZurueckgegeben ZeichnungZustand = "zurueckgegeben"
	ZeichnungZurueckgeholt  ZeichnungZustand = "zurueckgeholt" // by who wrote it
	ZeichnungHinfaellig     ZeichnungZustand = "hinfaellig"    // the Vorgang came to its end before
)

// Zeichnung is one round of four eyes: what one person wants to issue, and what another said to it. There is no
// Bescheid until somebody else has signed.
type Zeichnung struct {
	ID         uuid.UUID
	Vorgang    uuid.UUID
	Bescheid   Bescheid // as it was written; what the program adds it adds when it is signed
	Bestaetigt []string // what whoever wrote it has confirmed
	Gruende    []string
	Am         time.Time
	Von        string
	VonID      uuid.UUID
	VonAuch    []uuid.UUID // other accounts of the same person here: their name changed
	Zustand    ZeichnungZustand
	// what was said to it
	EntschiedenAm  *time.Time
	EntschiedenVon string
	Bemerkung      string     // why it was returned
	Erteilt        *uuid.UUID // the Bescheid it became
}

// ZeichnungAkt is something a person can do with a round, as the buttons call it.
type ZeichnungAkt string

// The closed list.
const (
	AktZeichnen     ZeichnungAkt = "zeichnen"
	AktZurueckgeben ZeichnungAkt = "zurueckgeben"
	AktZurueckholen ZeichnungAkt = "zurueckholen"
)

// wrote tells whether this person wrote it, whatever they are called today.
func (z *Zeichnung) wrote(a Actor) bool {
	return z.VonID == a.Benutzer || slices.Contains(z.VonAuch, a.Benutzer)
}

// vergeht are the reasons that are another question on another day: what was confirmed of them was confirmed of the
// periods and days of then.
var vergeht = []string{"period_running", "due_before_announcement", PruefungFrist}

// StillConfirmed are the confirmations of who wrote it that count for who signs; the others are asked again.
func (z *Zeichnung) StillConfirmed() []string {
	return slices.DeleteFunc(slices.Clone(z.Bestaetigt), func(x string) bool { return slices.Contains(vergeht, x) })
}

// Akte are what this person can do with the round: who wrote it takes it back, everybody else signs or returns it.
func (z *Zeichnung) Akte(a Actor, v *Vorgang) []ZeichnungAkt {
	switch {
	case z.Zustand != ZeichnungVorgelegt || !v.Status.IsOffen():
		return nil
	case z.wrote(a):
		return []ZeichnungAkt{AktZurueckholen}
	}
	return []ZeichnungAkt{AktZeichnen, AktZurueckgeben}
}

// CheckAkt refuses what Akte does not offer.
func (z *Zeichnung) CheckAkt(a Actor, v *Vorgang, akte ...ZeichnungAkt) error {
	if err := v.MustBeOffen(); err != nil {
		return err
	}
	offered := z.Akte(a, v)
	switch {
	case slices.ContainsFunc(akte, func(akt ZeichnungAkt) bool { return slices.Contains(offered, akt) }):
		return nil
	case z.Zustand != ZeichnungVorgelegt:
		return Fail(Conflict, "zeichnung_done")
	}
	return Fail(Forbidden, "author_cannot_sign")
}

// Return ends the round without a Bescheid. Whoever wrote it takes it back and needs no reason for that.
func (z *Zeichnung) Return(a Actor, am time.Time, grund string) error {
	z.Zustand = ZeichnungZurueckgeholt
	if !z.wrote(a) {
		if IsLeer(grund) {
			return FailField("grund", "required")
		}
		z.Zustand = ZeichnungZurueckgegeben
	}
	z.EntschiedenAm, z.EntschiedenVon, z.Bemerkung = &am, a.Anzeige, grund
	return nil
}

// ZeichnungOffen is the round that waits for a second person; nil = none does.
func ZeichnungOffen(runden []Zeichnung) *Zeichnung {
	for i := range runden {
		if runden[i].Zustand == ZeichnungVorgelegt {
			return &runden[i]
		}
	}
	return nil
}
