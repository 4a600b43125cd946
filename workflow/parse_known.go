package workflow

import (
	"maps"
	"slices"
	"strings"
)

// Nothing in a picture is ignored silently. Here stands what the engine reads, and what it may leave alone
// because no run would go another way for it; Check names everything else.

// leftOut is something of the picture that is not heeded.
type leftOut struct {
	rule string // key of rules
	what string // attribute or child as the file calls it
}

// rule says what an attribute or child would change; %s is the element.
type rule struct{ severity, clause, text string }

var rules = map[string]rule{
	"startQuantity": {SeverityFehler, "10.3", "%s soll erst nach mehreren Eingängen beginnen (startQuantity). Das wird nicht ausgeführt; bitte davor mit einem parallelen Gateway zusammenführen."},
	"completionQuantity": {SeverityFehler, "10.3",
		"%s soll mehrfach auslösen, was dahinter kommt (completionQuantity). Das wird nicht ausgeführt; bitte dahinter ein paralleles Gateway zeichnen."},
	"isForCompensation": {SeverityFehler, "13.5.5",
		"%s macht eine andere Aktivität rückgängig (isForCompensation). Das wird nicht ausgeführt; bitte die Rückabwicklung als eigenen Weg zeichnen."},
	"instantiate": {SeverityFehler, "13.2",
		"%s soll den Prozess beginnen (instantiate). Ein Prozess beginnt mit dem Eingang des Vorgangs; bitte ein Startereignis davor zeichnen."},
	"eventGatewayType": {SeverityFehler, "10.6.6",
		"%s wartet auf alle Ereignisse (eventGatewayType Parallel). Das wird nicht ausgeführt; bitte ein paralleles Gateway mit je einem Ereignis in den Zweigen zeichnen und dahinter zusammenführen."},
	"behavior": {SeverityFehler, "13.3.7",
		"%s soll etwas auslösen, bevor alle fertig sind (behavior). Das wird nicht ausgeführt; bitte das Ereignis hinter die Aktivität zeichnen."},
	"loopDataOutput": {SeverityWarnung, "13.3.7",
		"%s sammelt Ergebnisse in einer eigenen Liste (loopDataOutputRef). Das wird nicht beachtet; jeder Wert wird danach unter seinem Namen zur Liste."},
	"ioSpecification": {SeverityWarnung, "10.4.2",
		"%s nennt Daten, die es braucht und liefert (ioSpecification). Das wird nicht beachtet; Felder stehen in kontor:feld, Eingaben in kontor:eingabe."},
	"assignment": {SeverityWarnung, "10.4.2",
		"%s rechnet Daten um (assignment, transformation). Das wird nicht beachtet; bitte eine Skriptaufgabe zeichnen."},
	"resource": {SeverityWarnung, "10.3.1",
		"%s nennt, wer zuständig ist, auf die Art von BPMN (potentialOwner, performer). Das wird nicht beachtet; bitte Rolle und Einheit in kontor:aufgabe eintragen."},
	"correlation": {SeverityWarnung, "8.4.2",
		"%s ordnet Nachrichten nach eigenen Schlüsseln zu (correlation). Das wird nicht beachtet; Nachrichten gehören zum Vorgang, ein weiterer Schlüssel steht in kontor:nachricht."},
	"participantMultiplicity": {SeverityWarnung, "9.3",
		"%s ist mehrfach beteiligt (participantMultiplicity). Das wird nicht beachtet; ein Vorgang hat einen Ablauf."},
	"unknown": {SeverityWarnung, "",
		"%s trägt „%s“. Das gehört nicht zu BPMN 2.0 und wird nicht beachtet; bitte in der Datei prüfen, was damit gemeint ist."},
	"kontor": {SeverityFehler, "",
		"%s trägt „%s“. Das kennt Kontor nicht; bitte die Schreibweise prüfen."},
}

// onlyAs are attributes that may only have the value they have when they are not there, and children that
// stand for a rule.
var onlyAs = map[string][]string{
	"startQuantity": {"1"}, "completionQuantity": {"1"}, "isForCompensation": {"false", "0"},
	"instantiate": {"false", "0"}, "eventGatewayType": {"Exclusive"}, "behavior": {"All"},
}

