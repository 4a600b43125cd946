package casework

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
)

// OffenArt says what an applicant can still do.
type OffenArt string

// The closed list.
const (
	OffenAntwort OffenArt = "antwort" // the office waits for an answer
	OffenAbruf   OffenArt = "abruf"   // a Bescheid waits for its retrieval
)

// Offenes is one thing that waits for the applicant.
type Offenes struct {
	Art       OffenArt
	Nachricht uuid.UUID
	Gesagt    time.Time  // calendar day on which the applicant was told of it last
	Bis       *time.Time // last day; nil = none is set
	Punkte    int        // items that are missing; 0 where words are asked for
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

// Offen lists what waits for the applicant, the earliest day first and what has no day last. heute is the calendar day
// in Europe/Berlin; nimmtAn says whether the Vorgang takes answers.
func (f Faden) Offen(k Kalender, heute time.Time, nimmtAn bool) []Offenes {
	var out []Offenes
	if nimmtAn {
		for _, n := range f.Anfragen() {
			out = append(out, Offenes{Art: OffenAntwort, Nachricht: n.ID, Gesagt: f.gesagt(n), Bis: n.Laufend(),
				Punkte: f.offenePunkte(n.ID)})
		}
	}
	for i := range f.Bescheide {
		b := &f.Bescheide[i]
		da := b.Nachricht != nil && slices.ContainsFunc(f.Nachrichten, func(n Nachricht) bool {
			return n.ID == *b.Nachricht
		})
		if da && b.WartetAufAbruf() && !b.AbrufVorbei(k, heute) {
			o := Offenes{Art: OffenAbruf, Nachricht: *b.Nachricht, Gesagt: Heute(b.Am), Bis: b.AbrufBis(k)}
			if b.HinweisAm != nil {
				o.Gesagt = Heute(*b.HinweisAm)
			}
			out = append(out, o)
		}
	}
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

// RechtsbehelfLaeuft is the earliest day until which a remedy against a Bescheid that was retrieved is possible, as
// long as it runs; nil = none does. Of a letter the applicant knows better when it came, until the office has put its
// day right and told them.
func RechtsbehelfLaeuft(bescheide []Bescheid, heute time.Time) *time.Time {
	var bis []time.Time
	for i := range bescheide {
		b := &bescheide[i]
		known := b.Kanal == KanalAntragsraum || b.Berichtigt() != nil
		running := b.RechtsbehelfBis != nil && !b.RechtsbehelfBis.Before(heute)
		if known && running && b.Zustand == BescheidBekanntgegeben {
			bis = append(bis, *b.RechtsbehelfBis)
		}
	}
	if len(bis) == 0 {
		return nil
	}
	first := slices.MinFunc(bis, time.Time.Compare)
	return &first
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

// AbrufVorbei: the days of retrieval are over. The day decides, not whether the job that ends the provision ran.
func (b *Bescheid) AbrufVorbei(k Kalender, heute time.Time) bool {
	bis := b.AbrufBis(k)
	return b.Zustand == BescheidAbrufAbgelaufen || b.WartetAufAbruf() && bis != nil && heute.After(*bis)
}

// AbrufGilt tells whether a delivery that was complete at a moment is the retrieval of this Bescheid: it was provided
// for that, and its days were not over. The day decides, not whether the job that ends the provision ran before the
// delivery was noted.
func (b *Bescheid) AbrufGilt(k Kalender, vollstaendig time.Time) bool {
	if b.Kanal != KanalAntragsraum || b.Zustand != BescheidBereitgestellt && b.Zustand != BescheidAbrufAbgelaufen {
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
