package workflow

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Parse reads BPMN 2.0 XML from any tool (clause 15). Namespaces go by URI; diagram data, notes and
// extensions of others are kept out of the process. Errors are *Error with code xml or grenze.
//
// What the file says but the engine does not run is not an error here: Check names it.
func Parse(r io.Reader) (*Process, error) { return ParseFor(r, "") }

// ParseFor reads the process that the procedure of this name runs. Of several in the file it is the one
// called like the procedure, by itself or by its pool; else the first in which people work. The others are
// partners, or are called by it.
func ParseFor(r io.Reader, name string) (*Process, error) {
	definitions, err := readXML(r)
	if err != nil {
		return nil, err
	}
	reader := newReader(definitions)
	var all []*Process
	for i, n := range definitions.all("process") {
		p, err := reader.process(n, i)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	if len(all) == 0 {
		return nil, &Error{Code: CodeXML, Reason: "Die Datei enthält keinen Prozess."}
	}
	for _, q := range all {
		for _, other := range all {
			if other != q {
				q.Bind(other.ID, "", other)
			}
		}
		reader.complete(q)
	}
	for _, q := range all {
		q.translate()
	}
	return reader.choose(all, name), nil
}

// reader holds what elements point at by id, and what lies around the processes.
type reader struct {
	messages, errors map[string]string
	triggers         map[string]*node // event definitions outside of events
	pools            []pool
	leftOut          []leftOut // around the processes
	messageFlows     []messageFlow
	senders          map[string]string // name of each flow node of all processes, else of its pool
	language         string            // of expressions that name none
}

func newReader(definitions *node) *reader {
	r := &reader{messages: map[string]string{}, errors: map[string]string{}, triggers: map[string]*node{},
		senders: map[string]string{}, language: definitions.attr("expressionLanguage"), leftOut: judge(definitions, "")}
	for _, n := range definitions.children {
		id := n.attr("id")
		switch {
		case n.space != nsBPMN:
		case n.name == "message":
			r.messages[id] = n.attr("name")
		case n.name == "error":
			r.errors[id] = n.attr("errorCode")
			if r.errors[id] == "" {
				r.errors[id] = n.attr("name")
			}
		case strings.HasSuffix(n.name, "EventDefinition"):
			r.triggers[id] = n
		case n.name == "collaboration":
			r.collaboration(n)
		}
	}
	return r
}

// local strips the prefix of a QName reference.
func local(ref string) string {
	ref = strings.TrimSpace(ref)
	if i := strings.LastIndexByte(ref, ':'); i >= 0 {
		return ref[i+1:]
	}
	return ref
}

// given makes an id for what has none: xsd:ID is optional in BPMN 2.0. No id of a file can be the same,
// because none may contain "#" or ">".
func given(kind string, number int) string { return fmt.Sprintf("%s#%d", kind, number+1) }

func (r *reader) process(n *node, number int) (*Process, error) {
	p := &Process{
		ID: n.attr("id"), Name: clean(n.attr("name")),
		byID: map[string]*Element{}, flows: map[string]*Flow{}, called: map[string][]binding{},
		inLane: map[string]*lane{}, executable: n.flag("isExecutable", false),
	}
	if p.ID == "" {
		p.ID = given("process", number)
	}
	p.pool = r.poolOf(p, n)
	p.leftOut = slices.Concat(r.leftOut, judge(n, "process"))
	return p, r.read(p, n, "")
}

func clean(text string) string { return strings.Join(strings.Fields(text), " ") }

// flowNodes are all flow nodes of BPMN 2.0.2; those the engine does not run carry the reason and,
// where there is one, the way to draw it instead.
var flowNodes = map[string]string{
	"startEvent": "", "endEvent": "", "intermediateCatchEvent": "", "intermediateThrowEvent": "",
	"boundaryEvent": "", "userTask": "", "serviceTask": "", "sendTask": "", "receiveTask": "",
	"scriptTask": "", "subProcess": "", "callActivity": "", "exclusiveGateway": "",
	"parallelGateway": "", "eventBasedGateway": "", "inclusiveGateway": "", "task": "", "manualTask": "",
	"businessRuleTask": "Geschäftsregelaufgaben werden nicht ausgeführt. Bitte als Skriptaufgabe oder exklusives Gateway zeichnen.",
	"complexGateway":   "Komplexe Gateways werden nicht ausgeführt. Bitte mit exklusiven und parallelen Gateways zeichnen.",
	"transaction":      "Transaktionen werden nicht ausgeführt. Bitte als eingebetteten Teilprozess zeichnen.",
	"adHocSubProcess":  "Ad-hoc-Teilprozesse werden nicht ausgeführt. Bitte den Ablauf zeichnen; Aufgaben außer der Reihe legt die Sachbearbeitung selbst an.",
}

func isFlowNode(name string) bool {
	_, known := flowNodes[name]
	return known
}

// read takes in what lies in a process or an embedded subprocess.
func (r *reader) read(p *Process, n *node, parent string) error {
	for _, c := range n.children {
		if c.space != nsBPMN {
			continue
		}
		switch c.name {
		case "sequenceFlow":
			if err := r.addFlow(p, c, parent); err != nil {
				return err
			}
		case "laneSet":
			p.readLanes(c, cmp.Or(p.inLane[parent], p.pool.lane))
		}
		refusal, known := flowNodes[c.name]
		if !known {
			continue
		}
		e := r.element(c, p.byID[parent])
		if e.ID == "" {
			e.ID = given(c.name, len(p.Elements))
		}
		if e.Refusal == "" {
			e.Refusal = refusal
		}
		if !p.add(e) {
			return &Error{Code: CodeXML, Element: e.ID,
				Reason: fmt.Sprintf("Die Kennung „%s“ gibt es in der Datei zweimal. Bitte neu aus dem Zeichenprogramm ausgeben.", e.ID)}
		}
		r.senders[e.ID] = cmp.Or(e.Name, p.pool.name)
		if e.Kind == SubProcess {
			if err := r.read(p, c, e.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// add takes an element in unless its id is taken.
func (p *Process) add(e *Element) bool {
	if p.byID[e.ID] != nil || p.flows[e.ID] != nil {
		return false
	}
	p.Elements = append(p.Elements, e)
	p.byID[e.ID] = e
	return true
}

func (r *reader) addFlow(p *Process, c *node, parent string) error {
	f := &Flow{ID: c.attr("id"), Name: clean(c.attr("name")), Source: local(c.attr("sourceRef")),
		Target: local(c.attr("targetRef")), Parent: parent, leftOut: judge(c, "")}
	if condition := c.first("conditionExpression"); condition != nil && strings.TrimSpace(condition.text()) != "" {
		f.Condition = &Expression{Source: condition.text()}
		if f.language = condition.attr("language"); f.language == "" {
			f.language = r.language
		}
	}
	if f.ID == "" { // the same as long as it joins the same two
		f.ID = f.Source + ">" + f.Target
		for n := 2; p.flows[f.ID] != nil; n++ {
			f.ID = fmt.Sprintf("%s>%s#%d", f.Source, f.Target, n)
		}
	}
	if p.flows[f.ID] != nil || p.byID[f.ID] != nil {
		return &Error{Code: CodeXML, Element: f.ID,
			Reason: fmt.Sprintf("Die Kennung „%s“ gibt es in der Datei zweimal. Bitte neu aus dem Zeichenprogramm ausgeben.", f.ID)}
	}
	p.Flows = append(p.Flows, f)
	p.flows[f.ID] = f
	return nil
}

// element reads a flow node; around is the subprocess it stands in, nil = the process itself.
func (r *reader) element(c *node, around *Element) *Element {
	e := &Element{
		ID: c.attr("id"), Name: clean(c.attr("name")), Kind: Kind(c.name),
		Default: local(c.attr("default")), AttachedTo: local(c.attr("attachedToRef")),
		Interrupting: c.flag("cancelActivity", true), Called: local(c.attr("calledElement")),
	}
	if around != nil {
		e.Parent = around.ID
	}
	if status := c.extension("status"); status != nil {
		e.Status = status.attr("wert")
	}
	switch e.Kind {
	case "task", "manualTask":
		e.drawn, e.Kind = e.Kind, UserTask
		if c.extension("dienst") != nil {
			e.Kind = ServiceTask
		}
	case SubProcess:
		e.Triggered = c.flag("triggeredByEvent", false)
		drawn := slices.ContainsFunc(c.children, func(n *node) bool { return n.space == nsBPMN && isFlowNode(n.name) })
		if !drawn && !e.Triggered { // folded and never drawn
			e.drawn, e.Kind = e.Kind, UserTask
		}
	case StartEvent, EndEvent, CatchEvent, ThrowEvent, BoundaryEvent:
		r.event(e, c, around)
	}
	r.details(e, c)
	var why string
	if e.Mehrfach, why = parseMehrfach(c); why != "" {
		e.Refusal = why
	}
	if c.first("standardLoopCharacteristics") != nil {
		e.Refusal = "Eine Schleife an einer Aktivität wird nicht ausgeführt. Bitte die Wiederholung mit einem exklusiven Gateway zeichnen."
	}
	if e.Refusal == "" && flowNodes[c.name] == "" {
		e.leftOut = judge(c, e.Kind)
	}
	return e
}

// details reads what only this kind of element has.
func (r *reader) details(e *Element, c *node) {
	switch e.Kind {
	case ReceiveTask:
		r.setMessage(e, c.attr("messageRef"))
		e.MessageKey = messageKey(c)
	case UserTask:
		e.Aufgabe = parseAufgabe(c.extension("aufgabe"))
	case ExclusiveGateway: // who decides, where no way has a condition
		e.decides = parseAufgabe(c.extension("aufgabe"))
	case ServiceTask, SendTask:
		e.Dienst = parseDienst(c.extension("dienst"))
	case ScriptTask:
		e.format = c.attr("scriptFormat")
		if script := c.first("script"); script != nil {
			e.Script, e.scriptErr = parseScript(script.text())
		}
	}
}
