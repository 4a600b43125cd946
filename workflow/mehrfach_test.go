package workflow

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// hearing is a task for each authority in a list, between a start and a task.
func hearing(t *testing.T, list, more string, flows ...string) *Process {
	t.Helper()
	task := `<userTask id="a" name="Anhören"><extensionElements><k:aufgabe rolle="r" einheit="=werte.stelle"><k:feld name="text" label="Text" typ="text"/></k:aufgabe>` +
		`<k:mehrfach liste="` + list + `" element="stelle"/></extensionElements><multiInstanceLoopCharacteristics/></userTask>`
	p := parse(t, wrap(start("s")+task+user("b")+end("e")+more, append(flows, "s>a", "a>b", "b>e")...))
	if got := Check(p, Schema{}); len(got) > 0 {
		t.Fatal(texts(got))
	}
	return p
}

const three = `['Bauamt', 'Umweltamt', 'Forst']`

// answer completes the task of one authority.
func (s *sim) answer(unit, text string) *sim {
	s.t.Helper()
	for _, t := range s.st.Tokens {
		i := s.st.scopeIndex(t.Scope)
		if t.Wait == WaitTask && s.st.Scopes[i].Vars["stelle"] == unit {
			return s.do(CompleteTask{Token: t.ID, Values: map[string]any{"text": text}, Actor: unit})
		}
	}
	s.t.Fatalf("%s is not asked", unit)
	return s
}

func TestATaskForEveryPositionOfAList(t *testing.T) {
	s := play(t, hearing(t, three, "")).want("a:aufgabe a:aufgabe a:aufgabe a:teilprozess")
	task := s.effects[len(s.effects)-1].(CreateTask)
	if task.Name != "Anhören: Forst" || task.Einheit != "Forst" {
		t.Errorf("%+v", task)
	}
	if pic := s.p.Picture(s.st); len(pic.Tokens) != 3 || pic.Tokens[0].Element != "a" {
		t.Errorf("%+v", pic.Tokens)
	}
	s.answer("Forst", "nein").answer("Bauamt", "ja").want("a:aufgabe a:teilprozess").answer("Umweltamt", "").
		want("b:aufgabe")
	if got := fmt.Sprint(s.st.Werte()); got != "map[text:[ja <nil> nein]]" {
		t.Error(got)
	}
	s.complete("b").phase(PhaseFinished)
}

func TestPositionsOneAfterTheOther(t *testing.T) {
	file := wrap(start("s")+strings.Replace(user("a"), "</extensionElements>",
		`</extensionElements><multiInstanceLoopCharacteristics isSequential="true"><loopDataInputRef>stellen</loopDataInputRef><inputDataItem id="i" name="stelle"/></multiInstanceLoopCharacteristics>`, 1)+
		`<scriptTask id="x" scriptFormat="expr"><script>stellen = `+three+`</script></scriptTask>`+end("e"),
		"s>x", "x>a", "a>e")
	p := parse(t, file)
	if got := Check(p, Schema{}); len(got) > 0 {
		t.Fatal(texts(got))
	}
	s := play(t, p)
	for range 3 {
		s.want("a:aufgabe a:teilprozess").do(CompleteTask{Token: s.taskOf("a")})
	}
	s.phase(PhaseFinished)
}

func TestAListOfNothingIsPassed(t *testing.T) {
	play(t, hearing(t, `[]`, "")).want("b:aufgabe")
	play(t, hearing(t, `werte.weg`, `<scriptTask id="x" scriptFormat="expr"><script>weg = 5</script></scriptTask>`, "b>x", "x>e")).want("b:aufgabe")
	s := play(t, hearing(t, `5`, "")).want("a:stoerung")
	s.do(Skip{Token: s.token("a"), Reason: "ohne"}).want("b:aufgabe")
	play(t, hearing(t, `1..500`, "")).want("a:stoerung")
}

func TestAnEventOnTheBorderEndsAllPositions(t *testing.T) {
	p := hearing(t, three, timer("boundaryEvent", "t", "timeDuration", "P30D", `attachedToRef="a"`), "t>b")
	s := play(t, p).answer("Bauamt", "ja")
	if len(s.st.Waits) != 1 {
		t.Fatal("one time for the whole", s.st.Waits)
	}
	s.fire("t").want("b:aufgabe")
	if len(s.st.Scopes) != 1 {
		t.Error(s.st.Scopes)
	}
	s = play(t, p)
	s.do(Jump{Token: s.taskOf("a"), To: "b", Reason: "eilt", Others: EndOthers}).want("b:aufgabe")
}

