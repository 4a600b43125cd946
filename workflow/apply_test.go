package workflow

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestSequenceRunsToItsEnd(t *testing.T) {
	p := parse(t, wrap(start("s")+user("a")+end("e"), "s>a", "a>e"))
	s := play(t, p).want("a:aufgabe")
	if s.kinds() != "create_task" {
		t.Fatal(s.kinds())
	}
	s.complete("a").phase(PhaseFinished)
	if s.kinds() != "close_task finished" {
		t.Fatal(s.kinds())
	}
}

func TestExclusiveTakesFirstTrueElseDefault(t *testing.T) {
	body := start("s") + gateway("exclusiveGateway", "x", `default="x-c"`) + user("a") + user("b") +
		user("c") + end("e")
	p := parse(t, wrap(body, "s>x", "x>a?antrag.n > 10", "x>b?antrag.n > 5", "x>c!", "a>e", "b>e", "c>e"))
	for n, want := range map[float64]string{11: "a:aufgabe", 6: "b:aufgabe", 1: "c:aufgabe"} {
		s := &sim{t: t, p: p, facts: Facts{Now: monday, Antrag: map[string]any{"n": n}}}
		s.do(Start{}).want(want)
	}
	s := &sim{t: t, p: p, facts: Facts{Now: monday, Antrag: map[string]any{"n": nil}}}
	s.do(Start{}).want("x:stoerung")
	s.facts.Antrag = map[string]any{"n": 7.0}
	s.do(Retry{Token: s.token("x")}).want("b:aufgabe")
}

func TestExclusiveWithoutWayIsAnIncident(t *testing.T) {
	p := parse(t, wrap(start("s")+gateway("exclusiveGateway", "x")+user("a")+end("e"), "s>x", "x>a?false",
		"x>e?false", "a>e"))
	s := play(t, p).want("x:stoerung")
	if s.st.Tokens[0].Code != CodeKeinWeg {
		t.Fatal(s.st.Tokens[0].Code)
	}
	if err := s.try(Skip{Token: s.token("x")}); err == nil {
		t.Fatal("skip cannot guess a way")
	}
	s.do(Jump{Token: s.token("x"), To: "a", Reason: "von Hand"}).want("a:aufgabe")
}

func TestParallelJoinWaitsForEveryFlow(t *testing.T) {
	body := start("s") + gateway("parallelGateway", "f") + user("a") + user("b") + gateway("parallelGateway", "j") +
		user("c") + end("e")
	p := parse(t, wrap(body, "s>f", "f>a", "f>b", "a>j", "b>j", "j>c", "c>e"))
	play(t, p).want("a:aufgabe b:aufgabe").complete("b").want("a:aufgabe j:zusammenfuehrung").
		complete("a").want("c:aufgabe").complete("c").phase(PhaseFinished)
}

func TestJumpPastAJoinEndsInAnIncidentNotInSilence(t *testing.T) {
	body := start("s") + gateway("parallelGateway", "f") + user("a") + user("b") + gateway("parallelGateway", "j") +
		user("c") + end("e")
	p := parse(t, wrap(body, "s>f", "f>a", "f>b", "a>j", "b>j", "j>c", "c>e"))
	s := play(t, p).complete("a")
	s.do(Jump{Token: s.token("b"), To: "e", Others: KeepOthers}).want("j:stoerung")
	s.do(Skip{Token: s.token("j"), Reason: "ist so"}).want("c:aufgabe")
}

func TestEventGatewayFirstWins(t *testing.T) {
	body := start("s") + gateway("eventBasedGateway", "g") + message("intermediateCatchEvent", "m") +
		timer("intermediateCatchEvent", "t", "timeDuration", "P2D") + user("a") + user("b") + end("e")
	p := parse(t, wrap(body, "s>g", "g>m", "g>t", "m>a", "t>b", "a>e", "b>e"))
	s := play(t, p).want("g:ereignis")
	if due := s.waitOf("t").Due; !due.Equal(monday.AddDate(0, 0, 2)) {
		t.Fatal(due)
	}
	old := s.waitOf("t")
	s.do(MessageArrived{Name: "fremd"}).want("g:ereignis")
	s.do(MessageArrived{Name: "antwort", Values: map[string]any{"text": "da"}}).want("a:aufgabe")
	if s.st.Werte()["antwort"].(map[string]any)["text"] != "da" {
		t.Fatal(s.st.Werte())
	}
	s.facts.Now = old.Due
	s.do(TimerDue{Token: old.ID, Due: old.Due}).want("a:aufgabe")
	play(t, p).fire("t").want("b:aufgabe")
}

