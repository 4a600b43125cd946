package workflow

import (
	"strings"
	"testing"
)

// pools is a file of two parties: an applicant who writes, and an office that waits for an answer.
func pools(officeIs, applicantIs string) string {
	return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:k="urn:kontor:bpmn:1.0">
<collaboration id="c"><participant id="pool_a" name="Antragsteller" processRef="a"/>
<participant id="pool_b" name="Bauamt" processRef="b"/><participant id="pool_c" name="Landkreis"/>
<messageFlow id="m1" name="Stellungnahme" sourceRef="pool_c" targetRef="warten"/>
<messageFlow id="m2" sourceRef="schreiben" targetRef="lesen"/></collaboration>
<process id="a" isExecutable="` + applicantIs + `">` + start("as") +
		`<sendTask id="schreiben" name="Unterlagen senden"/>` + end("ae") + arrows("as>schreiben", "schreiben>ae") +
		`</process><process id="b" isExecutable="` + officeIs + `">` + start("bs") + user("pruefen") +
		`<intermediateCatchEvent id="warten"><messageEventDefinition/></intermediateCatchEvent>
<receiveTask id="lesen"/>` + end("be") + arrows("bs>pruefen", "pruefen>warten", "warten>lesen", "lesen>be") +
		`</process></definitions>`
}

func TestTheRightPoolRuns(t *testing.T) {
	for name, c := range map[string]struct {
		file, procedure, want, why string
	}{
		"people work there":         {pools("false", "true"), "", "b", "in dem Menschen arbeiten"},
		"called like the procedure": {pools("true", "true"), "antragsteller", "a", "er heißt wie das Verfahren"},
		"its pool is called so":     {pools("false", "true"), "bauamt", "b", "er heißt wie das Verfahren"},
	} {
		p, err := ParseFor(strings.NewReader(c.file), c.procedure)
		if err != nil {
			t.Fatal(err)
		}
		got := texts(Check(p, Schema{}))
		if p.ID != c.want || !strings.Contains(got, "Von 2 Abläufen") || !strings.Contains(got, c.why) {
			t.Errorf("%s: %s runs\n%s", name, p.ID, got)
		}
	}
}

// What is called by another is no partner of it, and does not run in its stead.
func TestACalledProcessIsNoPartner(t *testing.T) {
	file := strings.Replace(wrap(start("s")+`<callActivity id="c" name="c" calledElement="q"/>`+end("e"), "s>c", "c>e"),
		"</definitions>", `<process id="q" isExecutable="true">`+start("qs")+user("qa")+end("qe")+
			arrows("qs>qa", "qa>qe")+"</process></definitions>", 1)
	p := parse(t, file)
	if got := texts(Check(p, Schema{})); p.ID != "p" || got != "" {
		t.Fatal(p.ID, got)
	}
}

func TestMessageFlowsNameMessages(t *testing.T) {
	p := parse(t, pools("true", "false"))
	got := texts(Check(p, Schema{}))
	if p.Element("warten").Message != "Stellungnahme" || p.Element("lesen").Message != "Unterlagen senden" ||
		!strings.Contains(got, "Sie heißt nach dem Nachrichtenfluss „Stellungnahme“") {
		t.Fatal(p.Element("warten").Message, p.Element("lesen").Message, got)
	}
	two := strings.Replace(pools("true", "false"), `</collaboration>`,
		`<messageFlow id="m3" name="Absage" sourceRef="pool_c" targetRef="warten"/></collaboration>`, 1)
	if got := texts(Check(parse(t, two), Schema{})); !strings.Contains(got, "Mehrere Nachrichtenflüsse") {
		t.Fatal(got)
	}
}

func TestLanesGiveRoleAndUnit(t *testing.T) {
	lanes := `<laneSet id="ls">
<lane id="l1" name="Teamleitung"><flowNodeRef>a</flowNodeRef></lane>
<lane id="l2" name="bauamt"><flowNodeRef>b</flowNodeRef></lane>
<lane id="l3" name="Die Nachbarn"><extensionElements><k:aufgabe rolle="sachbearbeitung" einheit="post"/></extensionElements>
<childLaneSet id="cs"><lane id="l4" name="Post innen"><flowNodeRef> u </flowNodeRef></lane></childLaneSet></lane>
<lane id="l5" name="Frau Schmidt"><flowNodeRef>d</flowNodeRef></lane></laneSet>`
	task := func(id string) string { return `<userTask id="` + id + `" name="` + id + `"/>` }
	sub := `<subProcess id="u" name="u">` + start("us") + task("c") + end("ue") + arrows("us>c", "c>ue") + `</subProcess>`
	p := parse(t, wrap(lanes+start("s")+task("a")+user("b")+sub+task("d")+end("e"), "s>a", "a>b", "b>u", "u>d", "d>e"))
	for id, want := range map[string]Aufgabe{
		"a": {Rolle: "teamleitung"}, "b": {Rolle: "r", Einheit: "bauamt"}, "c": {Rolle: "sachbearbeitung", Einheit: "post"},
	} {
		if a := p.Element(id).Aufgabe; a == nil || a.Rolle != want.Rolle || a.Einheit != want.Einheit {
			t.Errorf("%s: %+v", id, a)
		}
	}
	got := texts(Check(p, Schema{}))
	if !strings.Contains(got, "Die Bahn „Frau Schmidt“ gibt ihren Aufgaben weder Rolle noch Einheit") ||
		!strings.Contains(got, "Der Aufgabe „d“ fehlt die Rolle") || strings.Contains(got, "Nachbarn") {
		t.Error(got)
	}
}

// One entry at the pool gives every task of it its role.
func TestThePoolGivesTheRole(t *testing.T) {
	file := strings.Replace(pools("true", "false"), `name="Bauamt" processRef="b"/>`,
		`name="Bauamt" processRef="b"><extensionElements><k:aufgabe rolle="sachbearbeitung"/></extensionElements></participant>`, 1)
	file = strings.Replace(file, user("pruefen"), `<task id="pruefen" name="Prüfen"/>`, 1)
	p := parse(t, file)
	if a := p.Element("pruefen").Aufgabe; a == nil || a.Rolle != "sachbearbeitung" {
		t.Fatalf("%+v", a)
	}
}
