package workflow

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// asking is a task whose message wants an answer; the person sends the message with that id.
func asking(id string) string { return user(id, `aktion="nachforderung"`) }

func (s *sim) send(element, nachricht string) *sim {
	s.t.Helper()
	return s.do(CompleteTask{Token: s.token(element), Actor: "anna",
		Values: map[string]any{"frist": "2025-05-02", "nachricht": nachricht}})
}

func (s *sim) reply(key string) *sim {
	s.t.Helper()
	return s.do(MessageArrived{Name: "antwort", Key: key, ID: fmt.Sprint(key, len(s.st.Seen))})
}

func (s *sim) journal() string {
	var lines []string
	for _, e := range s.effects {
		if j, ok := e.(Journal); ok {
			lines = append(lines, j.Art+": "+j.Text)
		}
	}
	return strings.Join(lines, "\n")
}

// nachricht_vor_dem_warten: what comes while a person still does something else ends the waiting at once.
func TestAnEarlyMessageIsKept(t *testing.T) {
	p := parse(t, wrap(start("s")+user("a")+message("intermediateCatchEvent", "n")+user("b")+end("e"),
		"s>a", "a>n", "n>b", "b>e"))
	s := play(t, p).reply("")
	if !strings.Contains(s.journal(), "aufbewahrt: „Antwort auf eine Anfrage“ ist eingetroffen, bevor der Ablauf") {
		t.Error(s.journal())
	}
	s.do(MessageArrived{Name: "antwort", ID: s.st.Seen[0]}) // the same once more
	s.complete("a").want("b:aufgabe")
	if !strings.Contains(s.journal(), "aufbewahrt: Nachricht „Nachrichtenereignis hinter ‚a‘“ lag schon vor.") || len(s.st.Kept) > 0 {
		t.Error(s.journal(), s.st.Kept)
	}
	s.complete("b").phase(PhaseFinished)
	// what nothing in the drawing waits for is not kept, nor what comes when all is over
	if s = play(t, p).do(MessageArrived{Name: "zahlung", ID: "z"}); len(s.st.Kept)+len(s.st.Seen) > 0 {
		t.Errorf("%+v", s.st)
	}
	if s.do(Cancel{}).reply("r"); len(s.st.Kept) > 0 {
		t.Errorf("%+v", s.st.Kept)
	}
}

// The answer to a question is for whoever waits for that: a later waiting for another one is not ended by it.
func TestAStaleAnswerOpensNoLaterWaiting(t *testing.T) {
	p := parse(t, wrap(start("s")+asking("a")+user("x")+gateway("eventBasedGateway", "g")+
		message("intermediateCatchEvent", "n")+timer("intermediateCatchEvent", "t", "timeDuration", "P14D")+
		asking("b")+user("y")+message("intermediateCatchEvent", "n2")+end("e"),
		"s>a", "a>x", "x>g", "g>n", "g>t", "n>b", "t>b", "b>y", "y>n2", "n2>e"))
	s := play(t, p).send("a", "r1").complete("x").want("g:ereignis")
	if w := s.waitOf("n"); w.Answers != "r1" || w.Key != "" {
		t.Fatalf("%+v", w)
	}
	s.fire("t").reply("r1") // too late
	s.send("b", "r2").complete("y").want("n2:nachricht")
	if s.reply("r1").want("n2:nachricht"); len(s.st.Kept) != 1 {
		t.Errorf("%+v", s.st.Kept)
	}
	s.reply("r2").phase(PhaseFinished)

	s = play(t, p).send("a", "r1").reply("r1").complete("x").want("b:aufgabe") // early, and right
	s.send("b", "r2").reply("r1").complete("y").want("n2:nachricht")           // answered before: stale
	s.reply("fremd").want("n2:nachricht").reply("").phase(PhaseFinished)
}

// What is asked for one position of a list is not what another one waits for.
func TestEachPositionWaitsForItsOwnAnswer(t *testing.T) {
	sub := `<subProcess id="u"><extensionElements><k:mehrfach liste="1..2" element="nr"/></extensionElements>` +
		start("us") + asking("a") + user("x") + message("intermediateCatchEvent", "n") + end("ue") +
		arrows("us>a", "a>x", "x>n", "n>ue") + `</subProcess>`
	s := play(t, parse(t, wrap(start("s")+sub+end("e"), "s>u", "u>e")))
	s.send("a", "r1").send("a", "r2").complete("x").complete("x")
	if len(s.st.Waits) != 2 || s.st.Waits[0].Answers != "r1" || s.st.Waits[1].Answers != "r2" {
		t.Fatalf("%+v", s.st.Waits)
	}
	s.reply("r2").phase(PhaseRunning).reply("r1").phase(PhaseFinished)
}

// An event subprocess for late papers takes an answer when nobody will wait for it any more, and not before.
func TestALateAnswerIsForTheEventSubprocess(t *testing.T) {
	p := parse(t, wrap(start("s")+asking("a")+user("x")+gateway("eventBasedGateway", "g")+
		message("intermediateCatchEvent", "n")+timer("intermediateCatchEvent", "t", "timeDuration", "P14D")+
		user("z")+end("e")+beside("w", onMessage, `isInterrupting="false"`),
		"s>a", "a>x", "x>g", "g>n", "g>t", "n>z", "t>z", "z>e"))
	play(t, p).send("a", "r1").reply("r1").want("x:aufgabe").complete("x").want("z:aufgabe")
	play(t, p).send("a", "r1").complete("x").reply("r1").want("z:aufgabe")
	s := play(t, p).send("a", "r1").complete("x").fire("t").reply("r1").want("w:teilprozess wu:aufgabe z:aufgabe")
	if len(s.st.Kept)+len(s.st.Asked) > 0 {
		t.Errorf("%+v", s.st)
	}
	play(t, p).reply("").want("a:aufgabe w:teilprozess wu:aufgabe")
}