func TestBoundaryInterruptsOrNot(t *testing.T) {
	body := start("s") + user("a") + timer("boundaryEvent", "b1", "timeCycle", "R2/P1D",
		`attachedToRef="a" cancelActivity="false"`) +
		message("boundaryEvent", "b2", `attachedToRef="a"`) + user("erinnern") + user("weg") + end("e")
	p := parse(t, wrap(body, "s>a", "a>e", "b1>erinnern", "b2>weg", "erinnern>e", "weg>e"))
	s := play(t, p).want("a:aufgabe").fire("b1").want("a:aufgabe erinnern:aufgabe")
	s.fire("b1").want("a:aufgabe erinnern:aufgabe erinnern:aufgabe")
	if len(s.st.Waits) != 1 {
		t.Fatal("R2 fires twice, then no more", s.st.Waits)
	}
	s.do(MessageArrived{Name: "antwort"}).want("erinnern:aufgabe erinnern:aufgabe weg:aufgabe")
	s.complete("erinnern").complete("erinnern").complete("weg").phase(PhaseFinished)
}

func TestServiceFailureFindsItsBoundaryElseIncident(t *testing.T) {
	body := start("s") + service("d") + `<boundaryEvent id="b" attachedToRef="d"><errorEventDefinition errorRef="e1"/></boundaryEvent>` + user("a") + end("e")
	p := parse(t, wrap(body, "s>d", "d>e", "b>a", "a>e"))
	s := play(t, p).want("d:dienst")
	s.do(ServiceFailed{Token: s.token("d"), Code: "E1"}).want("a:aufgabe")

	s = play(t, p)
	first := s.token("d")
	s.do(ServiceFailed{Token: first, Code: "anderer", Reason: "kaputt"}).want("d:stoerung")
	s.do(Retry{Token: first}).want("d:dienst")
	run := s.effects[0].(RunService)
	if run.Schluessel != first || run.Token == first || run.Input["text"] != "y" {
		t.Fatalf("%+v", run)
	}
	s.do(ServiceFailed{Token: first, Code: "E1"}).want("d:dienst")
	s.do(ServiceDone{Token: run.Token}).phase(PhaseFinished)
}

func TestSubprocessErrorAndTerminate(t *testing.T) {
	sub := `<subProcess id="u">` + start("us") + gateway("parallelGateway", "uf") + user("ua") + user("ub") +
		`<endEvent id="ue"><errorEventDefinition errorRef="e1"/></endEvent><endEvent id="ut"><terminateEventDefinition/></endEvent>` +
		arrows("us>uf", "uf>ua", "uf>ub", "ua>ue", "ub>ut") + `</subProcess>` +
		`<boundaryEvent id="b" attachedToRef="u"><errorEventDefinition errorRef="e1"/></boundaryEvent>`
	p := parse(t, wrap(start("s")+sub+user("ok")+user("fehler")+end("e"), "s>u", "u>ok", "b>fehler",
		"ok>e", "fehler>e"))
	play(t, p).want("u:teilprozess ua:aufgabe ub:aufgabe").complete("ua").want("fehler:aufgabe")
	play(t, p).complete("ub").want("ok:aufgabe").complete("ok").phase(PhaseFinished)
	s := play(t, p)
	s.do(Jump{Token: s.token("ua"), To: "ok", Others: EndOthers}).want("ok:aufgabe")
}

