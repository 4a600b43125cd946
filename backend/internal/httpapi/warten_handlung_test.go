package httpapi_test

import (
	"slices"
	"strings"
	"testing"
)

type wartet struct {
	Element, Name, Seit string
	AnAufgabe           bool
	Ereignisse          []struct {
		Token, Element, Name, Art, Nachricht, Bis string
		Danach                                    []string
		Endet                                     bool
	}
}

// wait is the id of what the process waits for at an element.
func (a *akte) wait(element string) string {
	for _, w := range a.Warten {
		for _, e := range w.Ereignisse {
			if e.Element == element {
				return e.Token
			}
		}
	}
	return "nichts"
}

// Head and picture say what is waited for, since when, until when, and what happens then.
func TestWaitingIsShown(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	n := unterlagen("Plan", "Plan")
	n["antwortBis"] = "2026-03-27"
	a := meiner(o).complete("vollstaendigkeit", map[string]any{"ergebnis": "unvollstaendig"}).
		writeFuer("nachforderung", n)
	var bild struct{ Warten []wartet }
	o.sb.Get(a.base + "/prozess").Is(200).JSON(&bild)
	for what, list := range map[string][]wartet{"head": a.Warten, "picture": bild.Warten} {
		if len(list) != 1 || list[0].AnAufgabe || !strings.HasPrefix(list[0].Seit, "2026-03-10T") ||
			len(list[0].Ereignisse) != 2 {
			t.Fatalf("%s: %+v", what, list)
		}
		antwort, frist := list[0].Ereignisse[0], list[0].Ereignisse[1]
		if antwort.Name != "Antwort eingegangen" || antwort.Art != "nachricht" || antwort.Bis != "" ||
			antwort.Nachricht != "Antwort auf eine Anfrage" ||
			!slices.Equal(antwort.Danach, []string{"Antwort prüfen"}) {
			t.Errorf("%s: %+v", what, antwort)
		}
		if frist.Art != "zeit" || frist.Bis != "2026-03-27T23:00:00Z" || !frist.Endet ||
			!strings.HasPrefix(frist.Danach[0], "Frist abgelaufen – entscheiden") {
			t.Errorf("%s: %+v", what, frist)
		}
	}
}

// Who knows that nothing will come, or that it came by another way, ends the wait; the reason stands in the journal.
func TestAWaitIsEndedEarly(t *testing.T) {
	o := open(t)
	a := bisNachforderung(o)
	path := a.base + "/prozess/warten/" + a.wait("antwort") + "/ende"
	o.sb.Post(path, a.mit(map[string]any{"grund": "x"})).Problem(403, "right_missing")
	o.tl.Post(path, a.mit(map[string]any{"grund": " "})).Problem(422, "invalid_fields")
	o.tl.Post(path, a.mit(map[string]any{"grund": "Liegt auf Papier vor."})).Is(200)
	if !a.offen("antwort_pruefen") || len(a.Warten) > 0 || !slices.Contains(a.verlauf(), "warten_beendet") {
		t.Errorf("%+v, %v", a.Warten, a.verlauf())
	}
	a.settled("Liegt auf Papier vor.")
	n, punkte := a.nachricht("Zwei Unterlagen")
	a.write(n, punkte[0]).Is(201) // late, and read all the same
	a.act("/punkte/"+punkte[0]+"/pruefung", map[string]any{"angenommen": false, "grund": "Unscharf."})
	if told := a.Nachrichten[len(a.Nachrichten)-1].Text; !strings.Contains(told, "Unscharf.") ||
		strings.Contains(told, "bis zum") {
		t.Errorf("sent back, the applicant reads %q", told)
	}
	o.tl.Post(path, a.mit(map[string]any{"grund": "noch einmal"})).Problem(404, "not_found")
	b := bisNachforderung(o)
	o.tl.Post(b.base+"/prozess/warten/"+b.wait("frist_abgelaufen")+"/ende",
		b.mit(map[string]any{"grund": "Kommt nichts mehr."})).Is(200)
	if !b.offen("frist_entscheiden") {
		t.Errorf("%+v", b.Aufgaben)
	}
	b.settled("Kommt nichts mehr.")
}

// settled: nobody waits for the applicant any more, who was told and reads the same everywhere.
func (a *akte) settled(grund string) {
	a.t.Helper()
	desk, _, raum := a.everywhere()
	n := desk.Nachrichten[len(desk.Nachrichten)-1]
	if desk.WartetAuf != "uns" || raum != "" || n.Betreff != "Ihre Antwort ist nicht mehr nötig" {
		a.t.Errorf("%s: desk waits for %q, Antragsraum until %q, last message %q", grund, desk.WartetAuf, raum, n.Betreff)
	}
}

// A reminder is put off; what was promised to the applicant is not moved behind their back.
func TestAWaitIsMoved(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := parallel(o)
	verlege := func(a *akte, element, bis string) int {
		return o.tl.Post(a.base+"/prozess/warten/"+a.wait(element)+"/verlegung",
			a.mit(map[string]any{"bis": bis, "grund": "Urlaub"})).Status
	}
	if s := verlege(a, "zuarbeit_ueberfaellig", "2026-03-10"); s != 422 {
		t.Errorf("to the past: %d", s)
	}
	if s := verlege(a, "zuarbeit_ueberfaellig", "2026-04-24"); s != 200 {
		t.Fatalf("%d", s)
	}
	if bis := a.load().Warten[0].Ereignisse[0].Bis; bis != "2026-04-24T22:00:00Z" ||
		!slices.Contains(a.verlauf(), "warten_verlegt") {
		t.Errorf("until %s, %v", bis, a.verlauf())
	}
	o.at(berlin("2026-04-24 23:00"))
	o.MustWork()
	if a.load().wait("zuarbeit_ueberfaellig") == "nichts" {
		t.Error("fired on the day it was moved to")
	}
	o.at(berlin("2026-04-25 00:01"))
	o.MustWork()
	if a.load().wait("zuarbeit_ueberfaellig") != "nichts" {
		t.Error("did not fire")
	}
	b := bisNachforderung(o)
	if s := verlege(b, "antwort", "2026-05-24"); s != 404 {
		t.Errorf("a message has no day: %d", s)
	}
	o.tl.Post(b.base+"/prozess/warten/"+b.wait("frist_abgelaufen")+"/verlegung",
		b.mit(map[string]any{"bis": "2026-12-24", "grund": "x"})).Problem(409, "frist_of_request")
}
