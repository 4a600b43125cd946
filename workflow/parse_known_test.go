package workflow

import (
	"strings"
	"testing"
)

// Nothing in a picture is ignored silently: what would change the run is refused or named.
func TestNothingIsIgnoredSilently(t *testing.T) {
	with := func(old, text string) string {
		return wrap(start("s")+strings.Replace(user("a"), old, text, 1)+end("e"), "s>a", "a>e")
	}
	inTask := func(child string) string { return with("</userTask>", child+"</userTask>") }
	attribute := func(text string) string { return with(`<userTask id="a"`, `<userTask id="a" `+text) }
	gate := func(more string) string {
		return wrap(start("s")+gateway("eventBasedGateway", "g", more)+message("intermediateCatchEvent", "m")+
			message("intermediateCatchEvent", "n")+end("e"), "s>g", "g>m", "g>n", "m>e", "n>e")
	}
	for name, c := range map[string]struct{ file, want string }{
		"start quantity":          {attribute(`startQuantity="2"`), "startQuantity"},
		"completion quantity":     {attribute(`completionQuantity="0"`), "completionQuantity"},
		"compensation":            {attribute(`isForCompensation="1"`), "macht eine andere Aktivität rückgängig"},
		"parallel event gateway":  {gate(`eventGatewayType="Parallel"`), "wartet auf alle Ereignisse"},
		"gateway starts":          {gate(`instantiate="true"`), "soll den Prozess beginnen"},
		"potential owner":         {inTask(`<potentialOwner/>`), "warnung a: Die Aufgabe „a“ nennt, wer zuständig ist"},
		"io specification":        {inTask(`<ioSpecification/>`), "(ioSpecification)"},
		"calculation":             {inTask(`<dataInputAssociation><assignment/></dataInputAssociation>`), "rechnet Daten um"},
		"typing error":            {inTask(`<ioSpezifikation/>`), "trägt „ioSpezifikation“"},
		"unknown attribute":       {attribute(`cancelActivity="true"`), "trägt „cancelActivity“"},
		"correlation":             {wrap(start("s")+end("e")+`<correlationSubscription/>`, "s>e"), "Der Prozess ordnet Nachrichten"},
		"condition misspelt":      {strings.Replace(wrap(start("s")+end("e"), "s>e"), `</sequenceFlow>`, `<conditionExpresion/></sequenceFlow>`, 1), "trägt „conditionExpresion“"},
		"kontor misspelt":         {with(`rolle="r"`, `rolle="r" einhiet="x"`), "fehler a: Die Aufgabe „a“ trägt „einhiet in kontor:aufgabe“"},
		"kontor in wrong place":   {with(`</extensionElements>`, `<k:dienst art="notify"/></extensionElements>`), "trägt „kontor:dienst“"},
		"kontor outside":          {inTask(`<k:status wert="neu"/>`), "trägt „kontor:status“"},
		"message that is missing": {wrap(start("s")+`<receiveTask id="a" messageRef="weg"/>`+end("e"), "s>a", "a>e"), "(weg), fehlt in der Datei"},
		"error without code":      {strings.Replace(wrap(start("s")+service("a")+`<boundaryEvent id="b" attachedToRef="a"><errorEventDefinition errorRef="e2"/></boundaryEvent>`+end("e"), "s>a", "a>e", "b>e"), `<error id="e1"`, `<error id="e2"/><error id="e1"`, 1), "hat keinen Code"},
		"trigger that is missing": {wrap(start("s")+`<endEvent id="e"><eventDefinitionRef>weg</eventDefinitionRef></endEvent>`, "s>e"), "(weg), fehlt in der Datei"},
		"two times":               {wrap(start("s")+`<intermediateCatchEvent id="a"><timerEventDefinition><timeDate>2026-01-01</timeDate><timeDuration>P1D</timeDuration></timerEventDefinition></intermediateCatchEvent>`+end("e"), "s>a", "a>e"), "mehrere Zeiten"},
		"condition behind a fork": {wrap(start("s")+gateway("parallelGateway", "f")+user("a")+user("b")+end("e"), "s>f", "f>a?true", "f>b", "a>e", "b>e"), "würde nicht beachtet"},
		"condition on one way":    {wrap(start("s")+gateway("exclusiveGateway", "x")+end("e"), "s>x", "x>e?antrag.n > 1"), "Der einzige Weg hinter dem Gateway"},
	} {
		got := texts(Check(parse(t, c.file), Schema{Daten: []Datum{{Name: "n", Typ: TypZahl}}}))
		if !strings.Contains(got, c.want) {
			t.Errorf("%s: want %q in\n%s", name, c.want, got)
		}
	}
}

// What is there for readers, other engines or the Vorgang's own documents says nothing to the run.
func TestHarmlessThingsAreNotNamed(t *testing.T) {
	body := `<documentation>Text</documentation><textAnnotation id="n"><text>Notiz</text></textAnnotation>
<association id="n2" sourceRef="n" targetRef="a"/><group id="n3"/><dataObject id="d"/><property id="pr"/>
<dataObjectReference id="dr" dataObjectRef="d"/><dataStoreReference id="ds"/>` +
		start("s") + `<userTask id="a" name="a" implementation="##unspecified" startQuantity="1" isForCompensation="false">
<extensionElements><k:aufgabe rolle="r"/><camunda xmlns="urn:x"/></extensionElements><incoming>x</incoming>
<dataInputAssociation><sourceRef>dr</sourceRef><targetRef>pr</targetRef></dataInputAssociation></userTask>` +
		gateway("exclusiveGateway", "x", `gatewayDirection="Diverging"`) + end("e")
	file := strings.Replace(wrap(body, "s>a", "a>x", "x>e"), "<process ",
		`<import/><itemDefinition id="i"/><signal id="sg"/><collaboration id="c" isClosed="false"/><process processType="None" `, 1)
	if got := texts(Check(parse(t, file), Schema{})); got != "" {
		t.Fatal(got)
	}
}