func TestCallBindsItsVersionAtTheMomentOfTheCall(t *testing.T) {
	script := func(value string) *Process {
		return parse(t, wrap(start("s")+user("in")+`<scriptTask id="x" scriptFormat="expr"><script>ergebnis = `+value+
			`</script></scriptTask>`+end("e"), "s>in", "in>x", "x>e"))
	}
	p := parse(t, wrap(start("s")+`<callActivity id="c" calledElement="q"/>`+user("danach")+end("e"), "s>c",
		"c>danach", "danach>e"))
	play(t, p).want("c:stoerung")
	p.Bind("q", "1", script("1"))
	s := play(t, p).want("c:teilprozess in:aufgabe")
	p.Bind("q", "2", script("2"))
	s.complete("in").want("danach:aufgabe")
	if s.st.Werte()["ergebnis"] != 1.0 {
		t.Fatal(s.st.Werte())
	}
	if got := play(t, p).complete("in").st; got.Werte()["ergebnis"] != 2.0 {
		t.Fatal(got.Werte())
	}
}

func TestEndlessLoopBecomesAnIncident(t *testing.T) {
	body := start("s") + gateway("exclusiveGateway", "x", `default="x-y"`) + gateway("exclusiveGateway", "y") + end("e")
	p := parse(t, wrap(body, "s>x", "x>y!", "x>e?false", "y>x"))
	s := play(t, p)
	if len(s.st.Tokens) != 1 || s.st.Tokens[0].Code != CodeSchrittgrenze {
		t.Fatal(s.st.Tokens)
	}
	s.do(Cancel{Reason: "so nicht"}).phase(PhaseCancelled)
}

func TestSelfCallAndForkBombStop(t *testing.T) {
	p := parse(t, wrap(start("s")+`<callActivity id="c" calledElement="q"/>`+end("e"), "s>c", "c>e"))
	p.Bind("q", "1", p)
	if got := play(t, p).st; len(got.Scopes) > maxScopes+2 {
		t.Fatal(len(got.Scopes))
	}
	bomb := parse(t, wrap(start("s")+gateway("exclusiveGateway", "x")+gateway("parallelGateway", "f")+end("e"), "s>x",
		"x>f", "f>x", `f>x2`)+"")
	_ = play(t, bomb)
}

func TestFourEyes(t *testing.T) {
	p := parse(t, wrap(start("s")+user("a", `vierAugen="g"`)+user("b", `vierAugen="g"`)+end("e"), "s>a", "a>b", "b>e"))
	s := play(t, p).complete("a")
	if task := s.effects[len(s.effects)-1].(CreateTask); len(task.Ausgeschlossen) != 1 ||
		task.Ausgeschlossen[0] != "anna" {
		t.Fatalf("%+v", task)
	}
	err := s.try(CompleteTask{Token: s.token("b"), Actor: "anna"})
	var e *Error
	if !errors.As(err, &e) || e.Code != CodeVierAugen {
		t.Fatal(err)
	}
	s.do(CompleteTask{Token: s.token("b"), Actor: "bert"}).phase(PhaseFinished)
}

func TestMoveTimerAndStaleJob(t *testing.T) {
	p := parse(t, wrap(start("s")+timer("intermediateCatchEvent", "t", "timeDuration", "P1D")+end("e"), "s>t", "t>e"))
	s := play(t, p)
	w := s.waitOf("t")
	s.do(MoveTimer{Token: w.ID, Due: w.Due.AddDate(0, 0, 5)})
	if s.kinds() != "cancel_timer start_timer" {
		t.Fatal(s.kinds())
	}
	s.facts.Now = w.Due.Add(time.Hour)
	s.do(TimerDue{Token: w.ID, Due: w.Due}).want("t:zeit")
	s.do(TimerDue{Token: w.ID}).want("t:zeit")
	s.fire("t").phase(PhaseFinished)
}

