package casework

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

// OffenArt says what is open.
type OffenArt string

// The closed list.
const (
	OffenAntwort      OffenArt = "antwort"      // the office waits for an answer
	OffenAbruf        OffenArt = "abruf"        // a Bescheid waits for its retrieval
	OffenGelesen      OffenArt = "gelesen"      // what an applicant wrote has yet to be read
	OffenBrief        OffenArt = "brief"        // a decision has no letter
	OffenPost         OffenArt = "post"         // a letter has yet to be posted
	OffenRechtsbehelf OffenArt = "rechtsbehelf" // somebody can still object
	OffenZahlung      OffenArt = "zahlung"      // a fee that was announced falls due; paid or not, nobody knows
	OffenEinzug       OffenArt = "einzug"       // one that was announced is debited
	OffenAbschluss    OffenArt = "abschluss"    // nobody can any more, and nothing else is to do
)

// Offenes is one thing that is open in a Vorgang: for the applicant, for the office, or for time to pass.
type Offenes struct {
	Art       OffenArt
	Nachricht uuid.UUID
	Gesagt    time.Time  // calendar day on which the applicant was told of it last, or since when the office has it
	Bis       *time.Time // last day; nil = none is set
	Punkte    int        // items that are missing; 0 where words are asked for
	Steht     bool       // of an answer: we have stopped its clock
	Vorbei    bool       // of a retrieval: its days are over
	Wieder    *time.Time // of an answer whose period has not begun: the day it comes back to the desk
	Geaendert bool       // of a payment: a later Bescheid may say otherwise
	Sagbar    bool       // of a remedy: the applicant can be told the day
	Brief     bool       // of it: it follows from a letter, of which they know better when it came
	Text      string     // what the office has to do
}

// IsTheirs tells whether it is the applicant's to do.
func (o Offenes) IsTheirs() bool {
	return o.Art == OffenAntwort || o.Art == OffenAbruf && !o.Vorbei && o.Nachricht != uuid.Nil
}

// Umstand is what else decides what is open.
type Umstand struct {
	NimmtAn  bool // the Vorgang takes answers (Vorgang.Wants)
	Aufgaben bool // tasks are open: they say what is to do
	// Wartet tells whether the period of a request begins with a Bekanntgabe that has not come.
	Wartet func(nachricht uuid.UUID) bool
}

// Faden is what office and applicant have said to each other in one Vorgang.
type Faden struct {
	Nachrichten []Nachricht
	Punkte      []Punkt
	Bescheide   []Bescheid
}

// Beantwortet tells whether a request has what it asked for: with items, when none of them is open any more, in
// whatever words an answer came; without, when an answer refers to it.
func (f Faden) Beantwortet(anfrage uuid.UUID) bool {
	if slices.ContainsFunc(f.Punkte, func(p Punkt) bool { return p.Nachricht == anfrage }) {
		return f.offenePunkte(anfrage) == 0
	}
	return slices.ContainsFunc(f.Nachrichten, func(n Nachricht) bool {
		return n.Richtung == Ein && n.Bezug != nil && *n.Bezug == anfrage
	})
}

func (f Faden) offenePunkte(anfrage uuid.UUID) (n int) {
	for _, p := range f.Punkte {
		if p.Nachricht == anfrage && (p.Zustand == PunktOffen || p.Zustand == PunktZurueckgewiesen) {
			n++
		}
	}
	return n
}

// Anfragen are the requests that still want an answer.
func (f Faden) Anfragen() []Nachricht {
	var out []Nachricht
	for _, n := range f.Nachrichten {
		if n.Antwort == AntwortErforderlich && f.AntwortOffen(n) {
			out = append(out, n)
		}
	}
	return out
}

// Angeschrieben are the calendar days on which the office wrote what can be answered in words. A request for documents
// asks for something else than what somebody has to say.
func (f Faden) Angeschrieben() (tage []time.Time) {
	for _, n := range f.Nachrichten {
		if n.Richtung == Aus && n.Art == ArtNachricht && n.Antwort != AntwortKeine {
			tage = append(tage, Heute(n.Am))
		}
	}
	return tage
}

// NichtMehrNoetig is the sentence for the applicant that some requests need no answer any more.
func NichtMehrNoetig(anfragen []Nachricht) string {
	namen := make([]string, len(anfragen))
	for i, n := range anfragen {
		namen[i] = "„" + n.Betreff + "“"
	}
	if last := len(namen) - 1; last > 0 {
		return "Auf unsere Nachrichten " + strings.Join(namen[:last], ", ") + " und " + namen[last] +
			" brauchen Sie nicht mehr zu antworten."
	}
	return "Auf unsere Nachricht " + strings.Join(namen, "") + " brauchen Sie nicht mehr zu antworten."
}