// Each of two branches waits for the answer to its own question, whichever began to wait first.
func TestBranchesWaitForTheirOwnAnswer(t *testing.T) {
	branch := func(i string) string {
		return asking("a"+i) + user("x"+i) + message("intermediateCatchEvent", "n"+i) + user("z"+i)
	}
	p := parse(t, wrap(start("s")+gateway("parallelGateway", "f")+branch("1")+branch("2")+
		gateway("parallelGateway", "j")+end("e"), "s>f", "f>a1", "f>a2", "a1>x1", "x1>n1", "n1>z1", "z1>j",
		"a2>x2", "x2>n2", "n2>z2", "z2>j", "j>e"))
	s := play(t, p).send("a1", "r1").send("a2", "r2").reply("r2").complete("x1").want("n1:nachricht x2:aufgabe")
	s.complete("x2").want("n1:nachricht z2:aufgabe").reply("r1").want("z1:aufgabe z2:aufgabe")
}

// Asked once more, what came to the former question no longer counts; what was sent back neither.
func TestWhatIsAskedAnewIsAnsweredAnew(t *testing.T) {
	p := parse(t, wrap(start("s")+asking("a")+user("x")+message("intermediateCatchEvent", "n")+user("z")+end("e"),
		"s>a", "a>x", "x>n", "n>z", "z>e"))
	s := play(t, p).send("a", "r1").reply("r1")
	if s.do(MessageRefused{Name: "antwort", Key: "r1"}); len(s.st.Kept) > 0 {
		t.Fatalf("%+v", s.st.Kept)
	}
	s.complete("x").want("n:nachricht").reply("r1").want("z:aufgabe")
	// a jump back asks again
	s = play(t, p).send("a", "r1").reply("r1")
	s.do(Jump{Token: s.token("x"), To: "a"}).send("a", "r2")
	if len(s.st.Kept) > 0 || len(s.st.Asked) != 1 {
		t.Fatalf("%+v %+v", s.st.Kept, s.st.Asked)
	}
	s.complete("x").want("n:nachricht").reply("r2").want("z:aufgabe")
}

func TestNoMoreIsKeptThanALimit(t *testing.T) {
	p := parse(t, wrap(start("s")+user("a")+`<receiveTask id="n" messageRef="m1"/>`+end("e"), "s>a", "a>n", "n>e"))
	s := play(t, p)
	for i := range maxKept {
		s.reply(fmt.Sprint("k", i))
	}
	if s.reply("mehr"); len(s.st.Kept) != maxKept || s.st.Kept[0].Key != "k1" ||
		!strings.Contains(s.journal(), "vom 14.04.2025 wird nicht länger aufbewahrt; es sind zu viele.") {
		t.Errorf("%d kept, first %+v: %s", len(s.st.Kept), s.st.Kept[0], s.journal())
	}
	before := len(s.st.Seen)
	if s.reply("k5"); len(s.st.Kept) != maxKept || len(s.st.Seen) != before {
		t.Error("the same question is answered twice")
	}
}

// A boundary event whose message is there already fires when its activity begins.
func TestAnEarlyMessageReachesABoundaryEvent(t *testing.T) {
	p := parse(t, wrap(start("s")+user("a")+user("b")+message("boundaryEvent", "n", `attachedToRef="b"`)+user("c")+
		end("e")+end("e2"), "s>a", "a>b", "b>e", "n>c", "c>e2"))
	play(t, p).reply("").complete("a").want("c:aufgabe")
}

// The program before knew no questions: it reads what is new, and the new one reads what it wrote.
func TestStatesOfTheProgramBefore(t *testing.T) {
	type wait struct {
		ID, Token, Element, Kind, Name, Key string
	}
	type before struct {
		Schema int
		Waits  []wait
	}
	p := parse(t, wrap(start("s")+asking("a")+message("intermediateCatchEvent", "n")+user("z")+end("e"),
		"s>a", "a>n", "n>z", "z>e"))
	s := play(t, p).send("a", "r1")
	raw, _ := json.Marshal(s.st)
	var old before
	err := json.Unmarshal(raw, &old)
	if err != nil || old.Schema != 1 || len(old.Waits) != 1 || old.Waits[0].Key != "" {
		t.Fatalf("%+v %v", old, err) // it counts any answer its host gives it
	}
	var st State
	text := `{"schema":1,"process":"p","phase":"laufend","next":4,"scopes":[{"id":"s1","process":"p"}],
		"tokens":[{"id":"t3","element":"n","scope":"s1","since":"2025-04-14T08:00:00Z","wait":"nachricht"}],
		"waits":[{"id":"w4","token":"t3","element":"n","kind":"nachricht","name":"antwort"}]}`
	if err := json.Unmarshal([]byte(text), &st); err != nil {
		t.Fatal(err)
	}
	s.st = st
	s.reply("r1").want("z:aufgabe")
	if reflect.DeepEqual(s.st, st) {
		t.Error("nothing happened")
	}
}
