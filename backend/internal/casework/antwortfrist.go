package casework

import (
	"time"

	"github.com/google/uuid"
)

// BekanntDurchAbruf is the day on which a message in the Antragsraum counts as known for a period set in it (§ 31
// Abs. 2 VwVfG): the day after its retrieval. It is read on the day itself; § 41 Abs. 2a Satz 3 counts the next. The
// later of both cuts no period short, whatever the law of the Land says.
func BekanntDurchAbruf(abruf time.Time) time.Time { return Heute(abruf).AddDate(0, 0, 1) }

// LetzterTag is the day that ends at a moment, or the one the moment lies in.
func LetzterTag(ende time.Time) time.Time { return Heute(ende.Add(-time.Nanosecond)) }

// LetzterBrief is the message or Bescheid that was sent last, and the day it became known; zero = not known yet. A
// notice about another message, say that its period was extended, is none: nothing is counted from it.
// recht is the procedural law: it says when a posted letter counts as known.
func (f Faden) LetzterBrief(sendungen []Sendung, k Kalender, recht string) (id uuid.UUID, bekannt time.Time) {
	var am time.Time
	for _, n := range f.Nachrichten { // oldest first
		notice := n.Art == ArtBestaetigung && n.Bezug != nil
		if n.Richtung == Aus && n.Art != ArtBescheid && !notice {
			id, am, bekannt = n.ID, n.Am, time.Time{}
		}
	}
	for _, x := range sendungen {
		if x.Nachricht == nil || *x.Nachricht != id {
			continue
		}
		if am := k.BekanntDurch(x, recht); !am.IsZero() && (bekannt.IsZero() || am.Before(bekannt)) {
			bekannt = am
		}
	}
	for _, b := range f.Bescheide {
		if b.Am.Before(am) {
			continue
		}
		id, am, bekannt = b.ID, b.Am, time.Time{}
		if b.BekanntgabeAm != nil {
			bekannt = *b.BekanntgabeAm
		}
	}
	return id, bekannt
}

// BekanntDurch says when a Sendung made its message known, by retrieval or by post; zero = it has not.
func (k Kalender) BekanntDurch(x Sendung, recht string) time.Time {
	if ImRaum(x.Ziel) && x.GelesenAm != nil {
		return BekanntDurchAbruf(*x.GelesenAm)
	}
	return x.BekanntDurchPost(k, recht)
}

// FristAktion is what a person can do with the period of a request.
type FristAktion string

// The closed list.
const (
	FristVerlaengern FristAktion = "verlaengern"
	FristAnhalten    FristAktion = "anhalten"
	FristWeiter      FristAktion = "weiter"
)

// FristAktionen says what can be done with the period in which a message is to be answered. heute is the calendar day
// in Europe/Berlin. A period is extended also after its end (§ 31 Abs. 7 VwVfG); one that is over cannot be stopped.
func (f Faden) FristAktionen(n Nachricht, heute time.Time) []FristAktion {
	switch {
	case !f.AntwortOffen(n), n.AntwortBis == nil && n.Antwort != AntwortErforderlich:
		return nil
	case n.UhrStehtSeit != nil:
		return []FristAktion{FristWeiter}
	case n.AntwortBis == nil || n.AntwortBis.Before(heute):
		return []FristAktion{FristVerlaengern}
	}
	return []FristAktion{FristVerlaengern, FristAnhalten}
}

// ExtendFrist gives the applicant until another day, a later one.
func (n *Nachricht) ExtendFrist(k Kalender, bis, heute time.Time) error {
	switch {
	case !bis.After(heute):
		return FailField("bis", "not_in_future")
	case bis.After(spaetestens(heute)):
		return FailField("bis", "too_far")
	case n.AntwortBis != nil && !bis.After(*n.AntwortBis):
		return FailField("bis", "not_later")
	}
	bis = k.NaechsterArbeitstag(bis)
	n.AntwortBis = &bis
	return nil
}

// StopUhr lets the period stand still from today on.
func (n *Nachricht) StopUhr(heute time.Time) { n.UhrStehtSeit = &heute }

// StartUhr lets the period go on: the days it stood still are added to it.
func (n *Nachricht) StartUhr(k Kalender, heute time.Time) {
	tage := int(heute.Sub(*n.UhrStehtSeit).Hours() / 24)
	bis := k.NaechsterArbeitstag(n.AntwortBis.AddDate(0, 0, tage))
	n.AntwortBis, n.UhrStehtSeit = &bis, nil
}

// Laufend is the last day of the period while it runs; nil = none is set, or the clock stands.
func (n *Nachricht) Laufend() *time.Time {
	if n.UhrStehtSeit != nil {
		return nil
	}
	return n.AntwortBis
}
