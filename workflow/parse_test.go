package workflow

import (
	"os"
	"strings"
	"testing"
)

func TestParseRefusesWhatCannotBeTrusted(t *testing.T) {
	deep := strings.Repeat(`<subProcess id="x">`, 70)
	for name, file := range map[string]string{
		"dtd":            `<!DOCTYPE a [<!ENTITY b "c">]><definitions xmlns="` + nsBPMN + `"/>`,
		"not xml":        `{"a": 1}`,
		"empty":          ``,
		"no definitions": `<process xmlns="` + nsBPMN + `"/>`,
		"no process":     `<definitions xmlns="` + nsBPMN + `"/>`,
		"wrong space":    `<definitions xmlns="urn:x"><process id="p"/></definitions>`,
		"cut off":        wrap(start("s"))[:100],
		"double id":      wrap(start("a") + end("a")),
		"too deep":       wrap(deep),
		"too deep aside": `<definitions xmlns="` + nsBPMN + `">` + strings.Repeat(`<x xmlns="urn:x">`, 70),
	} {
		p, err := Parse(strings.NewReader(file))
		if err == nil || p != nil {
			t.Errorf("%s: accepted", name)
		}
		if _, ok := err.(*Error); !ok {
			t.Errorf("%s: %T is no *Error", name, err)
		}
	}
}

func TestParseReadsAnyPrefixAndIgnoresForeignParts(t *testing.T) {
	file := `<?xml version="1.0" encoding="UTF-8"?><semantic:definitions xmlns:semantic="` + nsBPMN + `" xmlns:t="` + nsBPMN + `" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:di="` + nsBPMNDI + `">
	<semantic:collaboration id="c"><semantic:participant id="pa" processRef="p"/></semantic:collaboration>
	<semantic:process id="p" isExecutable="true"><semantic:laneSet id="ls"><semantic:lane id="l"/></semantic:laneSet>
	<semantic:extensionElements><camunda:x a="1"><semantic:userTask id="not_me"/></camunda:x></semantic:extensionElements>
	<semantic:startEvent id="s-1.ä"/><t:endEvent id="e" name=" Zu
 Ende "/><semantic:sequenceFlow id="f" sourceRef="t:s-1.ä" targetRef="e"/></semantic:process>
	<di:BPMNDiagram id="d"/></semantic:definitions>`
	p := parse(t, file)
	if len(p.Elements) != 2 || p.Element("e").Name != "Zu Ende" || len(p.Element("s-1.ä").Out) != 1 {
		t.Fatalf("%+v", p)
	}
	if findings := Check(p, Schema{}); len(findings) > 0 {
		t.Fatal(findings)
	}
}

func FuzzParse(f *testing.F) {
	for _, name := range []string{"aussengastronomie", "hundesteuer", "standard"} {
		raw, err := os.ReadFile("verfahren/" + name + "/1/process.bpmn")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(raw))
	}
	f.Add(wrap(start("s")+user("a")+timer("boundaryEvent", "b", "timeCycle", "R/PT1S",
		`attachedToRef="a" cancelActivity="false"`)+end("e"), "s>a", "a>e", "b>e"))
	for _, m := range modelle {
		raw, err := os.ReadFile("testdata/modelle/" + m.name + ".bpmn")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(raw))
	}
	f.Add(pools("true", "false"))
	f.Add(condition("${a > 1}", "http://www.w3.org/1999/XPath"))
	f.Add("\xff\xfe<\x00a\x00>\x00")
	f.Fuzz(func(t *testing.T, file string) {
		p, err := ParseFor(strings.NewReader(file), "bauamt")
		if err != nil {
			return
		}
		for _, finding := range Check(p, Schema{}) {
			if finding.Message == "" || strings.Contains(finding.Message, "%!") {
				t.Error(finding)
			}
		}
		st, _, err := Apply(p, State{}, Start{}, Facts{Now: monday})
		if err != nil {
			return
		}
		for _, tok := range st.Tokens {
			_, _, _ = Apply(p, st, CompleteTask{Token: tok.ID, Actor: "x"}, Facts{Now: monday})
			_, _, _ = Apply(p, st, ServiceDone{Token: tok.ID}, Facts{Now: monday})
			_, _, _ = Apply(p, st, Skip{Token: tok.ID}, Facts{Now: monday})
		}
		p.Picture(st)
	})
}
