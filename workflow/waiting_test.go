package workflow

import (
	"fmt"
	"strings"
	"testing"
)

// said is what the run waits for, in one line each.
func (s *sim) said() string {
	var lines []string
	for _, w := range s.p.Waiting(s.st) {
		for _, e := range w.Events {
			line := fmt.Sprintf("%s: %s %s %s→ %s", w.Name, e.Kind, e.Name, e.Message, strings.Join(e.Then, ", "))
			if w.AtTask {
				line += " (at a task)"
			}
			if !e.Ends {
				line += " (beside)"
			}
			lines = append(lines, line)
		}
		if len(w.Others) > 0 {
			lines = append(lines, fmt.Sprintf("%s waits for %s", w.Element, strings.Join(w.Others, ", ")))
		}
	}
	return strings.Join(lines, "\n")
}

// What is waited for, since when, until when and what then: in the words of the drawing.
func TestWaitingInTheWordsOfTheDrawing(t *testing.T) {
	d, err := Load(Shipped(), "aussengastronomie/1")
	if err != nil {
		t.Fatal(err)
	}
	s := &sim{t: t, p: d.Process, facts: Facts{Now: monday, Antrag: map[string]any{}, Vorgang: map[string]any{}}}
	s.do(Start{}).do(CompleteTask{Token: s.token("vollstaendigkeit"), Actor: "anna",
		Values: map[string]any{"ergebnis": "unvollstaendig"}}).send("nachforderung", "r1")
	want := `: nachricht Antwort eingegangen Antwort auf eine Anfrage→ Antwort prüfen
: zeit Frist abgelaufen → Frist abgelaufen – entscheiden, wie es weitergeht`
	if got := s.said(); got != want {
		t.Errorf("says\n%s\nwant\n%s", got, want)
	}
	w := s.p.Waiting(s.st)[0]
	if w.Element != "gw_warten" || !w.Since.Equal(fixed(monday)) || w.Events[1].Due != s.waitOf("frist_abgelaufen").Due {
		t.Errorf("%+v", w)
	}
	s.reply("r1").do(CompleteTask{Token: s.token("antwort_pruefen"), Actor: "anna",
		Values: map[string]any{"ergebnis": "vollstaendig"}})
	if got, want := s.said(), "Zuarbeit der Straßenbaulast: zeit Zuarbeit überfällig → An Zuarbeit erinnern (at a task) (beside)"; got != want {
		t.Errorf("says\n%s\nwant\n%s", got, want)
	}
	if got := d.Process.Waiting(State{}); len(got) > 0 {
		t.Errorf("before the start: %+v", got)
	}
}

// Where ways come together, the one that is there first waits for what still runs on the others, and only for that.
func TestWaitingAtAJoin(t *testing.T) {
	p := parse(t, wrap(start("s")+gateway("parallelGateway", "f")+user("a")+user("b")+user("c")+user("z")+
		gateway("parallelGateway", "j")+end("e")+end("ze"),
		"s>f", "f>a", "f>b", "f>c", "f>z", "a>j", "b>j", "c>j", "j>e", "z>ze"))
	s := play(t, p).complete("a")
	if got := s.said(); got != "j waits for b, c" {
		t.Error(got)
	}
	s.complete("b")
	if got := s.said(); got != "j waits for c" || !s.p.Waiting(s.st)[0].Since.Equal(fixed(monday)) {
		t.Error(got)
	}
	if s.complete("c"); s.said() != "" {
		t.Error(s.said())
	}
}

// A person ends a wait early: the event counts as come about, once, and what was asked is asked no more.
func TestAPersonEndsAWait(t *testing.T) {
	p := parse(t, wrap(start("s")+asking("a")+gateway("eventBasedGateway", "g")+
		message("intermediateCatchEvent", "n")+timer("intermediateCatchEvent", "t", "timeDuration", "P14D")+
		user("b")+user("c")+end("e"), "s>a", "a>g", "g>n", "g>t", "n>b", "t>c", "b>e", "c>e"))
	for element, at := range map[string]string{"n": "b:aufgabe", "t": "c:aufgabe"} {
		s := play(t, p).send("a", "r1")
		said := "von_hand: „" + p.Element(element).Label() + "“ gilt als eingetreten."
		w := s.waitOf(element)
		s.do(EndWait{Token: w.ID}).want(at)
		if !strings.Contains(s.journal(), said) || len(s.st.Waits) > 0 {
			t.Errorf("%s, %+v", s.journal(), s.st.Waits)
		}
		if s.do(EndWait{Token: w.ID}).want(at); len(s.effects) > 0 {
			t.Errorf("twice: %+v", s.effects)
		}
	}
	s := play(t, p).send("a", "r1")
	if s.do(EndWait{Token: s.waitOf("n").ID}); len(s.st.Asked) > 0 {
		t.Errorf("still asked: %+v", s.st.Asked)
	}
	// a reminder by hand does not take the place of the next one
	p = parse(t, wrap(start("s")+user("a")+timer("boundaryEvent", "m", "timeCycle", "R3/P7D",
		`attachedToRef="a" cancelActivity="false"`)+user("b")+end("e")+end("e2"), "s>a", "a>e", "m>b", "b>e2"))
	s = play(t, p)
	s.do(EndWait{Token: s.waitOf("m").ID}).want("a:aufgabe b:aufgabe")
	if w := s.waitOf("m"); w.Repeat != 1 {
		t.Errorf("%+v", w)
	}
}

// What an event subprocess listens to is shown, too, and a person may say that it has come.
func TestWaitingOfAnEventSubprocess(t *testing.T) {
	s := withEvent(t, beside("w", onDay))
	if got := s.said(); got != ": zeit Start in ‚Teilprozess (w)‘ → wu (at a task)" {
		t.Error(got)
	}
	if w := s.p.Waiting(s.st)[0]; w.Element != "w" || w.Events[0].Element != "ws" || !w.Since.IsZero() {
		t.Errorf("%+v", w)
	}
	s.do(EndWait{Token: s.waitOf("ws").ID}).want("w:teilprozess wu:aufgabe")

	s = withEvent(t, beside("w", onMessage, `isInterrupting="false"`))
	if got := s.said(); got != ": nachricht Start in ‚Teilprozess (w)‘ Antwort auf eine Anfrage→ wu (at a task) (beside)" {
		t.Error(got)
	}
	s.do(EndWait{Token: s.waitOf("ws").ID}).want("a:aufgabe w:teilprozess wu:aufgabe")
}
