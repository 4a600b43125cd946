package workflow

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/expr-lang/expr/types"
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
	// ids of everything in the picture it is about: what the same is said of, or a path in its order
	Elements []string `json:"elements,omitempty"`

	label string // of the element, "" = said of no element
	kind  string // what is said, whomever of
}

// Schema is what a definition may refer to besides its own picture.
type Schema struct {
	Daten []Datum // logical variables, `antrag` in expressions
}

// HasErrors reports whether one of the findings forbids to run the definition.
func HasErrors(findings []Finding) bool {
	return len(Errors(findings)) > 0
}

// Errors are those of the findings that do.
func Errors(findings []Finding) []Finding {
	return slices.DeleteFunc(slices.Clone(findings), func(f Finding) bool { return f.Severity != SeverityFehler })
}

// Check judges a process: elements the engine does not run, dangling or unreachable parts, texts that
// do not compile against the schema, and models whose tokens get stuck or lost (see sound.go).
func Check(p *Process, s Schema) []Finding {
	return grouped(check(p, s, map[*Process]bool{}, nil))
}

// check judges p once, and what it calls unless it was judged already.
func check(p *Process, s Schema, checked map[*Process]bool, by *calling) []Finding {
	checked[p] = true
	c := &checker{p: p, schema: s, checked: checked, by: by}
	c.reading()
	c.container(nil)
	for _, e := range p.Elements {
		if c.refused(e.Parent) {
			continue // what is in it is judged when the whole can run
		}
		c.element(e)
		if e.Kind == SubProcess && e.Refusal == "" {
			c.container(e)
		}
	}
	for _, f := range p.Flows {
		if !c.refused(f.Parent) {
			c.flow(f)
		}
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

// refused reports whether a subprocess, or one around it, does not run.
func (c *checker) refused(id string) bool {
	for e := c.p.Element(id); e != nil; e = c.p.Element(e.Parent) {
		if e.Refusal != "" {
			return true
		}
	}
	return false
}

// calling is where a process is called from.
type calling struct {
	process *Process
	element *Element
	by      *calling
}

type checker struct {
	p        *Process
	schema   Schema
	checked  map[*Process]bool
	by       *calling  // nil = the process itself
	env      types.Map // what expressions see
	findings []Finding
}

func (c *checker) add(severity string, e *Element, clause, format string, args ...any) {
	f := Finding{Severity: severity, Clause: clause, Message: fmt.Sprintf(format, args...)}
	f.kind = severity + clause + f.Message
	if e != nil {
		f.Element, f.Name, f.Elements, f.label = e.inPicture(), e.Name, []string{e.inPicture()}, e.Label()
		f.kind = e.unnamed(f.kind)
	}
	c.findings = append(c.findings, f)
}

func (c *checker) fail(e *Element, clause, format string, args ...any) {
	c.add(SeverityFehler, e, clause, format, args...)
}

// container checks the process itself (nil) or one embedded subprocess.
func (c *checker) container(holder *Element) {
	parent, what := "", "Der Prozess"
	if holder != nil {
		parent, what = holder.ID, holder.subject()
	}
	var starts []*Element
	for _, e := range c.p.Elements {
		if e.Parent != parent {
			continue
		}
		if e.Kind == StartEvent {
			starts = append(starts, e)
		}
	}
	switch len(starts) {
	case 1:
		c.reachable(parent)
	case 0:
		c.fail(holder, "13.2", "%s hat kein Startereignis. Bitte eines vor das erste Element zeichnen.", what)
	default:
		c.starts(starts, what)
	}
	if !c.p.ends(parent) {
		c.fail(holder, "13.5.6", "%s hat kein Ende. Bitte den letzten Weg zu einem Endereignis führen.", what)
	}
}

func (c *checker) starts(starts []*Element, what string) {
	names, ids := []string{}, []string{}
	for _, e := range starts {
		names, ids = append(names, "„"+e.Label()+"“"), append(ids, e.inPicture())
	}
	c.findings = append(c.findings, Finding{Element: ids[0], Elements: ids, Name: starts[0].Name,
		Severity: SeverityFehler, Clause: "13.2", Message: fmt.Sprintf(
			"%s hat %d Startereignisse: %s. Ein Vorgang beginnt auf eine Weise; bitte nur ein Startereignis zeichnen und dahinter ein exklusives Gateway, das die Fälle trennt.",
			what, len(starts), listed(names))})
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
		if e.Parent == parent && !seen[e.ID] && e.Refusal == "" && !e.Triggered {
			c.fail(e, "13.3.1", "%s ist vom Start aus nicht erreichbar. Bitte einen Weg dorthin zeichnen oder das Element löschen.",
				e.subject())
		}
	}
}

func (c *checker) flow(f *Flow) {
	source, target := c.p.Element(f.Source), c.p.Element(f.Target)
	bad := func(format string, args ...any) {
		c.findings = append(c.findings, Finding{Element: f.ID, Elements: []string{f.ID}, Name: f.Name,
			Severity: SeverityFehler, Clause: "13.3.1", Message: fmt.Sprintf(format, args...)})
	}
	switch {
	case source == nil && target == nil:
		bad("Der Pfeil „%s“ beginnt und endet an keinem Element. Bitte löschen.", cmp.Or(f.Name, f.ID))
	case source == nil:
		bad("Der Pfeil %s beginnt an keinem Element. Bitte dort ansetzen, woher der Weg kommt.", target.the(toward))
	case target == nil:
		bad("Der Pfeil hinter %s endet an keinem Element. Bitte dorthin ziehen, wo es weitergeht.", source.the(dative))
	case source.Parent != target.Parent:
		bad("Der Pfeil %s %s überschreitet die Grenze eines Teilprozesses. Bitte den Teilprozess mit einem Endereignis verlassen.",
			source.the(outOf), target.the(toward))
	case f.Condition != nil && source.Kind != ExclusiveGateway && source.Kind != InclusiveGateway &&
		source.Refusal == "":
		bad("Die Bedingung auf dem Weg %s würde nicht beachtet. Bitte dort ein exklusives Gateway zeichnen und sie dahinter anbringen.",
			c.p.way(f))
	}
}

func (c *checker) element(e *Element) {
	if e.Refusal != "" {
		c.fail(e, "2.3.1", "%s: %s", e.subject(), e.Refusal)
		return
	}
	c.ends(e)
	c.mehrfach(e)
	if e.Status != "" && !slices.Contains(Statuses(), e.Status) {
		c.fail(e, "", "%s setzt den unbekannten Status „%s“. Möglich sind %s.", e.subject(), e.Status,
			listed(Statuses()))
	}
	switch e.Kind {
	case StartEvent, EndEvent, CatchEvent, ThrowEvent, BoundaryEvent:
		c.event(e)
	case UserTask:
		c.userTask(e)
	case ServiceTask, SendTask:
		c.serviceTask(e)
	case ReceiveTask:
		c.message(e, "13.3.3")
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
		c.fail(e, "13.5.1", "In %s darf kein Weg führen. Bitte davor beginnen und den Rücksprung hinter den Start führen.",
			e.the(accusative))
	case e.Kind == EndEvent && out > 0:
		c.fail(e, "13.5.6", "Aus %s darf kein Weg führen. Bitte ein Zwischenereignis zeichnen, wenn es weitergeht.",
			e.the(dative))
	case e.Triggered && in+out > 0:
		c.fail(e, "13.5.4", "%s beginnt durch sein Ereignis. Bitte die Wege hinein und hinaus löschen.", e.subject())
	case e.Kind == BoundaryEvent && in > 0:
		c.fail(e, "13.5.3", "In %s darf kein Weg führen; es tritt ein, solange die Aktivität läuft.", e.the(accusative))
	}
	switch {
	case out > 0 || e.Kind == EndEvent || e.drawn == EndEvent || e.Triggered:
	case e.canEnd():
		c.add(SeverityWarnung, e, "10.5.3", "Hinter %s geht es nicht weiter. Der Weg endet dort.", e.the(dative))
	default:
		c.fail(e, "13.3.1", "Hinter %s geht es nicht weiter. Bitte bis zu einem Endereignis zeichnen.", e.the(dative))
	}
	if e.Default != "" && (e.Kind != ExclusiveGateway && e.Kind != InclusiveGateway || e.defaultFlow() == nil) {
		c.fail(e, "13.4.2", "Der Standardweg von %s gehört nicht zu einem exklusiven oder inklusiven Gateway oder beginnt nicht hier.",
			e.the(dative))
	}
}

func (c *checker) exclusive(e *Element) {
	if e.choice {
		return
	}
	if len(e.Out) == 1 && e.Out[0].Condition != nil {
		c.fail(e, "13.4.2", "Der einzige Weg hinter %s hat eine Bedingung. Trifft sie nicht zu, bliebe der Vorgang stehen; bitte die Bedingung löschen oder den anderen Weg zeichnen.", e.the(dative))
	}
	if len(e.Out) < 2 {
		return
	}
	if e.Default == "" {
		c.fail(e, "13.4.2", "%s hat keinen Standardweg. Trifft keine Bedingung zu, bliebe der Vorgang stehen; bitte einen Weg zum Standardweg machen.", e.subject())
	}
	for _, f := range e.Out {
		if f.ID != e.Default && f.Condition == nil {
			c.fail(e, "13.4.2", "Dem Weg %s fehlt eine Bedingung.", c.p.way(f))
		}
		if f.ID == e.Default && f.Condition != nil {
			c.add(SeverityWarnung, e, "13.4.2", "Die Bedingung am Standardweg hinter %s wird nicht beachtet. Bitte löschen.",
				e.the(dative))
		}
	}
}

func (c *checker) eventGateway(e *Element) {
	if len(e.Out) < 2 {
		c.fail(e, "13.4.4", "Hinter %s müssen mindestens zwei Ereignisse stehen, von denen das erste zählt.", e.the(dative))
	}
	for _, f := range e.Out {
		t := c.p.Element(f.Target)
		if t == nil {
			continue
		}
		if t.Kind != CatchEvent && t.Kind != ReceiveTask {
			c.fail(e, "13.4.4", "Hinter %s darf „%s“ nicht stehen, nur Zeit, Nachricht oder Empfangsaufgabe.",
				e.the(dative), t.Label())
		}
		if len(t.In) > 1 {
			c.fail(t, "13.4.4", "%s steht hinter einem ereignisbasierten Gateway und darf keinen weiteren Zugang haben.",
				t.subject())
		}
		if t.Kind == ReceiveTask && len(c.p.boundaries(t.ID)) > 0 {
			c.fail(t, "13.4.4", "%s steht hinter einem ereignisbasierten Gateway und darf keine angehefteten Ereignisse haben.",
				t.subject())
		}
	}
}
