package workflow

import (
	"strings"
	"testing"
	"time"
)

// event draws a start event with a trigger.
func event(id, definition string, more ...string) string {
	return `<startEvent id="` + id + `" ` + strings.Join(more, " ") + `>` + definition + `</startEvent>`
}

const (
	onMessage = `<messageEventDefinition messageRef="m1"/>`
	onError   = `<errorEventDefinition errorRef="e1"/>`
	onDay     = `<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>`
)

// beside is an event subprocess with one task.
func beside(id, definition string, more ...string) string {
	return `<subProcess id="` + id + `" triggeredByEvent="true">` + event(id+"s", definition, more...) + user(id+"u") +
		end(id+"e") + arrows(id+"s>"+id+"u", id+"u>"+id+"e") + `</subProcess>`
}

func withEvent(t *testing.T, sub string) *sim {
	t.Helper()
	p := parse(t, wrap(start("s")+user("a")+user("b")+end("e")+sub, "s>a", "a>b", "b>e"))
	if got := Check(p, Schema{}); len(got) > 0 {
		t.Fatal(texts(got))
	}
	return play(t, p)
}

func TestEventSubprocessTakesThePlaceOfItsScope(t *testing.T) {
	s := withEvent(t, beside("w", onMessage)).want("a:aufgabe")
	if s.kinds() != "subscribe create_task" {
		t.Fatal(s.kinds())
	}
	s.do(MessageArrived{Name: "antwort", Values: map[string]any{"grund": "x"}}).want("w:teilprozess wu:aufgabe")
	if s.kinds() != "close_task unsubscribe create_task" && s.kinds() != "unsubscribe close_task create_task" {
		t.Fatal(s.kinds())
	}
	s.do(MessageArrived{Name: "antwort"}).want("w:teilprozess wu:aufgabe").complete("wu").phase(PhaseFinished)
	if s.st.Werte()["antwort"] == nil {
		t.Error(s.st.Werte())
	}
	withEvent(t, beside("w", onMessage)).complete("a").complete("b").phase(PhaseFinished)
}

func TestEventSubprocessBesideItsScope(t *testing.T) {
	s := withEvent(t, beside("w", onMessage, `isInterrupting="false"`))
	s.do(MessageArrived{Name: "antwort"}).do(MessageArrived{Name: "antwort"}).
		want("a:aufgabe w:teilprozess w:teilprozess wu:aufgabe wu:aufgabe")
	s.complete("a").complete("b").want("w:teilprozess w:teilprozess wu:aufgabe wu:aufgabe").phase(PhaseRunning)
	s.complete("wu").complete("wu").phase(PhaseFinished)
}

func TestEventSubprocessOnADay(t *testing.T) {
	s := withEvent(t, beside("w", onDay))
	if pic := s.p.Picture(s.st); len(pic.Timers) != 1 || pic.Timers[0].Element != "ws" {
		t.Fatalf("%+v", pic)
	}
	s.fire("ws").want("w:teilprozess wu:aufgabe").complete("wu").phase(PhaseFinished)

	cycle := `<timerEventDefinition><timeCycle>R3/P1D</timeCycle></timerEventDefinition>`
	s = withEvent(t, beside("w", cycle, `isInterrupting="false"`)).fire("ws").fire("ws").fire("ws")
	s.want("a:aufgabe w:teilprozess w:teilprozess w:teilprozess wu:aufgabe wu:aufgabe wu:aufgabe")
	if len(s.st.Waits) != 0 {
		t.Error(s.st.Waits)
	}
}

// The nearest one catches: an event subprocess in the scope before an event on its border.
func TestEventSubprocessCatchesErrors(t *testing.T) {
	inner := `<subProcess id="u">` + start("us") + service("d") + end("ue") + arrows("us>d", "d>ue")
	edge := `</subProcess><boundaryEvent id="b" attachedToRef="u">` + onError + `</boundaryEvent>` + user("fehler")
	file := func(more string) *Process {
		return parse(t, wrap(start("s")+inner+more+edge+end("e"), "s>u", "u>e", "b>fehler", "fehler>e"))
	}
	s := play(t, file(beside("w", onError)))
	s.do(ServiceFailed{Token: s.token("d"), Code: "E1"}).want("u:teilprozess w:teilprozess wu:aufgabe").
		complete("wu").phase(PhaseFinished)
	s = play(t, file(""))
	s.do(ServiceFailed{Token: s.token("d"), Code: "E1"}).want("fehler:aufgabe")
	s = play(t, file(beside("w", onError)))
	s.do(ServiceFailed{Token: s.token("d"), Code: "E2"}).want("d:stoerung u:teilprozess")

	again := `<subProcess id="w" triggeredByEvent="true">` + event("ws", onError) + `<endEvent id="we">` + onError +
		`</endEvent>` + arrows("ws>we") + `</subProcess>`
	s = play(t, file(again))
	s.do(ServiceFailed{Token: s.token("d"), Code: "E1"}).want("fehler:aufgabe")
}

