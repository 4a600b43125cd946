package workflow

import (
	"strings"
	"testing"
)

func TestAPersonChoosesWhereNoWayHasACondition(t *testing.T) {
	named := func(id, from, to, name string) string {
		return `<sequenceFlow id="` + id + `" name="` + name + `" sourceRef="` + from + `" targetRef="` + to + `"/>`
	}
	body := start("s") + user("a") + `<exclusiveGateway id="x" name="Genehmigt?"/>` + user("b") + user("c") + end("e") +
		named("f_ja", "x", "b", "Ja") + named("f_nein", "x", "c", "Nein")
	p := parse(t, wrap(body, "s>a", "a>x", "b>e", "c>e"))
	got := texts(Check(p, Schema{}))
	if !strings.Contains(got, "Den Weg wählt, wer die Aufgabe „a“ erledigt") || strings.Contains(got, SeverityFehler) {
		t.Fatal(got)
	}
	field := p.Element("a").Aufgabe.Felder[0]
	if field.Label != "Genehmigt?" || !field.Pflicht || len(field.Optionen) != 2 ||
		field.Optionen[0] != (Option{"f_ja", "Ja"}) {
		t.Fatalf("%+v", field)
	}
	s := play(t, p)
	if err := s.try(CompleteTask{Token: s.token("a"), Actor: "anna"}); err == nil {
		t.Fatal("a way must be chosen")
	}
	s.do(CompleteTask{Token: s.token("a"), Actor: "anna", Values: map[string]any{field.Name: "f_nein"}})
	s.want("c:aufgabe")
}

// Where nobody works just before it, the choice is a task of its own in the gateway's place: a person sees it
// where the picture has the gateway.
func TestAChoiceBehindAWaitIsATaskOfItsOwn(t *testing.T) {
	body := start("s") + message("intermediateCatchEvent", "m", `name="Antwort da"`) +
		gateway("exclusiveGateway", "x") + user("b") + user("c") + end("e") +
		`<laneSet id="l"><lane id="l1" name="Teamleitung"><flowNodeRef>x</flowNodeRef></lane></laneSet>`
	p := parse(t, wrap(body, "s>m", "m>x", "x>b", "x>c", "b>e", "c>e"))
	got := texts(Check(p, Schema{}))
	if !strings.Contains(got, "Dort entsteht die Aufgabe „Weg wählen hinter ‚Antwort da‘“") ||
		strings.Contains(got, SeverityFehler) {
		t.Fatal(got)
	}
	s := play(t, p)
	s.do(MessageArrived{Name: "antwort"}).want("x:aufgabe")
	task := s.effects[len(s.effects)-1].(CreateTask)
	if task.Rolle != "teamleitung" || task.Felder[0].Optionen[1].Label != "Weiter: c" {
		t.Fatalf("%+v", task)
	}
	s.do(CompleteTask{Token: s.token("x"), Actor: "anna", Values: map[string]any{task.Felder[0].Name: "x-c"}})
	s.want("c:aufgabe").complete("c").phase(PhaseFinished)
}

func TestOpenEndsAndStarts(t *testing.T) {
	sub := `<subProcess id="u" name="u">` + user("ua") + `</subProcess>`
	p := parse(t, wrap(sub+user("b"), "u>b"))
	got := texts(Check(p, Schema{}))
	if strings.Contains(got, SeverityFehler) || !strings.Contains(got, "Hinter der Aufgabe „b“ geht es nicht weiter") ||
		!strings.Contains(got, "Der Ablauf beginnt mit dem Teilprozess „u“") {
		t.Fatal(got)
	}
	play(t, p).want("u:teilprozess ua:aufgabe").complete("ua").want("b:aufgabe").complete("b").phase(PhaseFinished)
	two := parse(t, wrap(user("a")+user("b")+end("e"), "a>e", "b>e"))
	if got := texts(Check(two, Schema{})); !strings.Contains(got, "Der Prozess hat kein Startereignis. Bitte eines") {
		t.Error(got)
	}
}

func TestAMessageStartIsTheStart(t *testing.T) {
	p := parse(t, wrap(message("startEvent", "s")+user("a")+end("e"), "s>a", "a>e"))
	if got := texts(Check(p, Schema{})); got != "" {
		t.Fatal(got)
	}
	play(t, p).want("a:aufgabe")
}

func TestMessageEventsSend(t *testing.T) {
	dienst := strings.TrimSuffix(strings.TrimPrefix(service("x"), `<serviceTask id="x">`), `</serviceTask>`)
	sends := func(tag, id string) string {
		return `<` + tag + ` id="` + id + `">` + dienst + `<messageEventDefinition messageRef="m1"/></` + tag + `>`
	}
	p := parse(t, wrap(start("s")+sends("intermediateThrowEvent", "t")+user("a")+sends("endEvent", "z"), "s>t", "t>a",
		"a>z"))
	if got := texts(Check(p, Schema{})); got != "" {
		t.Fatal(got)
	}
	s := play(t, p).want("t:dienst")
	s.do(ServiceDone{Token: s.token("t")}).want("a:aufgabe").complete("a").want("z:dienst")
	s.do(ServiceDone{Token: s.token("z")}).phase(PhaseFinished)
}

func TestTasksWithoutKindAreDoneByPeople(t *testing.T) {
	task := strings.Replace(strings.Replace(user("a"), "userTask", "manualTask", 2), `name="a"`, `name="Akte holen"`, 1)
	folded := `<subProcess id="u" name="Anhörung"><extensionElements><k:aufgabe rolle="r"/></extensionElements></subProcess>`
	p := parse(t, wrap(start("s")+task+folded+end("e"), "s>a", "a>u", "u>e"))
	got := texts(Check(p, Schema{}))
	if !strings.Contains(got, "„Akte holen“ ist als manuelle Aufgabe gezeichnet und gilt als Benutzeraufgabe") ||
		!strings.Contains(got, "„Anhörung“ ist als Teilprozess gezeichnet, in dem nichts steht") ||
		strings.Contains(got, SeverityFehler) {
		t.Fatal(got)
	}
	play(t, p).want("a:aufgabe").complete("a").want("u:aufgabe").complete("u").phase(PhaseFinished)
}

// Ids are optional in BPMN 2.0. Those given stay the same when the picture is read again, and meet no other.
func TestWhatHasNoIdRuns(t *testing.T) {
	flow := func(from, to string) string { return `<sequenceFlow sourceRef="` + from + `" targetRef="` + to + `"/>` }
	body := start("s") + user("a") + end("e") + flow("s", "a") + flow("a", "e") + `<endEvent/>`
	file := strings.Replace(wrap(body), ` id="p"`, "", 1)
	p, again := parse(t, file), parse(t, file)
	if p.ID == "" || p.Flows[0].ID != "s>a" || again.Flows[1].ID != p.Flows[1].ID {
		t.Fatal(p.ID, p.Flows[0].ID, p.Flows[1].ID)
	}
	if got := texts(Check(p, Schema{})); strings.Contains(got, SeverityFehler) {
		t.Fatal(got)
	}
	play(t, p).complete("a").phase(PhaseFinished)
}