// Ueberholt are the requests that a decision overtakes: those that wanted an answer until it was made.
func (f Faden) Ueberholt(bescheid uuid.UUID) []Nachricht {
	f.Bescheide = slices.DeleteFunc(slices.Clone(f.Bescheide), func(b Bescheid) bool { return b.ID == bescheid })
	return f.Anfragen()
}

// AntwortOffen: the applicant was told they can or must answer this message, and has not yet. A decision made after it
// has overtaken it.
func (f Faden) AntwortOffen(n Nachricht) bool {
	ueberholt := slices.ContainsFunc(f.Bescheide, func(b Bescheid) bool { return b.Am.After(n.Am) })
	return n.Richtung == Aus && n.Antwort != AntwortKeine && n.ErledigtAm == nil && !ueberholt && !f.Beantwortet(n.ID)
}

// Alles is what is open in a Vorgang, requests first, then decisions: the one answer that desk, Antragsraum, mails and
// reminders read. heute is the calendar day in Europe/Berlin.
func (f Faden) Alles(k Kalender, heute time.Time, u Umstand) []Offenes {
	var out []Offenes
	for _, n := range f.Nachrichten {
		if n.Richtung == Ein && !n.Gelesen {
			out = append(out, Offenes{Art: OffenGelesen, Nachricht: n.ID, Gesagt: Heute(n.Am)})
		}
	}
	if u.NimmtAn {
		for _, n := range f.Anfragen() {
			o := Offenes{Art: OffenAntwort, Nachricht: n.ID, Gesagt: f.gesagt(n), Bis: n.Laufend(),
				Punkte: f.offenePunkte(n.ID), Steht: n.UhrStehtSeit != nil}
			if o.Bis == nil && !o.Steht && u.Wartet != nil && u.Wartet(n.ID) { // nothing else brings it back
				wieder := AbrufFrist(k, n.Am)
				o.Wieder = &wieder
			}
			out = append(out, o)
		}
	}
	for i := range f.Bescheide {
		out = append(out, f.bescheidOffen(k, heute, i, u)...)
	}
	return out
}

// FuerSie is what of it waits for the applicant, the earliest day first and what has no day last.
func FuerSie(alles []Offenes) []Offenes {
	out := slices.DeleteFunc(slices.Clone(alles), func(o Offenes) bool { return !o.IsTheirs() })
	slices.SortStableFunc(out, func(a, b Offenes) int {
		switch {
		case a.Bis == nil || b.Bis == nil:
			return cmp.Compare(ohneTag(a), ohneTag(b))
		default:
			return a.Bis.Compare(*b.Bis)
		}
	})
	return out
}

// Erinnerungstage: so many days before the last one, who has not answered or opened yet is reminded.
const Erinnerungstage = 3

// Erinnern tells whether the applicant is to be reminded of it on a day: it ends soon, and they were not told of it
// just now.
func (o Offenes) Erinnern(heute time.Time) bool {
	if o.Bis == nil || heute.After(*o.Bis) || heute.Before(o.Bis.AddDate(0, 0, -Erinnerungstage)) {
		return false
	}
	return !heute.Before(o.Gesagt.AddDate(0, 0, Erinnerungstage))
}

// gesagt is when the office last wrote of a request, be it that its period was extended.
func (f Faden) gesagt(anfrage Nachricht) time.Time {
	am := anfrage.Am
	for _, n := range f.Nachrichten {
		if n.Richtung == Aus && n.Bezug != nil && *n.Bezug == anfrage.ID && n.Am.After(am) {
			am = n.Am
		}
	}
	return Heute(am)
}

func ohneTag(o Offenes) int {
	if o.Bis == nil {
		return 1
	}
	return 0
}

// RechtsbehelfLaeuft is the earliest day until which a remedy is possible whose day the applicant can be told, and
// whether it follows from a letter; nil = none.
func RechtsbehelfLaeuft(alles []Offenes) (bis *time.Time, brief bool) {
	for _, o := range alles {
		if o.Art == OffenRechtsbehelf && o.Sagbar && (bis == nil || o.Bis.Before(*bis)) {
			bis, brief = o.Bis, o.Brief
		}
	}
	return bis, brief
}

// EinzugLaeuft is the earliest day on which something that was announced is debited; nil = nothing is.
func EinzugLaeuft(alles []Offenes) (am *time.Time) {
	for _, o := range alles {
		if o.Art == OffenEinzug && (am == nil || o.Bis.Before(*am)) {
			am = o.Bis
		}
	}
	return am
}

