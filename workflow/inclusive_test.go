package workflow

import (
	"strings"
	"testing"
)

// or is an inclusive split into three ways, with a join behind the first two tasks and what else is given.
func or(t *testing.T, more string, flows ...string) *Process {
	t.Helper()
	body := start("s") + gateway("inclusiveGateway", "g", `default="g-c"`) + user("a") + user("b") + user("c") +
		gateway("inclusiveGateway", "j") + user("d") + end("e") + more
	return parse(t, wrap(body, append(flows, "s>g", "g>a?antrag.n > 1", "g>b?antrag.n > 2", "g>c!", "a>j", "b>j", "c>j",
		"j>d", "d>e")...))
}

func with(t *testing.T, p *Process, n any) *sim {
	t.Helper()
	s := &sim{t: t, p: p, facts: Facts{Now: monday, Antrag: map[string]any{"n": n}}}
	return s.do(Start{})
}

func TestInclusiveTakesEveryTrueWayElseTheDefault(t *testing.T) {
	p := or(t, "")
	if got := Check(p, thousandSchema); len(got) > 0 {
		t.Fatal(texts(got))
	}
	with(t, p, 3.0).want("a:aufgabe b:aufgabe").complete("b").want("a:aufgabe j:zusammenfuehrung").
		complete("a").want("d:aufgabe").complete("d").phase(PhaseFinished)
	with(t, p, 2.0).want("a:aufgabe").complete("a").want("d:aufgabe")
	with(t, p, 1.0).want("c:aufgabe").complete("c").want("d:aufgabe").complete("d").phase(PhaseFinished)
}

func TestInclusiveConditionThatFailsIsAnIncident(t *testing.T) {
	s := with(t, or(t, ""), nil).want("g:stoerung")
	s.facts.Antrag["n"] = 3.0
	s.do(Retry{Token: s.token("g")}).want("a:aufgabe b:aufgabe")
	s = with(t, or(t, ""), nil)
	s.do(Skip{Token: s.token("g"), Reason: "ist so"}).want("c:aufgabe")
}

// Clause 13.4.3: what can still arrive is waited for, wherever it comes from and whatever it meets on its way.
func TestInclusiveJoinWaitsForWhatCanStillArrive(t *testing.T) {
	timed := timer("boundaryEvent", "t", "timeDuration", "P1D", `attachedToRef="a"`) + user("spaet")
	late := or(t, timed, "t>spaet", "spaet>j")
	with(t, late, 3.0).complete("b").want("a:aufgabe j:zusammenfuehrung").fire("t").
		want("j:zusammenfuehrung spaet:aufgabe").complete("spaet").want("d:aufgabe")

	away := or(t, timed, "t>spaet", "spaet>e")
	with(t, away, 3.0).complete("b").want("a:aufgabe j:zusammenfuehrung").fire("t").want("d:aufgabe spaet:aufgabe")

	sub := `<subProcess id="u">` + start("us") + user("ua") + end("ue") + arrows("us>ua", "ua>ue") + `</subProcess>`
	inside := parse(t, wrap(start("s")+gateway("parallelGateway", "f")+user("a")+sub+gateway("inclusiveGateway", "j")+
		end("e"), "s>f", "f>a", "f>u", "a>j", "u>j", "j>e"))
	play(t, inside).complete("a").want("j:zusammenfuehrung u:teilprozess ua:aufgabe").complete("ua").
		phase(PhaseFinished)
}

// A token before the split of a second round could still come over every way: a token that waits already
// goes on, as the clause says.
func TestInclusiveJoinInALoop(t *testing.T) {
	body := start("s") + gateway("exclusiveGateway", "m") + gateway("inclusiveGateway", "g", `default="g-b"`) +
		user("a") + user("b") + gateway("inclusiveGateway", "j") +
		gateway("exclusiveGateway", "x", `default="x-e"`) + end("e")
	p := parse(t, wrap(body, "s>m", "m>g", "g>a?antrag.n > 1", "g>b!", "a>j", "b>j", "j>x", "x>m?antrag.n > 1", "x>e!"))
	if got := Check(p, thousandSchema); len(got) > 0 {
		t.Fatal(texts(got))
	}
	s := with(t, p, 2.0).want("a:aufgabe").complete("a").want("a:aufgabe")
	s.facts.Antrag["n"] = 1.0
	s.complete("a").phase(PhaseFinished)
}

func TestInclusiveSplitIntoAParallelJoinIsRefused(t *testing.T) {
	file := wrap(start("s")+gateway("inclusiveGateway", "g", `default="g-b"`)+user("a")+user("b")+
		gateway("parallelGateway", "j")+end("e"), "s>g", "g>a?antrag.n > 1", "g>b!", "a>j", "b>j", "j>e")
	if got := texts(Check(parse(t, file), thousandSchema)); !strings.Contains(got, "Verklemmung: „Gateway hinter") {
		t.Error(got)
	}
	merged := wrap(start("s")+gateway("inclusiveGateway", "g", `default="g-c"`)+user("a")+user("b")+
		user("c")+gateway("exclusiveGateway", "j")+user("d")+end("e"), "s>g", "g>a?antrag.n > 1", "g>b?antrag.n > 2",
		"g>c!", "a>j", "b>j", "c>j", "j>d", "d>e")
	got := texts(Check(parse(t, merged), thousandSchema))
	if !strings.Contains(got, "„d“ kann doppelt durchlaufen werden") {
		t.Error(got)
	}
}

func TestAWaitingInclusiveJoinMovesToTheNextVersion(t *testing.T) {
	s := with(t, or(t, ""), 3.0).complete("b").want("a:aufgabe j:zusammenfuehrung")
	s.p = or(t, user("mehr"), "d>mehr", "mehr>e")
	s.do(Migrate{To: "2"}).want("a:aufgabe j:zusammenfuehrung").complete("a").want("d:aufgabe")
	s = with(t, or(t, ""), 3.0).complete("b")
	s.do(Jump{Token: s.token("a"), To: "d", Reason: "eilt", Others: KeepOthers}).want("d:aufgabe d:aufgabe")
	if pic := s.p.Picture(s.st); len(pic.Tokens) != 2 {
		t.Errorf("%+v", pic)
	}
}
