package workflow

import (
	"strings"
	"testing"
)

// What BPMN says about an activity done several times and the engine does not heed is named.
func TestSeveralIsJudgedToTheLastAttribute(t *testing.T) {
	file := func(loop string) string {
		return wrap(start("s")+strings.Replace(user("a"), "</extensionElements>",
			`<k:mehrfach liste="[1]"/></extensionElements>`+loop, 1)+end("e"), "s>a", "a>e")
	}
	for loop, want := range map[string]string{
		`<multiInstanceLoopCharacteristics isSequential="true"/>`:                                                       "",
		`<multiInstanceLoopCharacteristics behavior="All"/>`:                                                            "",
		`<multiInstanceLoopCharacteristics behavior="One" />`:                                                           "bevor alle fertig sind",
		`<multiInstanceLoopCharacteristics><loopDataOutputRef>x</loopDataOutputRef></multiInstanceLoopCharacteristics>`: "wird danach unter seinem Namen zur Liste",
		`<multiInstanceLoopCharacteristics><complexBehaviorDefinition/></multiInstanceLoopCharacteristics>`:             "bevor alle fertig sind",
		`<multiInstanceLoopCharacteristics isParallel="true"/>`:                                                         "isParallel",
	} {
		got := texts(Check(parse(t, file(loop)), Schema{}))
		if !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("%s: want %q in %s", loop, want, got)
		}
	}
	typo := wrap(start("s")+strings.Replace(user("a"), "</extensionElements>",
		`<k:mehrfach lise="[1]"/></extensionElements>`, 1)+end("e"), "s>a", "a>e")
	if got := texts(Check(parse(t, typo), Schema{})); !strings.Contains(got, "lise in kontor:mehrfach") {
		t.Error(got)
	}
}

// An event subprocess needs no way in, no way out, and no start drawn for it.
func TestEventSubprocessesStayWhatTheyAre(t *testing.T) {
	empty := wrap(start("s")+user("a")+end("e")+`<subProcess id="w" name="Rücknahme" triggeredByEvent="1"/>`,
		"s>a", "a>e")
	if got := texts(Check(parse(t, empty), Schema{})); !strings.Contains(got, "hat kein Startereignis") {
		t.Error(got)
	}
	open := wrap(user("a")+end("e")+beside("w", onMessage), "a>e")
	if got := texts(Check(parse(t, open), Schema{})); !strings.Contains(got, "Ein Startereignis fehlt") ||
		HasErrors(Check(parse(t, open), Schema{})) {
		t.Error(got)
	}
}
