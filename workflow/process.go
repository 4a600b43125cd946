package workflow

import (
	"cmp"
	"slices"
)

// Kind is the local name of a BPMN flow node, for example "userTask".
type Kind string

// The flow nodes the engine runs. Every other kind is kept by Parse and refused by Check.
const (
	StartEvent        Kind = "startEvent"
	EndEvent          Kind = "endEvent"
	CatchEvent        Kind = "intermediateCatchEvent"
	ThrowEvent        Kind = "intermediateThrowEvent"
	BoundaryEvent     Kind = "boundaryEvent"
	UserTask          Kind = "userTask"
	ServiceTask       Kind = "serviceTask"
	SendTask          Kind = "sendTask"
	ReceiveTask       Kind = "receiveTask"
	ScriptTask        Kind = "scriptTask"
	SubProcess        Kind = "subProcess"
	CallActivity      Kind = "callActivity"
	ExclusiveGateway  Kind = "exclusiveGateway"
	ParallelGateway   Kind = "parallelGateway"
	InclusiveGateway  Kind = "inclusiveGateway"
	EventBasedGateway Kind = "eventBasedGateway"
)

// EventKind is the trigger of an event; "" is the none event.
type EventKind string

// The triggers the engine knows.
const (
	NoneEvent      EventKind = ""
	TimerEvent     EventKind = "timer"
	MessageEvent   EventKind = "message"
	ErrorEvent     EventKind = "error"
	TerminateEvent EventKind = "terminate"
)

// Process is one parsed process. It is read-only after Parse and Bind and may be shared.
type Process struct {
	ID       string
	Name     string
	Elements []*Element // flow nodes in document order, those of embedded subprocesses included
	Flows    []*Flow    // sequence flows in document order

	byID     map[string]*Element
	flows    map[string]*Flow
	called   map[string][]binding  // by process id, oldest binding first
	begins   map[string]*Element   // start event by container, "" = the process itself
	attached map[string][]*Element // boundary events by activity, in document order
	// listeners are the start events of event subprocesses by the container around them, in document order
	listeners map[string][]*Element

	pool    pool    // the pool it is drawn in
	beside  []pool  // the other pools of the file, which do not run
	why     string  // why this one of several runs, a part of a German sentence
	lanes   []*lane // document order
	inLane  map[string]*lane
	stray   []*Element // ends that hang on no way
	leftOut []leftOut

	executable bool // the picture says so
}

// Element is one flow node.
type Element struct {
	ID     string
	Name   string
	Kind   Kind
	Parent string // id of the embedded subprocess around it, "" at the top

	Event        EventKind
	Timer        *TimerDefinition
	Message      string // message name, for message events and receive tasks
	MessageKey   *Expression
	ErrorCode    string    // "" on a boundary event catches every code
	AttachedTo   string    // boundary event: the activity it sits on
	Interrupting bool      // boundary event, start of an event subprocess
	Triggered    bool      // subprocess that an event starts
	Mehrfach     *Mehrfach // nil = done once

	Default   string // id of the default flow
	Called    string // call activity: id of the called process
	Script    []Assignment
	Aufgabe   *Aufgabe
	Dienst    *Dienst
	Status    string // status set when the element is entered, "" = none
	Refusal   string // German reason why the engine does not run this element, "" = it does
	In, Out   []*Flow
	scriptErr string
	format    string

	drawn   Kind      // what it is in the picture, where it is read as another kind
	shown   string    // id in the picture, where the element itself was added to it
	spot    spot      // where it stands, said where it has no name
	choice  bool      // exclusive gateway: no way has a condition, a person chooses
	decides *Aufgabe  // exclusive gateway: the task in which that person does
	named   string    // where the name of its message was taken from, a part of a German sentence
	lane    *lane     // the innermost lane around it
	leftOut []leftOut // what of the picture is not heeded
}

// inPicture is the id by which the browser finds the element.
func (e *Element) inPicture() string { return cmp.Or(e.shown, e.ID) }

// canHold reports whether boundary events may sit on the element.
func (e *Element) canHold() bool { return e.activity() && e.drawn != ThrowEvent && e.drawn != EndEvent }

// activity reports whether the element is a task or holds an inner flow.
func (e *Element) activity() bool {
	switch e.Kind {
	case UserTask, ServiceTask, SendTask, ReceiveTask, ScriptTask, SubProcess, CallActivity:
		return true
	}
	return false
}

// Flow is one sequence flow.
type Flow struct {
	ID        string
	Name      string
	Source    string
	Target    string
	Parent    string
	Condition *Expression // nil = unconditional

	language string // of the condition, as the picture says it
	leftOut  []leftOut
}