var childRules = map[string]string{
	"ioSpecification": "ioSpecification", "ioBinding": "ioSpecification",
	"resourceRole": "resource", "performer": "resource", "humanPerformer": "resource", "potentialOwner": "resource",
	"correlationSubscription": "correlation", "correlationKey": "correlation",
	"participantMultiplicity": "participantMultiplicity",
	"assignment":              "assignment", "transformation": "assignment",
	"complexBehaviorDefinition": "behavior", "loopDataOutputRef": "loopDataOutput", "outputDataItem": "loopDataOutput",
}

// Attributes and children that are read or harmless, by element; "*" holds everywhere. Harmless are texts for
// readers (documentation, notes, groups), data objects and their lines (a Vorgang has its documents anyway),
// technical bindings of other engines (implementation, operationRef), directions of gateways (the flows
// count), and what belongs to other parts of BPMN.
var known = map[string]string{
	"*": `id name | documentation extensionElements incoming outgoing auditing monitoring categoryValueRef
		textAnnotation association group`,
	"activity": `default startQuantity completionQuantity isForCompensation | property ioSpecification
		dataInputAssociation dataOutputAssociation standardLoopCharacteristics multiInstanceLoopCharacteristics
		resourceRole performer humanPerformer potentialOwner`,
	"event": `parallelMultiple | property eventDefinitionRef dataInput dataOutput inputSet outputSet
		dataInputAssociation dataOutputAssociation messageEventDefinition timerEventDefinition errorEventDefinition
		terminateEventDefinition`,
	"container": `| laneSet sequenceFlow dataObject dataObjectReference dataStoreReference property
		startEvent endEvent intermediateCatchEvent intermediateThrowEvent boundaryEvent task manualTask userTask serviceTask
		sendTask receiveTask scriptTask businessRuleTask subProcess adHocSubProcess transaction callActivity
		exclusiveGateway parallelGateway inclusiveGateway complexGateway eventBasedGateway`,
	"process": `processType isClosed isExecutable definitionalCollaborationRef state | supportedInterfaceRef supports
		ioSpecification ioBinding resourceRole performer humanPerformer potentialOwner correlationSubscription`,
	"gateway": "gatewayDirection default instantiate eventGatewayType |",
	"definitions": `targetNamespace expressionLanguage typeLanguage exporter exporterVersion | import extension
		relationship process collaboration message error signal escalation itemDefinition interface resource category
		dataStore partnerEntity partnerRole endPoint correlationProperty messageEventDefinition timerEventDefinition
		errorEventDefinition terminateEventDefinition signalEventDefinition escalationEventDefinition
		conditionalEventDefinition compensateEventDefinition linkEventDefinition cancelEventDefinition globalTask
		globalUserTask globalManualTask globalScriptTask globalBusinessRuleTask choreography globalChoreographyTask
		conversation globalConversation`,
	"collaboration": `isClosed | participant messageFlow conversationNode conversation callConversation
		subConversation conversationLink conversationAssociation participantAssociation messageFlowAssociation
		choreographyRef`,
	"lane":                             "partitionElementRef | partitionElement flowNodeRef childLaneSet",
	"participant":                      "processRef | interfaceRef endPointRef participantAssociation",
	"sequenceFlow":                     "sourceRef targetRef isImmediate | conditionExpression",
	"userTask":                         "implementation | rendering",
	"serviceTask":                      "implementation operationRef |",
	"sendTask":                         "implementation operationRef messageRef |",
	"receiveTask":                      "implementation operationRef messageRef instantiate |",
	"scriptTask":                       "scriptFormat | script",
	"callActivity":                     "calledElement |",
	"subProcess":                       "triggeredByEvent |",
	"startEvent":                       "isInterrupting |",
	"boundaryEvent":                    "cancelActivity attachedToRef |",
	"messageEventDefinition":           "messageRef operationRef | operationRef",
	"timerEventDefinition":             "| timeDuration timeDate timeCycle",
	"errorEventDefinition":             "errorRef |",
	"terminateEventDefinition":         "|",
	"multiInstanceLoopCharacteristics": "isSequential behavior | loopCardinality loopDataInputRef inputDataItem completionCondition",
	"conditionExpression":              "language evaluatesToTypeRef |",
	"dataInputAssociation":             "| sourceRef targetRef",
	"dataOutputAssociation":            "| sourceRef targetRef",
}

// judgedInside are the children whose own attributes and children are judged with the element.
var judgedInside = map[string]bool{
	"messageEventDefinition": true, "timerEventDefinition": true, "errorEventDefinition": true,
	"terminateEventDefinition": true, "conditionExpression": true, "dataInputAssociation": true,
	"dataOutputAssociation": true, "multiInstanceLoopCharacteristics": true,
}