func TestEventSubprocessOfASubprocessListensOnlyThere(t *testing.T) {
	sub := `<subProcess id="u">` + start("us") + user("ua") + end("ue") + arrows("us>ua", "ua>ue") +
		beside("w", onMessage) + `</subProcess>`
	p := parse(t, wrap(start("s")+sub+user("b")+end("e"), "s>u", "u>b", "b>e"))
	play(t, p).do(MessageArrived{Name: "antwort"}).want("u:teilprozess w:teilprozess wu:aufgabe").complete("wu").
		want("b:aufgabe").do(MessageArrived{Name: "antwort"}).want("b:aufgabe").complete("b").phase(PhaseFinished)
	s := play(t, p).do(Cancel{Reason: "x"}).phase(PhaseCancelled)
	if s.kinds() != "close_task unsubscribe finished" && s.kinds() != "unsubscribe close_task finished" {
		t.Error(s.kinds())
	}
}

// A step in the flow that waits for the message itself is asked first.
func TestMessageGoesToTheStepThatWaitsForIt(t *testing.T) {
	p := parse(t, wrap(start("s")+message("intermediateCatchEvent", "m")+user("a")+end("e")+
		beside("w", onMessage, `isInterrupting="false"`), "s>m", "m>a", "a>e"))
	play(t, p).do(MessageArrived{Name: "antwort"}).want("a:aufgabe").do(MessageArrived{Name: "antwort"}).
		want("a:aufgabe w:teilprozess wu:aufgabe")
}

func TestOutOfAnEventSubprocessTheScopeListensAgain(t *testing.T) {
	s := withEvent(t, beside("w", onMessage)).do(MessageArrived{Name: "antwort"})
	s.do(Jump{Token: s.token("wu"), To: "b", Reason: "doch nicht"}).want("b:aufgabe")
	s.do(MessageArrived{Name: "antwort"}).want("w:teilprozess wu:aufgabe")
	if err := s.try(Jump{Token: s.token("wu"), To: "w"}); err == nil {
		t.Error("nobody gets there but by its event")
	}
}

func TestMigrationBringsAnEventSubprocess(t *testing.T) {
	s := withEvent(t, "")
	s.p = parse(t, wrap(start("s")+user("a")+user("b")+end("e")+beside("w", onMessage), "s>a", "a>b", "b>e"))
	s.do(Migrate{To: "2"}).do(MessageArrived{Name: "antwort"}).want("w:teilprozess wu:aufgabe")
	s = withEvent(t, beside("w", onMessage))
	s.p = parse(t, wrap(start("s")+user("a")+user("b")+end("e"), "s>a", "a>b", "b>e"))
	s.do(Migrate{To: "2"}).do(MessageArrived{Name: "antwort"}).want("a:aufgabe")
}

// A timer of an event subprocess that has fired does not ring once more because the version changed.
func TestMigrationArmsNoEventSubprocessTwice(t *testing.T) {
	timed := beside("w", onDay, `isInterrupting="false"`)
	s := withEvent(t, timed)
	one := s.p
	w := s.waitOf("ws")
	s.facts.Now = w.Due
	s.do(TimerDue{Token: w.ID, Due: w.Due}).want("a:aufgabe w:teilprozess wu:aufgabe")
	s.p = parse(t, wrap(start("s")+user("a")+user("b")+user("z")+end("e")+timed, "s>a", "a>b", "b>e"))
	s.do(Migrate{To: "2", From: one})
	if len(s.st.Waits) != 0 || strings.Contains(s.kinds(), "start_timer") {
		t.Errorf("armed again: %s, %+v", s.kinds(), s.st.Waits)
	}
}

