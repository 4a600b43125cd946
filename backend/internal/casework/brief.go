package casework

import (
	"slices"
	"strings"
	"time"
)

// BriefAkt is what a person can do with the letter of a message.
type BriefAkt string

// The closed list.
const (
	BriefAufgeben  BriefAkt = "aufgeben"  // it was handed to the post
	BriefVerwerfen BriefAkt = "verwerfen" // nobody sends it, or sends it again
	BriefZurueck   BriefAkt = "zurueck"   // it came back
)

// BestaetigtFristKurz: the period of a request ends soon after the letter arrives, or before.
const BestaetigtFristKurz = "frist_kurz"

// MindestensTage: so many days a person has between the day a letter counts as known and the last day of its period,
// or whoever posts it is asked. No law says how many; a week leaves time to write and to post.
const MindestensTage = 7

// BriefAkte says what can be done with a Sendung now that is a letter.
func (x *Sendung) BriefAkte() []BriefAkt {
	switch {
	case x.Ziel != ZielPost:
		return nil
	case x.Zustand == SendungZurPost:
		return []BriefAkt{BriefAufgeben, BriefVerwerfen}
	case x.Zustand == SendungBereitgestellt:
		return []BriefAkt{BriefZurueck}
	case x.Zustand == SendungZurueck, x.Zustand == SendungFehlgeschlagen:
		return []BriefAkt{BriefVerwerfen}
	}
	return nil
}

// CheckBriefAkt refuses what is not offered.
func (x *Sendung) CheckBriefAkt(akt BriefAkt) error {
	if !slices.Contains(x.BriefAkte(), akt) {
		return Fail(Conflict, "letter_not_in_this_state")
	}
	return nil
}

// BriefMoeglich tells whether a message of the office can be sent as a letter now, or again: none is being made, and
// none was posted that has not come back.
func BriefMoeglich(n *Nachricht, sendungen []Sendung) bool {
	if n.Richtung != Aus || n.Art == ArtBescheid { // a Bescheid has its own letter
		return false
	}
	for _, x := range sendungen {
		unterwegs := x.Zustand == SendungWartet || x.Zustand == SendungBereitgestellt
		if x.Ziel == ZielPost && x.Nachricht != nil && *x.Nachricht == n.ID && unterwegs {
			return false
		}
	}
	return true
}

// NeedsPerson tells whether a Sendung waits for somebody at the office: it failed, or it is a letter that came back and
// was not sent again.
func (x *Sendung) NeedsPerson(sendungen []Sendung) bool {
	switch x.Zustand {
	case SendungFehlgeschlagen, SendungUnbekannt:
		return true
	case SendungZurueck:
		return !slices.ContainsFunc(sendungen, func(y Sendung) bool {
			return y.Ziel == ZielPost && y.Nachricht != nil && x.Nachricht != nil && *y.Nachricht == *x.Nachricht &&
				y.Am.After(x.Am)
		})
	}
	return false
}

// Stumm tells whether a message wants an answer and nobody was told of it: no mail went out or waits to, nobody has
// opened it, it lies in no mailbox of an account, and no letter goes.
func (f Faden) Stumm(n Nachricht, sendungen []Sendung) bool {
	if n.Antwort != AntwortErforderlich || !f.AntwortOffen(n) {
		return false
	}
	return !slices.ContainsFunc(sendungen, func(x Sendung) bool {
		return x.Nachricht != nil && *x.Nachricht == n.ID && x.tells()
	})
}

// tells whether whom it goes to learns of a message by it, or will. What lies in the Antragsraum only nobody is told of
// by that.
func (x *Sendung) tells() bool {
	switch x.Zustand {
	case SendungGelesen:
		return true
	case SendungWartet, SendungZurPost, SendungBereitgestellt:
		return x.Ziel != ZielAntragsraum
	}
	return false
}

// CheckPostaufgabe tells what has to be confirmed before the letter counts as posted on a day. bekannt is the day it
// counts as known then; zero = no rule says it. n is the message.
func (x *Sendung) CheckPostaufgabe(n *Nachricht, k Kalender, tag, bekannt,
	heute time.Time) (fragen []string, err error) {
	if err := x.CheckBriefAkt(BriefAufgeben); err != nil {
		return nil, err
	}
	if tag.After(heute) || tag.Before(Heute(x.Am)) {
		return nil, FailField("aufgegebenAm", "not_between_letter_and_today")
	}
	if !k.IsWerktag(tag) {
		fragen = append(fragen, BestaetigtKeinWerktag)
	}
	if bekannt.IsZero() {
		bekannt = tag
	}
	if bis := n.Laufend(); bis != nil && n.ErledigtAm == nil && bis.Before(bekannt.AddDate(0, 0, MindestensTage)) {
		fragen = append(fragen, BestaetigtFristKurz)
	}
	return fragen, nil
}

// BekanntDurchPost is the day a posted letter of a message counts as known; zero = it was not posted, came back, or no
// rule says it.
func (x *Sendung) BekanntDurchPost(k Kalender, recht string) time.Time {
	if x.Ziel != ZielPost || x.AufgegebenAm == nil || x.Zustand != SendungBereitgestellt {
		return time.Time{}
	}
	land := ""
	if x.Anschrift != nil {
		land = x.Anschrift.Land
	}
	return PerPost(k, recht, land, *x.AufgegebenAm).Am
}

// Antragsanschrift is where letters to the applicant go unless a person says otherwise.
func Antragsanschrift(antrag *Antrag) Anschrift { return (&Bescheid{}).Empfaenger(antrag) }

// BriefMangel says why no postman finds an address; "" = one does.
func (a *Anschrift) BriefMangel() string {
	switch {
	case a.Unvollstaendig():
		return "incomplete"
	case a.OhnePLZ():
		return "postcode_or_country_missing"
	}
	return ""
}

// CheckBrief refuses an address no postman finds.
func (a *Anschrift) CheckBrief() error {
	if mangel := a.BriefMangel(); mangel != "" {
		return FailField("anschrift", mangel)
	}
	return nil
}

var (
	anreden = []string{"guten tag", "guten morgen", "sehr geehrte", "liebe", "hallo"}
	gruesse = []string{"freundlichen grüßen", "freundliche grüße", "freundlichem gruß", "hochachtungsvoll"}
)

// BeginntMitAnrede tells whether a text greets by itself.
func BeginntMitAnrede(text string) bool {
	anfang := strings.ToLower(strings.TrimSpace(text))
	return slices.ContainsFunc(anreden, func(a string) bool { return strings.HasPrefix(anfang, a) })
}

// EndetMitGruss tells whether a text takes leave by itself.
func EndetMitGruss(text string) bool {
	zeilen := strings.Split(strings.ToLower(strings.TrimSpace(text)), "\n")
	ende := strings.Join(zeilen[max(0, len(zeilen)-4):], "\n")
	return slices.ContainsFunc(gruesse, func(g string) bool { return strings.Contains(ende, g) })
}
