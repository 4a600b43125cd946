package httpapi_test

import (
	"fmt"
	"slices"
	"testing"
)

// offenes is what the Antragsraum says of an application: overview and page alike.
type offenes struct {
	ID, Stand, AmZug, Bis string
	AbrufVorbei           bool
	Neu                   int
	Offen                 []struct {
		Art, NachrichtID, Bis string
		Punkte                int
	}
}

func (r offenes) String() string {
	s := fmt.Sprintf("%s %s bis %s, neu %d", r.Stand, r.AmZug, r.Bis, r.Neu)
	for _, x := range r.Offen {
		s += fmt.Sprintf("; %s bis %s fehlt %d", x.Art, x.Bis, x.Punkte)
	}
	if r.AbrufVorbei {
		s += "; vorbei"
	}
	return s
}

// says compares what overview and page say with each other and with want.
func (a *akte) says(want string) {
	a.t.Helper()
	var page offenes
	a.buerger.Get(a.raum).Is(200).JSON(&page)
	if got := page.String(); got != want {
		a.t.Errorf("the page says  %s\nit should say %s", got, want)
	}
	var list struct{ Vorgaenge []offenes }
	a.buerger.Get(raumListePfad).Is(200).JSON(&list)
	i := slices.IndexFunc(list.Vorgaenge, func(r offenes) bool { return r.ID == a.ID })
	if i < 0 || list.Vorgaenge[i].String() != page.String() {
		a.t.Errorf("the overview says %v, the page %s", list.Vorgaenge, page)
	}
}

// Part of an answer leaves the rest open, a second question stands beside the first, and the earliest day comes first.
func TestAntragsraumSaysWhatIsOpen(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag()
	a.says("eingegangen behoerde bis , neu 0")
	a.act("/nachrichten", map[string]any{"art": "nachforderung", "betreff": "Unterlagen", "text": "Bitte.",
		"antwortBis": "2026-03-27",
		"punkte":     []map[string]any{{"titel": "Lageplan"}, {"titel": "Nachweis"}}})
	a.says("antwort_noetig sie bis 2026-03-27, neu 1; antwort bis 2026-03-27 fehlt 2")
	o.buerger.Post(a.raum+"/nachrichten/"+a.Nachrichten[0].ID+"/abruf", nil).Is(200)
	anfrage, punkte := a.nachricht("Unterlagen")
	a.write(anfrage, punkte[0]).Is(201)
	if a.load().WartetAuf != "uns" {
		t.Errorf("at the desk it waits for %s: half an answer wants to be read", a.WartetAuf)
	}
	a.says("antwort_noetig sie bis 2026-03-27, neu 0; antwort bis 2026-03-27 fehlt 1")
	a.act("/nachrichten", map[string]any{"betreff": "Frage", "text": "Wie viele Tische?", "antwort": "erforderlich",
		"antwortBis": "2026-03-20"})
	a.says("antwort_noetig sie bis 2026-03-20, neu 1; antwort bis 2026-03-20 fehlt 0; antwort bis 2026-03-27 fehlt 1")
	// a word that wants no answer shuts no question
	a.act("/nachrichten", map[string]any{"betreff": "Urlaub", "text": "Wir sind ab Montag wieder da.",
		"antwort": "keine"})
	a.says("antwort_noetig sie bis 2026-03-20, neu 2; antwort bis 2026-03-20 fehlt 0; antwort bis 2026-03-27 fehlt 1")
	frage, _ := a.nachricht("Frage")
	a.write(frage).Is(201)
	a.says("antwort_noetig sie bis 2026-03-27, neu 2; antwort bis 2026-03-27 fehlt 1")
	a.write(anfrage, punkte[1]).Is(201)
	a.says("in_pruefung behoerde bis , neu 2")
}

// An unopened Bescheid is something to do until its last day; then it is opened no more, whether or not the job has
// run.
func TestAntragsraumSaysThatABescheidWaits(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().consent().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	abruf := a.raum + "/nachrichten/" + a.Nachrichten[len(a.Nachrichten)-1].ID + "/abruf"
	a.says("entschieden sie bis 2026-03-20, neu 1; abruf bis 2026-03-20 fehlt 0")
	o.at(berlin("2026-03-21 00:01")) // before the job that ends the provision
	a.says("entschieden behoerde bis , neu 0; vorbei")
	o.buerger.Post(abruf, nil).Problem(409, "retrieval_expired")
	if b := a.load().Bescheide[0]; b.Zustand != "bereitgestellt" || b.Bekanntgabe.Am != "" {
		t.Errorf("opening it late gave it effect: %+v", b)
	}
	o.at(berlin("2026-03-21 00:30"))
	o.MustWork()
	a.says("entschieden behoerde bis , neu 0; vorbei")
	o.buerger.Post(abruf, nil).Problem(409, "retrieval_expired")
	// by post: the letter counts, and a copy of it can be read
	a.load().act("/bescheid/"+a.Bescheide[0].ID+"/postaufgabe", map[string]any{"aufgegebenAm": "2026-03-21"})
	a.says("entschieden niemand bis , neu 1")
	o.buerger.Post(abruf, nil).Is(200)

	b := o.antrag().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	b.says("entschieden sie bis 2026-03-31, neu 1; abruf bis 2026-03-31 fehlt 0")
	b.retrieve()
	b.says("entschieden niemand bis , neu 0")
}