// WartetAufAbruf: provided with consent, and nobody has retrieved it (§ 41 Abs. 2a VwVfG).
func (b *Bescheid) WartetAufAbruf() bool {
	return b.Kanal == KanalAntragsraum && b.Zustand == BescheidBereitgestellt && b.AbgerufenAm == nil
}

// AbrufBis is the last day of retrieval; nil before the notice was sent.
func (b *Bescheid) AbrufBis(k Kalender) *time.Time {
	if b.HinweisAm == nil {
		return nil
	}
	bis := AbrufFrist(k, *b.HinweisAm)
	return &bis
}

// AbrufVorbei: the days of retrieval are over, or another Bescheid has taken its place. The day decides, not whether
// the job that ends the provision ran.
func (b *Bescheid) AbrufVorbei(k Kalender, heute time.Time) bool {
	bis := b.AbrufBis(k)
	return b.Ersetzt() || b.Zustand == BescheidAbrufAbgelaufen || b.WartetAufAbruf() && bis != nil && heute.After(*bis)
}

// AbrufGilt tells whether a delivery that was complete at a moment is the retrieval of this Bescheid: it was provided
// for that, and its days were not over. The day decides, not whether the job that ends the provision ran before the
// delivery was noted.
func (b *Bescheid) AbrufGilt(k Kalender, vollstaendig time.Time) bool {
	provided := b.Zustand == BescheidBereitgestellt || b.Zustand == BescheidAbrufAbgelaufen
	if b.Ersetzt() || b.Kanal != KanalAntragsraum || !provided {
		return false
	}
	bis := b.AbrufBis(k)
	return bis == nil || !Heute(vollstaendig).After(*bis)
}

// ProzessAnfragen are the requests a process waits for in n places: the newest its own tasks (werte.nachricht) or
// services (verschickt) have sent. aufgaben are those behind which the process waits. An older request is never waited
// for again, even where the newest wants no answer: then the period ends the waiting, or a person does. Only a process
// that has sent nothing itself waits for what people ask beside it: one that waits without a task to ask, or was moved
// to its waiting because somebody had asked already. It waits for the newest that require an answer.
func (f Faden) ProzessAnfragen(aufgaben []Aufgabe, verschickt []string, n int) []uuid.UUID {
	var eigene, andere []uuid.UUID
	for _, m := range slices.Backward(f.Nachrichten) { // the thread is sorted, oldest first
		switch {
		case m.Richtung != Aus:
		case f.verschickt(m, aufgaben, verschickt):
			eigene = append(eigene, m.ID)
		case m.Antwort == AntwortErforderlich:
			andere = append(andere, m.ID)
		}
	}
	if len(eigene) == 0 {
		eigene = andere
	}
	return eigene[:min(n, len(eigene))]
}

// verschickt tells whether the process sent this message itself, by one of the tasks or by a service.
func (f Faden) verschickt(m Nachricht, aufgaben []Aufgabe, dienste []string) bool {
	return slices.Contains(dienste, m.ID.String()) || slices.ContainsFunc(aufgaben, func(a Aufgabe) bool {
		var werte struct{ Nachricht uuid.UUID }
		return a.Zustand == AufgabeErledigt && json.Unmarshal(a.Werte, &werte) == nil && werte.Nachricht == m.ID
	})
}

// UngefragtDa is when the newest message came that answers nothing the process has asked, and that came after its
// newest request; zero = none did. aufgaben and dienste as for ProzessAnfragen.
func (f Faden) UngefragtDa(aufgaben []Aufgabe, dienste []string) (da time.Time) {
	for _, m := range f.Nachrichten {
		eigene := f.verschickt(m, aufgaben, dienste)
		switch {
		case eigene:
			da = time.Time{}
		case m.Richtung == Ein && (m.Bezug == nil || !f.eigeneAnfrage(*m.Bezug, aufgaben, dienste)):
			da = m.Am
		}
	}
	return da
}

func (f Faden) eigeneAnfrage(id uuid.UUID, aufgaben []Aufgabe, dienste []string) bool {
	return slices.ContainsFunc(f.Nachrichten, func(m Nachricht) bool {
		return m.ID == id && f.verschickt(m, aufgaben, dienste)
	})
}

// ZahlungLaeuft is the earliest day until which something is to be paid, and whether a later Bescheid may say
// otherwise; nil = nothing is.
func ZahlungLaeuft(alles []Offenes) (bis *time.Time, geaendert bool) {
	for _, o := range alles {
		if o.Art == OffenZahlung && (bis == nil || o.Bis.Before(*bis)) {
			bis, geaendert = o.Bis, o.Geaendert
		}
	}
	return bis, geaendert
}