func TestMessageKeyAndID(t *testing.T) {
	catch := `<receiveTask id="m" messageRef="m1"><extensionElements><k:nachricht schluessel="=antrag.nr"/></extensionElements></receiveTask>`
	p := parse(t, wrap(start("s")+catch+end("e")+gateway("exclusiveGateway", "x", `default="x-m"`), "s>m", "m>x",
		"x>m!", "x>e?werte.antwort.ende"))
	s := &sim{t: t, p: p, facts: Facts{Now: monday, Antrag: map[string]any{"nr": "7"}}}
	s.do(Start{}).do(MessageArrived{Name: "antwort", Key: "8"}).want("m:nachricht")
	s.do(MessageArrived{Name: "antwort", Key: "7", ID: "n1", Values: map[string]any{"ende": false}})
	if len(s.effects) == 0 {
		t.Fatal("the message was meant for this run")
	}
	s.do(MessageArrived{Name: "antwort", Key: "7", ID: "n1", Values: map[string]any{"ende": true}}).want("m:nachricht")
	s.do(MessageArrived{Name: "antwort", Key: "7", ID: "n2", Values: map[string]any{"ende": true}}).phase(PhaseFinished)
}

func TestMigrate(t *testing.T) {
	one := parse(t, wrap(start("s")+user("a")+timer("boundaryEvent", "b", "timeDuration", "P1D", `attachedToRef="a"`)+
		end("e"), "s>a", "a>e", "b>e"))
	two := parse(t, wrap(start("s")+user("a")+message("boundaryEvent", "n", `attachedToRef="a"`)+end("e"),
		"s>a", "a>e", "n>e"))
	gone := parse(t, wrap(start("s")+user("z")+end("e"), "s>z", "z>e"))
	s := play(t, one)
	s.p = gone
	if err := s.try(Migrate{To: "3"}); err == nil || s.st.Version != "" {
		t.Fatal("a has no place there")
	}
	s.p = two
	s.do(Migrate{To: "2"}).want("a:aufgabe")
	if s.kinds() != "create_task cancel_timer subscribe" {
		t.Fatal(s.kinds())
	}
	s.do(Migrate{To: "2"})
	if len(s.effects) != 0 {
		t.Fatal("a repeated Migrate changes nothing")
	}
	s.do(MessageArrived{Name: "antwort"}).phase(PhaseFinished)
}

// A text has an end: everybody who opens the case loads it.
func TestATextThatIsTooLongIsRefused(t *testing.T) {
	task := `<userTask id="a" name="a"><extensionElements><k:aufgabe rolle="r"><k:feld name="v" label="V" typ="text"/></k:aufgabe></extensionElements></userTask>`
	s := play(t, parse(t, wrap(start("s")+task+end("e"), "s>a", "a>e")))
	var e *Error
	err := s.try(CompleteTask{Token: s.token("a"), Values: map[string]any{"v": strings.Repeat("ä", 10_001)}})
	if !errors.As(err, &e) || e.Fields["v"] != "zu_lang" {
		t.Errorf("%v", err)
	}
	s.do(CompleteTask{Token: s.token("a"), Values: map[string]any{"v": strings.Repeat("ä", 10_000)}}).
		phase(PhaseFinished)
}

// A reminder that has fired is not sent once more because the version changed.
func TestMigrateArmsNoTimerTwice(t *testing.T) {
	remind := timer("boundaryEvent", "b", "timeDuration", "P1D", `attachedToRef="a" cancelActivity="false"`)
	body := start("s") + user("a") + remind + end("e") + end("f")
	one, two := parse(t, wrap(body, "s>a", "a>e", "b>f")), parse(t, wrap(body+user("z"), "s>a", "a>e", "b>f"))
	s := play(t, one)
	w := s.waitOf("b")
	s.facts.Now = w.Due
	s.do(TimerDue{Token: w.ID, Due: w.Due})
	s.p = two
	s.do(Migrate{To: "2", From: one}).want("a:aufgabe")
	if len(s.st.Waits) != 0 || strings.Contains(s.kinds(), "start_timer") {
		t.Fatalf("armed again: %s, %+v", s.kinds(), s.st.Waits)
	}
}