func TestASubprocessAndACallForEveryPosition(t *testing.T) {
	sub := `<subProcess id="u"><extensionElements><k:mehrfach liste="` + three + `" element="stelle"/>` +
		`</extensionElements>` +
		start("us") + service("d") + `<scriptTask id="x" scriptFormat="expr"><script>laenge = len(werte.stelle)</script></scriptTask>` +
		end("ue") + arrows("us>d", "d>x", "x>ue") + `</subProcess>` +
		`<boundaryEvent id="b" attachedToRef="u"><errorEventDefinition errorRef="e1"/></boundaryEvent>` + user("fehler")
	p := parse(t, wrap(start("s")+sub+user("a")+end("e"), "s>u", "u>a", "a>e", "b>fehler", "fehler>e"))
	if got := Check(p, Schema{}); len(got) > 0 {
		t.Fatal(texts(got))
	}
	s := play(t, p).want("d:dienst d:dienst d:dienst u:teilprozess u:teilprozess u:teilprozess u:teilprozess")
	for range 3 {
		s.do(ServiceDone{Token: s.token("d")})
	}
	if got := fmt.Sprint(s.want("a:aufgabe").st.Werte()); got != "map[laenge:[6 9 5]]" {
		t.Error(got)
	}
	s = play(t, p)
	s.do(ServiceFailed{Token: s.token("d"), Code: "E1"}).want("fehler:aufgabe")

	q := parse(t, wrap(start("s")+user("in")+`<scriptTask id="x" scriptFormat="expr"><script>gross = upper(werte.stelle)</script></scriptTask>`+
		end("e"), "s>in", "in>x", "x>e"))
	call := `<callActivity id="c" calledElement="q"><extensionElements><k:mehrfach liste="` + three +
		`" element="stelle"/></extensionElements></callActivity>`
	p = parse(t, wrap(start("s")+call+user("a")+end("e"), "s>c", "c>a", "a>e"))
	p.Bind("q", "1", q)
	s = play(t, p).complete("in").complete("in").complete("in").want("a:aufgabe")
	if got := fmt.Sprint(s.st.Werte()["gross"]); got != "[BAUAMT UMWELTAMT FORST]" {
		t.Error(got)
	}
}

func TestPositionsMoveToTheNextVersion(t *testing.T) {
	s := play(t, hearing(t, three, "")).answer("Forst", "ja")
	s.p = hearing(t, three, user("neu"), "b>neu", "neu>e")
	s.do(Migrate{To: "2"}).answer("Bauamt", "a").answer("Umweltamt", "b").want("b:aufgabe")
	s = play(t, hearing(t, three, ""))
	s.p = parse(t, wrap(start("s")+user("a")+user("b")+end("e"), "s>a", "a>b", "b>e"))
	if err := s.try(Migrate{To: "2"}); err == nil {
		t.Error("a task done once has no place for three")
	}
}

func TestCheckOfPositions(t *testing.T) {
	file := func(more string) string {
		return wrap(start("s")+strings.Replace(user("a"), "</extensionElements>", more, 1)+end("e"), "s>a", "a>e")
	}
	for more, want := range map[string]string{
		`</extensionElements><multiInstanceLoopCharacteristics/>`:                                                                                  "nennt aber keine Liste",
		`<k:mehrfach liste="werte.fehlt" element="x"/></extensionElements>`:                                                                        "das Feld „fehlt“ gibt es nicht",
		`<k:mehrfach liste="[1]" element="Die Stelle"/></extensionElements>`:                                                                       "nur aus Kleinbuchstaben",
		`</extensionElements><standardLoopCharacteristics/>`:                                                                                       "mit einem exklusiven Gateway",
		`</extensionElements><multiInstanceLoopCharacteristics><completionCondition>true</completionCondition></multiInstanceLoopCharacteristics>`: "auf alle warten",
		`</extensionElements><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics>`:            "",
	} {
		got := texts(Check(parse(t, file(more)), Schema{}))
		if !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("want %q in %s", want, got)
		}
	}
}

// taskOf is the first token of a task, not the one that rests at the whole.
func (s *sim) taskOf(element string) string {
	s.t.Helper()
	for _, t := range s.st.Tokens {
		if t.Element == element && t.Wait == WaitTask {
			return t.ID
		}
	}
	s.t.Fatalf("no task at %s", element)
	return ""
}

// What a subprocess listens to it listens to once for each position.
func TestAnEventSubprocessInEveryPosition(t *testing.T) {
	file := func(more string) *Process {
		sub := `<subProcess id="u"><extensionElements><k:mehrfach liste="` + three + `" element="stelle"/>` +
			`</extensionElements>` + start("us") + user("ua") + end("ue") + arrows("us>ua", "ua>ue") + beside("w", onMessage) + `</subProcess>`
		return parse(t, wrap(start("s")+sub+user("a")+end("e")+more, "s>u", "u>a", "a>e"))
	}
	s := play(t, file(""))
	s.p = file(user("b"))
	if s.do(Migrate{To: "2"}); len(s.st.Waits) != 3 {
		t.Fatal(s.st.Waits)
	}
	s.do(MessageArrived{Name: "antwort"})
	for s.st.Phase == PhaseRunning && len(s.st.Tokens) > 1 {
		i := slices.IndexFunc(s.st.Tokens, func(t Token) bool { return t.Wait == WaitTask })
		s.do(CompleteTask{Token: s.st.Tokens[i].ID})
	}
	s.want("a:aufgabe").complete("a").phase(PhaseFinished)
}
