package httpapi_test

import (
	"slices"
	"testing"
)

// The end of the ten days finds a Bescheid that was retrieved in time, and does nothing: the job comes all the same.
func TestPeriodOfRetrievalEndsAfterRetrieval(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().einwilligen().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	o.at(berlin("2026-03-20 23:59")) // the tenth day
	o.buerger.Post(a.raum+"/nachrichten/"+a.Nachrichten[len(a.Nachrichten)-1].ID+"/abruf", nil).Is(200)
	before := a.load().Bescheide[0]
	o.at(berlin("2026-03-21 00:30"))
	o.MustWork()
	b := a.load().Bescheide[0]
	if b.Zustand != "bekanntgegeben" || b.Bekanntgabe.Am != "2026-03-21" || b.Bekanntgabe.RechtsbehelfBis != before.Bekanntgabe.RechtsbehelfBis {
		t.Errorf("%+v, before %+v", b, before)
	}
	if slices.Contains(a.verlauf(), "bescheid_abruf_abgelaufen") {
		t.Error("the journal says that nobody retrieved it")
	}
}

// While the letter is being written there is no second decision, not even in a Vorgang that was reopened meanwhile.
func TestOneBescheidAtATime(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag()
	o.sb.Post(a.base+"/bescheid", a.mit(map[string]any{"ergebnis": "bewilligt"})).Is(201)
	a.load()
	o.sb.Post(a.base+"/wiedereroeffnung", a.mit(map[string]any{"grund": "Betrag falsch"})).Is(200)
	if a.load(); a.Bescheide[0].Zustand != "wird_erstellt" || slices.Contains(a.Aktionen, "bescheid") {
		t.Errorf("%s, offered: %v", a.Bescheide[0].Zustand, a.Aktionen)
	}
	o.sb.Post(a.base+"/bescheid", a.mit(map[string]any{"ergebnis": "bewilligt"})).Problem(409, "bescheid_under_way")
	o.MustWork()
	if a.load(); len(a.Bescheide) != 1 || !slices.Contains(a.Aktionen, "bescheid") {
		t.Errorf("%d decisions, offered: %v", len(a.Bescheide), a.Aktionen)
	}
}

// A Vorgang is not closed over a decision that has not reached the person; the newest one counts.
func TestClosingWaitsForBekanntgabe(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	refused := func(a *akte, zustand string) {
		t.Helper()
		if a.load(); a.Bescheide[len(a.Bescheide)-1].Zustand != zustand || slices.Contains(a.Aktionen, "abschliessen") {
			t.Errorf("%+v, offered: %v", a.Bescheide, a.Aktionen)
		}
		o.tl.Post(a.base+"/abschluss", a.mit(nil)).Problem(409, "bescheid_not_announced")
	}
	post := o.antrag()
	o.sb.Post(post.base+"/bescheid", post.mit(map[string]any{"ergebnis": "bewilligt"})).Is(201)
	refused(post, "wird_erstellt")
	o.MustWork()
	refused(post, "zur_post")
	// the letter was wrong and is replaced before anybody posted it
	post.act("/wiedereroeffnung", map[string]any{"grund": "Betrag falsch"})
	post.act("/bescheid", map[string]any{"ergebnis": "bewilligt", "gebuehr": 4500})
	refused(post, "zur_post")
	post.act("/bescheid/"+post.Bescheide[1].ID+"/postaufgabe", map[string]any{"aufgegebenAm": "2026-03-10"})
	if !slices.Contains(post.Aktionen, "abschliessen") {
		t.Errorf("offered: %v", post.Aktionen)
	}
	post.act("/abschluss", nil)

	abruf := o.antrag().einwilligen().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	refused(abruf, "bereitgestellt")
	o.at(berlin("2026-03-21 00:30"))
	o.MustWork()
	refused(abruf, "abruf_abgelaufen")
}