// TimerDefinition is the trigger of a timer event.
type TimerDefinition struct {
	Kind  string      // "duration", "date", "cycle" or "frist"
	Value *Expression // nil of a Frist
	Frist *Frist
}

// Assignment is one line of a script: variable = expression.
type Assignment struct {
	Variable string
	Value    *Expression
}

// Aufgabe is what `kontor:aufgabe` says about a user task.
type Aufgabe struct {
	Rolle     string
	Einheit   string // beginning with "=" it is an expression
	Aktion    string
	VierAugen string
	Hinweis   string
	Faellig   *Expression // nil = no due date
	Felder    []Feld
	einheit   *Expression // where Einheit is one
}

// Feld is one field a person fills in to complete a task.
type Feld struct {
	Name     string   `json:"name" yaml:"name"`
	Label    string   `json:"label" yaml:"label"`
	Typ      string   `json:"typ" yaml:"typ"` // one of the Typ constants
	Pflicht  bool     `json:"pflicht,omitempty" yaml:"pflicht"`
	Optionen []Option `json:"optionen,omitempty" yaml:"optionen"`
}

// Option is one choice of a Feld of type auswahl.
type Option struct {
	Wert  string `json:"wert" yaml:"wert"`
	Label string `json:"label" yaml:"label"`
}

// Dienst is what `kontor:dienst` says about a service or send task.
type Dienst struct {
	Art      string
	Eingaben []Eingabe
}

// Eingabe is one input of a Dienst: a literal, or an expression where the text begins with "=".
type Eingabe struct {
	Name string
	Wert *Expression
}

type binding struct {
	version string
	process *Process
}

// Element returns the flow node with this id, or nil.
func (p *Process) Element(id string) *Element { return p.byID[id] }

// UserTasks returns the tasks of people on the top level in document order: where a person may jump to.
func (p *Process) UserTasks() []*Element {
	var out []*Element
	for _, e := range p.Elements {
		if e.Kind == UserTask && e.Parent == "" {
			out = append(out, e)
		}
	}
	return out
}

// Flow returns the sequence flow with this id, or nil.
func (p *Process) Flow(id string) *Flow { return p.flows[id] }

// Bind makes q callable by call activities of p whose calledElement is id. The binding made last is
// the one new calls take; calls under way keep the version they began with, so a host binds every
// version that may still run, oldest first.
func (p *Process) Bind(id, version string, q *Process) {
	kept := make([]binding, 0, len(p.called[id])+1)
	for _, b := range p.called[id] {
		if b.version != version {
			kept = append(kept, b)
		}
	}
	p.called[id] = append(kept, binding{version, q})
}

// callee returns the version a new call binds.
func (p *Process) callee(id string) (*Process, string, bool) {
	all := p.called[id]
	if len(all) == 0 {
		return nil, "", false
	}
	last := all[len(all)-1]
	return last.process, last.version, true
}

// bound returns the process a running call holds.
func (p *Process) bound(id, version string) *Process {
	for _, b := range p.called[id] {
		if b.version == version {
			return b.process
		}
	}
	return nil
}

// start returns the start event of the process (parent "") or of an embedded subprocess.
func (p *Process) start(parent string) *Element { return p.begins[parent] }

// ends reports whether a way through the process (parent "") or an embedded subprocess comes to an end.
func (p *Process) ends(parent string) bool {
	return slices.ContainsFunc(p.Elements, func(e *Element) bool {
		return e.Parent == parent && (e.Kind == EndEvent || e.canEnd() && len(e.Out) == 0)
	})
}

// canEnd reports whether a way may end at the element without an end event (clause 10.5.3).
func (e *Element) canEnd() bool {
	return e.activity() && !e.Triggered || e.Kind == CatchEvent || e.Kind == ThrowEvent
}

// boundaries returns the events attached to an activity, in document order.
func (p *Process) boundaries(id string) []*Element { return p.attached[id] }

// index makes what is looked for at every step be found without walking the picture.
func (p *Process) index() {
	p.begins, p.attached, p.listeners = map[string]*Element{}, map[string][]*Element{}, map[string][]*Element{}
	for _, e := range p.Elements {
		switch {
		case e.Kind == StartEvent && p.begins[e.Parent] == nil:
			p.begins[e.Parent] = e
			if outer := p.byID[e.Parent]; outer != nil && outer.Triggered {
				p.listeners[outer.Parent] = append(p.listeners[outer.Parent], e)
			}
		case e.Kind == BoundaryEvent:
			p.attached[e.AttachedTo] = append(p.attached[e.AttachedTo], e)
		}
	}
}