// A timer keeps its day, or counts by the new version from when it began to count: as the person chooses.
func TestMigrateKeepsOrRecomputesTimers(t *testing.T) {
	with := func(span string) *Process {
		return parse(t, wrap(start("s")+user("a")+timer("boundaryEvent", "b", "timeDuration", span,
			`attachedToRef="a"`)+end("e"), "s>a", "a>e", "b>e"))
	}
	one, two := with("P10D"), with("P20D")
	for _, recompute := range []bool{false, true} {
		s := play(t, one)
		began, due := s.facts.Now, s.waitOf("b").Due
		s.facts.Now = began.AddDate(0, 0, 5)
		s.p = two
		s.do(Migrate{To: "2", From: one, Recompute: recompute})
		want, kinds := due, "create_task"
		if recompute {
			want, kinds = began.AddDate(0, 0, 20), "create_task cancel_timer start_timer"
		}
		if got := s.waitOf("b").Due; !got.Equal(want) || s.kinds() != kinds {
			t.Errorf("recompute %t: due %s, want %s; %s", recompute, got, want, s.kinds())
		}
	}
}

func TestValuesMustFit(t *testing.T) {
	task := `<userTask id="a" name="a"><extensionElements><k:aufgabe rolle="r" aktion="bescheid"><k:feld name="ok" label="Ok" typ="ja_nein" pflicht="true"/></k:aufgabe></extensionElements></userTask>`
	p := parse(t, wrap(start("s")+task+end("e"), "s>a", "a>e"))
	s := play(t, p)
	err := s.try(CompleteTask{Token: s.token("a"), Values: map[string]any{"ergebnis": "vielleicht", "gebuehr": "viel"}})
	var e *Error
	if !errors.As(err, &e) || e.Fields["ok"] != "pflicht" || e.Fields["ergebnis"] != "option" ||
		e.Fields["gebuehr"] != "typ" {
		t.Fatal(err)
	}
	s.do(CompleteTask{Token: s.token("a"), Values: map[string]any{"ok": "ja", "ergebnis": "bewilligt",
		"gebuehr": "1.234,50", "bescheid_id": 7}})
	if w := s.st.Werte(); w["ok"] != true || w["gebuehr"] != 1234.5 || w["bescheid_id"] != nil {
		t.Fatal(w)
	}
}

func TestPictureShowsWhereTheRunIs(t *testing.T) {
	sub := `<subProcess id="u">` + start("us") + timer("intermediateCatchEvent", "ut", "timeDuration", "P1D") +
		end("ue") + arrows("us>ut", "ut>ue") + `</subProcess>`
	p := parse(t, wrap(start("s")+sub+end("e"), "s>u", "u>e"))
	pic := p.Picture(play(t, p).st)
	if len(pic.Tokens) != 2 || len(pic.Timers) != 1 || pic.Timers[0].Element != "ut" || pic.Done[0] != "s" ||
		pic.Flows[0] != "s-u" {
		t.Fatalf("%+v", pic)
	}
}

func TestMissedRoundsOfACycleAreNotMadeUpFor(t *testing.T) {
	body := start("s") + user("a") + timer("boundaryEvent", "b", "timeCycle", "R/PT1H",
		`attachedToRef="a" cancelActivity="false"`) + end("e")
	p := parse(t, wrap(body, "s>a", "a>e", "b>e"))
	s := play(t, p)
	w := s.waitOf("b")
	s.facts.Now = w.Due.Add(150 * time.Minute)
	s.do(TimerDue{Token: w.ID, Due: w.Due})
	if got := s.waitOf("b").Due; !got.Equal(w.Due.Add(3 * time.Hour)) {
		t.Fatal(got)
	}
}

func TestDamagedStatesAreRefused(t *testing.T) {
	p := parse(t, wrap(start("s")+user("a")+end("e"), "s>a", "a>e"))
	for name, st := range map[string]State{
		"no scope":      {Phase: PhaseRunning},
		"lost token":    {Phase: PhaseRunning, Scopes: []Scope{{ID: "s1", Process: "p"}}, Tokens: []Token{{ID: "t1", Element: "a", Scope: "s9"}}},
		"own parent":    {Phase: PhaseRunning, Scopes: []Scope{{ID: "s1", Process: "p"}, {ID: "s2", Parent: "s2"}}},
		"newer program": {Schema: StateSchema + 1},
	} {
		_, effects, err := Apply(p, st, Cancel{}, Facts{Now: monday})
		if err == nil || len(effects) > 0 {
			t.Errorf("%s: accepted", name)
		}
		p.Picture(st)
	}
}
