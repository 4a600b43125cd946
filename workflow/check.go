package workflow

import (
	"cmp"
	"fmt"
	"slices"
)

// The severities of a Finding. A definition with a finding of severity Fehler must not become active.
const (
	SeverityFehler  = "fehler"
	SeverityWarnung = "warnung"
)

// Finding is one thing that is wrong with a definition, said to the person who drew it.
type Finding struct {
	Element  string `json:"element,omitempty"` // id of the BPMN element, or a path in verfahren.yaml
	Name     string `json:"name,omitempty"`    // what the element is called in the picture
	Severity string `json:"severity"`
	Message  string `json:"message"`          // German sentence
	Clause   string `json:"clause,omitempty"` // of BPMN 2.0.2
}

// Schema is what a definition may refer to besides its own picture.
type Schema struct {
	Daten  []Datum  // logical variables, `antrag` in expressions
	Rollen []string // known roles; empty = any
}

// HasErrors reports whether one of the findings forbids to run the definition.
func HasErrors(findings []Finding) bool {
	return slices.ContainsFunc(findings, func(f Finding) bool { return f.Severity == SeverityFehler })
}

// Check judges a process: elements the engine does not run, dangling or unreachable parts, texts that
// do not compile against the schema, and models whose tokens get stuck or lost (see sound.go).
func Check(p *Process, s Schema) []Finding {
	return check(p, s, map[*Process]bool{})
}

// check judges p once, and what it calls unless it was judged already.
func check(p *Process, s Schema, checked map[*Process]bool) []Finding {
	checked[p] = true
	c := &checker{p: p, schema: s, checked: checked}
	c.container("", p.Name)
	for _, e := range p.Elements {
		c.element(e)
		if e.Kind == SubProcess && e.Refusal == "" {
			c.container(e.ID, e.Label())
		}
	}
	for _, f := range p.Flows {
		c.flow(f)
	}
	c.expressions()
	// A picture with broken parts gives no sensible token game.
	if !HasErrors(c.findings) {
		c.soundness("")
		for _, e := range p.Elements {
			if e.Kind == SubProcess {
				c.soundness(e.ID)
			}
		}
		c.deadWays()
		c.loops()
	}
	return c.findings
}

type checker struct {
	p        *Process
	schema   Schema
	checked  map[*Process]bool
	findings []Finding
}

func (c *checker) add(severity string, e *Element, clause, format string, args ...any) {
	f := Finding{Severity: severity, Clause: clause, Message: fmt.Sprintf(format, args...)}
	if e != nil {
		f.Element, f.Name = e.ID, e.Name
	}
	c.findings = append(c.findings, f)
}

func (c *checker) fail(e *Element, clause, format string, args ...any) {
	c.add(SeverityFehler, e, clause, format, args...)
}

// container checks the process itself (parent "") or one embedded subprocess.
func (c *checker) container(parent, name string) {
	holder := c.p.Element(parent)
	starts, ends := 0, 0
	for _, e := range c.p.Elements {
		if e.Parent != parent {
			continue
		}
		switch e.Kind {
		case StartEvent:
			starts++
		case EndEvent:
			ends++
		}
	}
	what := cmp.Or(name, "Prozess")
	if starts != 1 {
		c.fail(holder, "13.2", "„%s“ braucht genau ein Startereignis, hat aber %d.", what, starts)
	}
	if ends == 0 {
		c.fail(holder, "13.5.6", "„%s“ hat kein Endereignis.", what)
	}
	if starts == 1 {
		c.reachable(parent)
	}
}

// reachable names elements no token can come to.
func (c *checker) reachable(parent string) {
	seen := map[string]bool{}
	stack := []*Element{c.p.start(parent)}
	attached := map[string][]*Element{}
	for _, e := range c.p.Elements {
		if e.Kind == BoundaryEvent {
			attached[e.AttachedTo] = append(attached[e.AttachedTo], e)
		}
	}
	for len(stack) > 0 {
		e := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if e == nil || seen[e.ID] {
			continue
		}
		seen[e.ID] = true
		stack = append(stack, attached[e.ID]...)
		for _, f := range e.Out {
			stack = append(stack, c.p.Element(f.Target))
		}
	}
	for _, e := range c.p.Elements {
		if e.Parent == parent && !seen[e.ID] && !e.Triggered {
			c.fail(e, "13.3.1", "„%s“ ist vom Start aus nicht erreichbar.", e.Label())
		}
	}
}

func (c *checker) flow(f *Flow) {
	source, target := c.p.Element(f.Source), c.p.Element(f.Target)
	bad := func(message string) {
		c.findings = append(c.findings, Finding{Element: f.ID, Name: f.Name, Severity: SeverityFehler,
			Clause: "13.3.1", Message: message})
	}
	switch {
	case source == nil:
		bad("Der Sequenzfluss beginnt an keinem Element.")
	case target == nil:
		bad("Der Sequenzfluss endet an keinem Element.")
	case source.Parent != target.Parent:
		bad("Der Sequenzfluss überschreitet die Grenze eines Teilprozesses.")
	case f.Condition != nil && source.Kind != ExclusiveGateway && source.Kind != InclusiveGateway:
		bad("Eine Bedingung ist nur hinter einem exklusiven oder inklusiven Gateway möglich.")
	}
}