// Timers of event subprocesses keep their day at a migration, or count anew from when their scope began to listen: of
// the whole process, of a subprocess, and of a scope a person jumped back into.
func TestMigrationRecomputesTimersOfEventSubprocesses(t *testing.T) {
	on := func(days, inner string) *Process {
		timed := beside("w", `<timerEventDefinition><timeDuration>`+days+`</timeDuration></timerEventDefinition>`)
		deep := beside("v", `<timerEventDefinition><timeDuration>`+inner+`</timeDuration></timerEventDefinition>`)
		return parse(t, wrap(start("s")+user("a")+`<subProcess id="u">`+start("us")+user("ua")+end("ue")+deep+
			arrows("us>ua", "ua>ue")+`</subProcess>`+end("e")+timed, "s>a", "a>u", "u>e"))
	}
	one, two := on("P10D", "P10D"), on("P20D", "P30D")
	for _, recompute := range []bool{false, true} {
		s := play(t, one)
		began := s.facts.Now
		s.facts.Now = began.AddDate(0, 0, 2)
		s.complete("a")
		outer, inner := s.waitOf("ws").Due, s.waitOf("vs").Due
		if recompute {
			outer, inner = began.AddDate(0, 0, 20), began.AddDate(0, 0, 32)
		}
		s.facts.Now, s.p = began.AddDate(0, 0, 5), two
		s.do(Migrate{To: "2", From: one, Recompute: recompute})
		if got := s.waitOf("ws").Due; !got.Equal(outer) || !s.waitOf("vs").Due.Equal(inner) {
			t.Errorf("recompute %t: %s and %s, want %s and %s", recompute, got, s.waitOf("vs").Due, outer, inner)
		}
	}
}

// A run an earlier program began does not say since when it listens: its timers keep their day.
func TestMigrationOfARunThatDoesNotSaySinceWhen(t *testing.T) {
	s := withEvent(t, beside("w", onDay))
	one, due := s.p, s.waitOf("ws").Due
	s.st.Scopes[0].Since = time.Time{}
	s.p = parse(t, wrap(start("s")+user("a")+user("b")+end("e")+
		beside("w", strings.Replace(onDay, "P1D", "P9D", 1)), "s>a", "a>b", "b>e"))
	s.do(Migrate{To: "2", From: one, Recompute: true})
	if got := s.waitOf("ws").Due; !got.Equal(due) {
		t.Errorf("%s, was %s", got, due)
	}
}

func TestCheckOfEventSubprocesses(t *testing.T) {
	for name, c := range map[string]struct{ sub, want string }{
		"no trigger":   {beside("w", ""), "fehlt der Auslöser"},
		"error beside": {beside("w", onError, `isInterrupting="false"`), "Ein Fehler unterbricht immer"},
		"cycle":        {beside("w", `<timerEventDefinition><timeCycle>R3/P1D</timeCycle></timerEventDefinition>`), "Wiederholung"},
	} {
		p := parse(t, wrap(start("s")+user("a")+end("e")+c.sub, "s>a", "a>e"))
		if got := texts(Check(p, Schema{})); !strings.Contains(got, c.want) {
			t.Errorf("%s: want %q in\n%s", name, c.want, got)
		}
	}
	file := wrap(start("s")+user("a")+end("e")+beside("w", onMessage), "s>a", "a>e", "a>w")
	if got := texts(Check(parse(t, file), Schema{})); !strings.Contains(got, "beginnt durch sein Ereignis") {
		t.Error(got)
	}
	stuck := strings.Replace(beside("w", onMessage), "<userTask", gateway("parallelGateway", "wj")+"<userTask", 1)
	stuck = strings.Replace(stuck, `targetRef="we"`, `targetRef="wj"`, 1)
	stuck = strings.Replace(stuck, `</subProcess>`, gateway("exclusiveGateway", "wx", `default="wx-wj"`)+
		arrows("wx>wj", "wj>we")+`</subProcess>`, 1)
	got := texts(Check(parse(t, wrap(start("s")+user("a")+end("e")+stuck, "s>a", "a>e")), Schema{}))
	if !strings.Contains(got, "nicht erreichbar") {
		t.Error(got)
	}
}
