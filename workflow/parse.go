package workflow

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Parse reads BPMN 2.0 XML from any tool (clause 15). Namespaces go by URI; diagram data, lanes, notes
// and extensions of others are kept out of the process. The process is the first executable one, else
// the first; further processes of the file can be called by it. Errors are *Error with code xml or grenze.
//
// What the file says but the engine does not run is not an error here: Check names it.
func Parse(r io.Reader) (*Process, error) {
	definitions, err := readXML(r)
	if err != nil {
		return nil, err
	}
	refs := readReferences(definitions)
	var all []*Process
	main := -1
	for _, n := range definitions.all("process") {
		p, err := parseProcess(n, refs)
		if err != nil {
			return nil, err
		}
		if main < 0 && n.attr("isExecutable") == "true" {
			main = len(all)
		}
		all = append(all, p)
	}
	if len(all) == 0 {
		return nil, &Error{Code: CodeXML, Reason: "Die Datei enthält keinen Prozess."}
	}
	p := all[max(main, 0)]
	for _, q := range all {
		for _, other := range all {
			if other != p {
				q.Bind(other.ID, "", other)
			}
		}
	}
	return p, nil
}

// references are the definitions that events point at by id.
type references struct{ messages, errors map[string]string }

func readReferences(definitions *node) references {
	refs := references{map[string]string{}, map[string]string{}}
	for _, n := range definitions.all("message") {
		refs.messages[n.attr("id")] = n.attr("name")
	}
	for _, n := range definitions.all("error") {
		code := n.attr("errorCode")
		if code == "" {
			code = n.attr("name")
		}
		refs.errors[n.attr("id")] = code
	}
	return refs
}

// local strips the prefix of a QName reference.
func local(ref string) string {
	if i := strings.LastIndexByte(ref, ':'); i >= 0 {
		return ref[i+1:]
	}
	return ref
}

func parseProcess(n *node, refs references) (*Process, error) {
	p := &Process{
		ID: n.attr("id"), Name: n.attr("name"),
		byID: map[string]*Element{}, flows: map[string]*Flow{}, called: map[string][]binding{},
	}
	if err := p.read(n, "", refs); err != nil {
		return nil, err
	}
	for _, f := range p.Flows {
		if e := p.byID[f.Source]; e != nil {
			e.Out = append(e.Out, f)
		}
		if e := p.byID[f.Target]; e != nil {
			e.In = append(e.In, f)
		}
	}
	p.index()
	return p, nil
}

// flowNodes are all flow nodes of BPMN 2.0.2; those the engine does not run carry the reason and,
// where there is one, the way to draw it instead.
var flowNodes = map[string]string{
	"startEvent": "", "endEvent": "", "intermediateCatchEvent": "", "intermediateThrowEvent": "",
	"boundaryEvent": "", "userTask": "", "serviceTask": "", "sendTask": "", "receiveTask": "",
	"scriptTask": "", "subProcess": "", "callActivity": "", "exclusiveGateway": "",
	"parallelGateway": "", "eventBasedGateway": "", "inclusiveGateway": "",
	"task":             "Eine Aufgabe ohne Art sagt nicht, wer sie erledigt. Bitte als Benutzer- oder Dienstaufgabe zeichnen.",
	"manualTask":       "Eine manuelle Aufgabe wird nicht verfolgt. Bitte als Benutzeraufgabe zeichnen.",
	"businessRuleTask": "Geschäftsregelaufgaben werden nicht ausgeführt. Bitte als Skriptaufgabe oder exklusives Gateway zeichnen.",
	"complexGateway":   "Komplexe Gateways werden nicht ausgeführt. Bitte mit exklusiven und parallelen Gateways zeichnen.",
	"transaction":      "Transaktionen werden nicht ausgeführt. Bitte als eingebetteten Teilprozess zeichnen.",
	"adHocSubProcess":  "Ad-hoc-Teilprozesse werden nicht ausgeführt. Bitte den Ablauf zeichnen; Aufgaben außer der Reihe legt die Sachbearbeitung selbst an.",
}