func (c *checker) element(e *Element) {
	if e.Refusal != "" {
		c.fail(e, "2.3.1", "„%s“: %s", e.Label(), e.Refusal)
		return
	}
	c.ends(e)
	c.mehrfach(e)
	if e.Status != "" && !slices.Contains(Statuses(), e.Status) {
		c.fail(e, "", "„%s“ setzt den unbekannten Status „%s“.", e.Label(), e.Status)
	}
	switch e.Kind {
	case StartEvent, EndEvent, CatchEvent, ThrowEvent, BoundaryEvent:
		c.event(e)
	case UserTask:
		c.userTask(e)
	case ServiceTask, SendTask:
		c.serviceTask(e)
	case ReceiveTask:
		if e.Message == "" {
			c.fail(e, "13.3.3", "Der Empfangsaufgabe „%s“ fehlt eine Nachricht mit Namen.", e.Label())
		}
	case ScriptTask:
		c.scriptTask(e)
	case CallActivity:
		c.callActivity(e)
	case ExclusiveGateway:
		c.exclusive(e)
	case InclusiveGateway:
		c.exclusive(e)
		if len(e.Out) > maxWays {
			c.fail(e, "13.4.3", "Hinter dem inklusiven Gateway „%s“ stehen mehr als %d Wege. Bitte auf mehrere Gateways verteilen.", e.Label(), maxWays)
		}
	case EventBasedGateway:
		c.eventGateway(e)
	}
}

// ends checks where flows may arrive and leave.
func (c *checker) ends(e *Element) {
	in, out := len(e.In), len(e.Out)
	switch {
	case e.Kind == StartEvent && in > 0:
		c.fail(e, "13.5.1", "In das Startereignis „%s“ darf kein Sequenzfluss führen.", e.Label())
	case e.Kind == EndEvent && out > 0:
		c.fail(e, "13.5.6", "Aus dem Endereignis „%s“ darf kein Sequenzfluss führen.", e.Label())
	case e.Triggered && in+out > 0:
		c.fail(e, "13.5.4", "„%s“ beginnt durch sein Ereignis. Bitte die Wege hinein und hinaus löschen.", e.Label())
	case e.Kind == BoundaryEvent && in > 0:
		c.fail(e, "13.5.3", "In das angeheftete Ereignis „%s“ darf kein Sequenzfluss führen.", e.Label())
	}
	if e.Kind != EndEvent && !e.Triggered && out == 0 {
		c.fail(e, "13.3.1", "Hinter „%s“ geht es nicht weiter. Bitte bis zu einem Endereignis zeichnen.", e.Label())
	}
	if e.Default != "" && (e.Kind != ExclusiveGateway && e.Kind != InclusiveGateway || e.defaultFlow() == nil) {
		c.fail(e, "13.4.2", "Der Standardweg von „%s“ gehört nicht zu einem exklusiven oder inklusiven Gateway oder beginnt nicht hier.", e.Label())
	}
}

func (c *checker) exclusive(e *Element) {
	if len(e.Out) < 2 {
		return
	}
	if e.Default == "" {
		c.fail(e, "13.4.2", "Das Gateway „%s“ hat keinen Standardweg. Trifft keine Bedingung zu, bliebe der Vorgang stehen.", e.Label())
	}
	for _, f := range e.Out {
		if f.ID != e.Default && f.Condition == nil {
			c.fail(e, "13.4.2", "Dem Weg „%s“ hinter „%s“ fehlt eine Bedingung.", cmp.Or(f.Name, f.ID), e.Label())
		}
		if f.ID == e.Default && f.Condition != nil {
			c.add(SeverityWarnung, e, "13.4.2", "Die Bedingung am Standardweg hinter „%s“ wird nicht beachtet.",
				e.Label())
		}
	}
}

func (c *checker) eventGateway(e *Element) {
	if len(e.Out) < 2 {
		c.fail(e, "13.4.4", "Hinter dem ereignisbasierten Gateway „%s“ müssen mindestens zwei Ereignisse stehen.",
			e.Label())
	}
	for _, f := range e.Out {
		t := c.p.Element(f.Target)
		if t == nil {
			continue
		}
		if t.Kind != CatchEvent && t.Kind != ReceiveTask {
			c.fail(e, "13.4.4", "Hinter dem ereignisbasierten Gateway „%s“ darf „%s“ nicht stehen, nur Zeit, Nachricht oder Empfangsaufgabe.", e.Label(), t.Label())
		}
		if len(t.In) > 1 {
			c.fail(t, "13.4.4", "„%s“ steht hinter einem ereignisbasierten Gateway und darf keinen weiteren Zugang haben.", t.Label())
		}
		if t.Kind == ReceiveTask && len(c.p.boundaries(t.ID)) > 0 {
			c.fail(t, "13.4.4", "„%s“ steht hinter einem ereignisbasierten Gateway und darf keine angehefteten Ereignisse haben.", t.Label())
		}
	}
}
