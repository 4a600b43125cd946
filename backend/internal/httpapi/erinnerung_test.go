package httpapi_test

import (
	"slices"
	"testing"

	"kontor/backend/internal/casework"
)

// mails says what the notices were about that went out since the last look.
func (o *office) mails() []string {
	o.t.Helper()
	if err := o.Kehraus.Sweep(o.t.Context()); err != nil {
		o.t.Fatal(err)
	}
	if n := o.SweepFailures()["erinnerungen"]; n > 0 {
		o.t.Fatalf("%d reminders failed", n)
	}
	o.MustWork()
	o.post.mu.Lock()
	defer o.post.mu.Unlock()
	said := []string{}
	for _, z := range o.post.took {
		s := string(z.Offen.Art)
		if z.Erinnerung {
			s = "Erinnerung " + s
		}
		if z.Offen.Bis != nil {
			s += z.Offen.Bis.Format(" 02.01.")
		}
		said = append(said, s)
	}
	o.post.took = nil
	return said
}

func (o *office) says(when string, want ...string) {
	o.t.Helper()
	if when != "" {
		o.at(berlin(when))
	}
	if got := o.mails(); !slices.Equal(got, want) {
		o.t.Errorf("%s: mails %q, want %q", when, got, want)
	}
}

// A notice says what waits and until when. Before the last day the applicant is reminded once, of an extended period
// once more, in daylight, and of nothing that is done or has just been said.
func TestApplicantsAreReminded(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag()
	o.says("")
	a.act("/nachrichten", map[string]any{"art": "nachforderung", "betreff": "Unterlagen", "text": "Bitte.",
		"antwortBis": "2026-03-27", "punkte": []map[string]any{{"titel": "Lageplan"}}})
	o.says("", "antwort 27.03.")
	o.says("2026-03-23 23:59")
	o.says("2026-03-24 06:59")
	o.says("2026-03-24 07:00", "Erinnerung antwort 27.03.")
	if !slices.Contains(a.verlauf(), "erinnerung_versandt") {
		t.Error(a.verlauf())
	}
	o.says("2026-03-25 12:00")
	a.act("/nachrichten/"+a.Nachrichten[0].ID+"/frist", map[string]any{"bis": "2026-03-31", "grund": "Bitte."})
	o.says("", "") // that it was extended
	o.says("2026-03-27 08:00")
	o.says("2026-03-28 08:00", "Erinnerung antwort 31.03.")
	o.says("2026-03-31 08:00")

	b := o.antrag()
	b.act("/nachrichten", map[string]any{"art": "nachforderung", "betreff": "Unterlagen", "text": "Bitte.",
		"antwortBis": "2026-04-02", "punkte": []map[string]any{{"titel": "Lageplan"}}})
	o.says("", "antwort 02.04.")
	o.says("2026-04-02 08:00") // was asked two days ago
	c := o.antrag()
	c.act("/nachrichten", map[string]any{"art": "nachforderung", "betreff": "Unterlagen", "text": "Bitte.",
		"antwortBis": "2026-04-20", "punkte": []map[string]any{{"titel": "Lageplan"}}})
	o.says("", "antwort 20.04.")
	c.answer()
	o.says("2026-04-18 08:00")
}

// While a Bescheid waits for its retrieval, the notice and one reminder say so and until when, and not what it says.
func TestARetrievalIsReminded(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().consent().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	o.says("", "abruf 20.03.")
	o.says("2026-03-16 10:00")
	o.says("2026-03-17 10:00", "Erinnerung abruf 20.03.")
	o.says("2026-03-18 10:00")
	o.says("2026-03-21 10:00")
	if b := a.load().Bescheide[0]; b.Zustand != "abruf_abgelaufen" {
		t.Errorf("a reminder prolonged the days: %+v", b)
	}
	o.at(berlin("2026-04-13 10:00"))
	b := o.antrag().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	o.mails()
	b.openMessage()
	o.says("2026-04-20 10:00", "Erinnerung abruf 23.04.") // who has only opened the message has not retrieved it
	b.retrieve()
	o.says("2026-04-22 10:00")
}

// A reminder that could not go out at once does not go out when it is moot.
func TestAMootReminderIsForgotten(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag()
	a.act("/nachrichten", map[string]any{"art": "nachforderung", "betreff": "Unterlagen", "text": "Bitte.",
		"antwortBis": "2026-03-27", "punkte": []map[string]any{{"titel": "Lageplan"}}})
	o.says("", "antwort 27.03.")
	o.post.refuses.Store(&casework.Zustellfehler{Grund: "mail_deferred", Wiederhole: true})
	o.at(berlin("2026-03-24 08:00"))
	if err := o.Kehraus.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	_ = o.Work() // refused for now
	o.post.refuses.Store(nil)
	a.load().answer()
	o.says("2026-03-24 20:00")
	if n := len(a.load().Sendungen); slices.ContainsFunc(a.Sendungen, func(x sendungZeile) bool {
		return x.Zustand == "wartet"
	}) || a.Vorfall {
		t.Errorf("%d: %+v, incident %v", n, a.Sendungen, a.Vorfall)
	}
}

// Who has retrieved a Bescheid reads until when they can object to it, in the overview and on the page, as long as they
// can.
func TestARemedyIsSaidWhileItIsPossible(t *testing.T) {
	o := open(t)
	o.at(berlin("2026-03-10 10:00"))
	a := o.antrag().consent().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
	said := func() string {
		var page struct{ RechtsbehelfBis string }
		a.buerger.Get(a.raum).Is(200).JSON(&page)
		var list struct {
			Vorgaenge []struct{ RechtsbehelfBis string }
		}
		a.buerger.Get(raumListePfad).Is(200).JSON(&list)
		if list.Vorgaenge[0].RechtsbehelfBis != page.RechtsbehelfBis {
			t.Errorf("the overview says %q, the page %q", list.Vorgaenge[0].RechtsbehelfBis, page.RechtsbehelfBis)
		}
		return page.RechtsbehelfBis
	}
	if got := said(); got != "" {
		t.Errorf("before it was retrieved: %s", got)
	}
	a.retrieve()
	if got := said(); got != "2026-04-13" {
		t.Errorf("retrieved: %q", got)
	}
	o.at(berlin("2026-04-14 00:00"))
	if got := said(); got != "" {
		t.Errorf("over: %q", got)
	}
}