func (p *Process) read(n *node, parent string, refs references) error {
	for _, c := range n.children {
		if c.space != nsBPMN {
			continue
		}
		if c.name == "sequenceFlow" {
			if err := p.addFlow(c, parent); err != nil {
				return err
			}
			continue
		}
		refusal, known := flowNodes[c.name]
		if !known {
			continue
		}
		e := parseElement(c, refs)
		e.Parent = parent
		if outer := p.byID[parent]; e.Kind == StartEvent && outer != nil && outer.Triggered {
			e.Refusal = refuseListener(e)
		}
		if e.Refusal == "" {
			e.Refusal = refusal
		}
		if e.ID == "" || p.byID[e.ID] != nil || p.flows[e.ID] != nil {
			return &Error{Code: CodeXML, Element: e.ID,
				Reason: fmt.Sprintf("Das Element „%s“ hat keine eindeutige id.", e.Label())}
		}
		p.Elements = append(p.Elements, e)
		p.byID[e.ID] = e
		if e.Kind == SubProcess {
			if err := p.read(c, e.ID, refs); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *Process) addFlow(c *node, parent string) error {
	f := &Flow{ID: c.attr("id"), Name: c.attr("name"), Source: local(c.attr("sourceRef")),
		Target: local(c.attr("targetRef")), Parent: parent}
	if condition := c.first("conditionExpression"); condition != nil && strings.TrimSpace(condition.text) != "" {
		f.Condition = newExpression(condition.text)
	}
	if f.ID == "" || p.flows[f.ID] != nil || p.byID[f.ID] != nil {
		return &Error{Code: CodeXML, Element: f.ID, Reason: "Ein Sequenzfluss hat keine eindeutige id."}
	}
	p.Flows = append(p.Flows, f)
	p.flows[f.ID] = f
	return nil
}

func parseElement(c *node, refs references) *Element {
	e := &Element{
		ID: c.attr("id"), Name: strings.Join(strings.Fields(c.attr("name")), " "), Kind: Kind(c.name),
		Default: local(c.attr("default")), AttachedTo: local(c.attr("attachedToRef")),
		Interrupting: c.attr("cancelActivity") != "false", Called: local(c.attr("calledElement")),
	}
	if status := c.extension("status"); status != nil {
		e.Status = status.attr("wert")
	}
	e.Mehrfach, e.Refusal = parseMehrfach(c)
	if c.first("standardLoopCharacteristics") != nil {
		e.Refusal = "Eine Schleife an einer Aktivität wird nicht ausgeführt. Bitte die Wiederholung mit einem exklusiven Gateway zeichnen."
	}
	switch e.Kind {
	case SubProcess:
		e.Triggered = c.attr("triggeredByEvent") == "true"
	case StartEvent, EndEvent, CatchEvent, ThrowEvent, BoundaryEvent:
		e.Interrupting = e.Interrupting && c.attr("isInterrupting") != "false"
		parseEvent(e, c, refs)
	case ReceiveTask:
		e.Message = refs.messages[local(c.attr("messageRef"))]
		e.MessageKey = messageKey(c)
	case UserTask:
		e.Aufgabe = parseAufgabe(c.extension("aufgabe"))
	case ServiceTask, SendTask:
		e.Dienst = parseDienst(c.extension("dienst"))
	case ScriptTask:
		e.format = c.attr("scriptFormat")
		if script := c.first("script"); script != nil {
			e.Script, e.scriptErr = parseScript(script.text)
		}
	}
	return e
}

func parseEvent(e *Element, c *node, refs references) {
	var found []string
	for _, d := range c.children {
		if d.space != nsBPMN || !strings.HasSuffix(d.name, "EventDefinition") {
			continue
		}
		found = append(found, d.name)
		switch d.name {
		case "timerEventDefinition":
			e.Event, e.Timer = TimerEvent, parseTimer(d)
		case "messageEventDefinition":
			e.Event, e.Message, e.MessageKey = MessageEvent, refs.messages[local(d.attr("messageRef"))], messageKey(c)
		case "errorEventDefinition":
			e.Event, e.ErrorCode = ErrorEvent, refs.errors[local(d.attr("errorRef"))]
		case "terminateEventDefinition":
			e.Event = TerminateEvent
		default:
			e.Refusal = "Ereignisse der Art „" + strings.TrimSuffix(d.name, "EventDefinition") +
				"“ werden nicht ausgeführt. Möglich sind Zeit, Nachricht, Fehler und Terminierung."
		}
	}
	if len(found) > 1 {
		e.Refusal = "Ein Ereignis mit mehreren Auslösern wird nicht ausgeführt. Bitte ein Ereignis je Auslöser zeichnen."
	}
	if e.Refusal == "" {
		e.Refusal = refuseEvent(e)
	}
}

// eventsRun says which trigger each kind of event may have.
var eventsRun = map[Kind][]EventKind{
	StartEvent:    {NoneEvent},
	EndEvent:      {NoneEvent, ErrorEvent, TerminateEvent},
	CatchEvent:    {TimerEvent, MessageEvent},
	ThrowEvent:    {NoneEvent},
	BoundaryEvent: {TimerEvent, MessageEvent, ErrorEvent},
}

func refuseEvent(e *Element) string {
	if slices.Contains(eventsRun[e.Kind], e.Event) {
		return ""
	}
	switch {
	case e.Kind == StartEvent:
		return "Ein Prozess beginnt mit dem Eingang des Vorgangs. Bitte ein Startereignis ohne Auslöser verwenden."
	case e.Event == MessageEvent:
		return "Nachrichten sendet eine Sendeaufgabe. Bitte das Ereignis durch eine Sendeaufgabe ersetzen."
	case e.Event == NoneEvent:
		return "Dem Ereignis fehlt der Auslöser (Zeit, Nachricht oder Fehler)."
	}
	return "Der Auslöser „" + string(e.Event) + "“ ist an dieser Stelle nicht möglich."
}

// refuseListener judges the start of an event subprocess.
func refuseListener(e *Element) string {
	switch e.Event {
	case TimerEvent, MessageEvent, ErrorEvent:
		return ""
	case NoneEvent:
		return "Dem Start des Ereignis-Teilprozesses fehlt der Auslöser. Bitte Zeit, Nachricht oder Fehler wählen."
	}
	return "Ein Ereignis-Teilprozess kann nur durch Zeit, Nachricht oder Fehler beginnen."
}

func parseTimer(d *node) *TimerDefinition {
	for _, kind := range []string{"duration", "date", "cycle"} {
		name := "time" + strings.ToUpper(kind[:1]) + kind[1:]
		if t := d.first(name); t != nil && strings.TrimSpace(t.text) != "" {
			return &TimerDefinition{Kind: kind, Value: newMoment(t.text)}
		}
	}
	return nil
}