// kontorKnown are the elements of our own extension and their attributes.
var kontorKnown = map[string]string{
	"aufgabe": "rolle einheit faellig aktion vierAugen hinweis | feld", "feld": "name label typ pflicht | option",
	"option": "wert label |", "dienst": "art | eingabe", "eingabe": "name wert |", "nachricht": "schluessel |",
	"mehrfach": "liste element nacheinander |", "status": "wert |", "frist": "dauer ab ende |",
}

// kontorOn says which of our elements is read where.
var kontorOn = map[string][]Kind{
	"aufgabe":   {UserTask, ExclusiveGateway, "process"},
	"dienst":    {ServiceTask, SendTask},
	"nachricht": {StartEvent, CatchEvent, BoundaryEvent, ReceiveTask},
	"frist":     {StartEvent, CatchEvent, BoundaryEvent},
	"mehrfach":  {UserTask, ServiceTask, SendTask, ReceiveTask, ScriptTask, SubProcess, CallActivity},
}

type knownNames struct{ attributes, children map[string]bool }

// knownOf splits the lists above.
var knownOf = func() map[string]knownNames {
	all := map[string]knownNames{}
	for _, table := range []map[string]string{known, kontorKnown} {
		for element, list := range table {
			attributes, children, _ := strings.Cut(list, "|")
			all[element] = knownNames{setOf(attributes), setOf(children)}
		}
	}
	return all
}()

func setOf(list string) map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(list) {
		set[name] = true
	}
	return set
}

// groupsOf are the lists that hold for an element besides its own.
func groupsOf(element string) []string {
	groups := []string{"*", element}
	switch Kind(element) {
	case StartEvent, EndEvent, CatchEvent, ThrowEvent, BoundaryEvent:
		groups = append(groups, "event")
	case ExclusiveGateway, InclusiveGateway, ParallelGateway, EventBasedGateway:
		groups = append(groups, "gateway")
	case "process":
		groups = append(groups, "container")
	case SubProcess:
		groups = append(groups, "activity", "container")
	case UserTask, ServiceTask, SendTask, ReceiveTask, ScriptTask, CallActivity, "task", "manualTask":
		groups = append(groups, "activity")
	}
	return groups
}

// judge returns what of an XML element is not heeded. kind is what it is read as, "" = no flow node.
func judge(n *node, kind Kind) []leftOut {
	var list []leftOut
	add := func(rule, what string) {
		if x := (leftOut{rule, what}); !slices.Contains(list, x) {
			list = append(list, x)
		}
	}
	groups := groupsOf(n.name)
	for _, name := range slices.Sorted(maps.Keys(n.attrs)) {
		harmless, ruled := onlyAs[name]
		switch {
		case !slices.ContainsFunc(groups, func(g string) bool { return knownOf[g].attributes[name] }):
			add("unknown", name)
		case ruled && !slices.Contains(harmless, n.attr(name)):
			add(name, name)
		}
	}
	for _, c := range n.children {
		switch {
		case c.space == nsKontor:
			add("kontor", "kontor:"+c.name)
		case childRules[c.name] != "":
			add(childRules[c.name], c.name)
		case !slices.ContainsFunc(groups, func(g string) bool { return knownOf[g].children[c.name] }):
			add("unknown", c.name)
		case judgedInside[c.name]:
			list = append(list, judge(c, "")...)
		}
	}
	for _, c := range n.extensions() {
		list = append(list, judgeKontor(c, kind)...)
	}
	return list
}

// judgeKontor does the same for our own extension, where a slip of the pen costs a role or a field.
func judgeKontor(n *node, on Kind) []leftOut {
	var list []leftOut
	names, isKnown := knownOf[n.name]
	if kinds, ruled := kontorOn[n.name]; !isKnown || on != "" && ruled && !slices.Contains(kinds, on) {
		return []leftOut{{"kontor", "kontor:" + n.name}}
	}
	for _, name := range slices.Sorted(maps.Keys(n.attrs)) {
		if !names.attributes[name] {
			list = append(list, leftOut{"kontor", name + " in kontor:" + n.name})
		}
	}
	for _, c := range n.children {
		if c.space != nsKontor || !names.children[c.name] {
			list = append(list, leftOut{"kontor", c.name + " in kontor:" + n.name})
			continue
		}
		list = append(list, judgeKontor(c, "")...)
	}
	return list
}
