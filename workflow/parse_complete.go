package workflow

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// complete adds to a picture what it leaves open and BPMN or common sense says: starts nobody drew, choices
// a person makes, names, roles of lanes. What was added Check says.
func (r *reader) complete(p *Process) {
	p.connect()
	p.setAside()
	r.nameMessages(p)
	p.addStarts()
	p.locate()
	p.addChoices()
	p.locate()
	p.assign()
	p.index()
}

func (p *Process) connect() {
	for _, f := range p.Flows {
		if e := p.byID[f.Source]; e != nil {
			e.Out = append(e.Out, f)
		}
		if e := p.byID[f.Target]; e != nil {
			e.In = append(e.In, f)
		}
	}
}

// setAside takes out ends that hang on no way: left over in the drawing, and nothing can come of them.
func (p *Process) setAside() {
	p.Elements = slices.DeleteFunc(p.Elements, func(e *Element) bool {
		if e.Kind != EndEvent || len(e.In)+len(e.Out) > 0 {
			return false
		}
		delete(p.byID, e.ID)
		p.stray = append(p.stray, e)
		return true
	})
}

// addStarts draws the start where there is none and only one element can be it (clause 10.5.2: without a
// start event what has no way in begins).
func (p *Process) addStarts() {
	starts, first := map[string]bool{}, map[string][]*Element{}
	for _, e := range p.Elements {
		if e.Kind == StartEvent {
			starts[e.Parent] = true
		} else if len(e.In) == 0 && e.Kind != BoundaryEvent && !e.Triggered {
			first[e.Parent] = append(first[e.Parent], e)
		}
	}
	for _, parent := range sortedKeys(first) {
		if outer := p.byID[parent]; starts[parent] || len(first[parent]) != 1 || outer != nil && outer.Triggered {
			continue
		}
		begin := first[parent][0]
		start := &Element{ID: "start#" + begin.ID, Kind: StartEvent, Parent: parent, shown: begin.ID}
		if p.add(start) {
			p.join(start, begin)
		}
	}
}

// join draws a flow between two elements.
func (p *Process) join(from, to *Element) {
	f := &Flow{ID: from.ID + ">" + to.ID, Source: from.ID, Target: to.ID, Parent: from.Parent}
	p.Flows = append(p.Flows, f)
	p.flows[f.ID] = f
	from.Out = append(from.Out, f)
	to.In = append(to.In, f)
}

// addChoices lets a person choose at an exclusive gateway whose ways have no conditions, as in pictures drawn
// to be read: whoever does the task before it, or in a task of its own in the gateway's place.
func (p *Process) addChoices() {
	taken := map[string]bool{}
	for _, e := range p.Elements {
		for _, name := range e.sets() {
			taken[name] = true
		}
	}
	for _, e := range slices.Clone(p.Elements) {
		if e.Kind != ExclusiveGateway || len(e.Out) < 2 || e.Default != "" || e.Refusal != "" ||
			slices.ContainsFunc(e.Out, func(f *Flow) bool { return f.Condition != nil }) {
			continue
		}
		field := p.choiceOf(e, taken)
		taken[field.Name] = true
		e.choice = true
		for _, f := range e.Out {
			f.Condition = newExpression("werte." + field.Name + " == " + strconv.Quote(f.ID))
		}
		task := p.decider(e)
		task.Aufgabe.Felder = append(task.Aufgabe.Felder, field)
	}
}

// sets are the variables an element fills.
func (e *Element) sets() []string {
	var names []string
	if e.Aufgabe != nil {
		for _, f := range e.Aufgabe.allFelder() {
			names = append(names, f.Name)
		}
	}
	if e.Dienst != nil {
		for _, f := range services[e.Dienst.Art].Aus {
			names = append(names, f.Name)
		}
	}
	if e.Mehrfach != nil {
		names = append(names, e.Mehrfach.Element)
	}
	for _, line := range e.Script {
		names = append(names, line.Variable)
	}
	if e.Message != "" {
		names = append(names, variableName(e.Message))
	}
	return names
}

// choiceOf is the field with the ways to choose from. Its name comes from the gateway's, so that it stays when
// the picture is drawn on.
func (p *Process) choiceOf(e *Element, taken map[string]bool) Feld {
	stem := "weg_" + cmp.Or(variableName(e.Name), variableName(e.ID))
	stem = stem[:min(len(stem), 60)]
	name := stem
	for n := 2; taken[name]; n++ {
		name = stem + "_" + strconv.Itoa(n)
	}
	field := Feld{Name: name, Label: cmp.Or(e.Name, "Wie geht es weiter?"), Typ: TypAuswahl, Pflicht: true}
	labels := map[string]int{}
	for _, f := range e.Out {
		labels[f.Name]++
	}
	for _, f := range e.Out {
		label := f.Name
		if t := p.byID[f.Target]; t != nil && (label == "" || labels[label] > 1) {
			label = strings.TrimPrefix(label+", weiter: "+t.Label(), ", ")
		}
		field.Optionen = append(field.Optionen, Option{Wert: f.ID, Label: capital(label)})
	}
	return field
}

// decider returns the task in which a person chooses: the one just before the gateway, or a new one that
// stands where the gateway is drawn, with the gateway behind it.
func (p *Process) decider(e *Element) *Element {
	if len(e.In) == 1 {
		before := p.byID[e.In[0].Source]
		plain := before != nil && before.Kind == UserTask && before.Parent == e.Parent && len(before.Out) == 1
		if plain && (before.Aufgabe == nil || before.Aufgabe.Aktion == "") {
			if before.Aufgabe == nil {
				before.Aufgabe = &Aufgabe{}
			}
			return before
		}
	}
	task := &Element{ID: e.ID, Name: e.Name, Kind: UserTask, Parent: e.Parent, Aufgabe: e.decides, In: e.In,
		drawn: ExclusiveGateway}
	if task.Name == "" {
		task.Name = "Weg wählen" + e.spot.text("‚", "‘")
	}
	if task.Aufgabe == nil {
		task.Aufgabe = &Aufgabe{}
	}
	i := slices.Index(p.Elements, e)
	e.ID, e.shown, e.In = "gateway#"+task.ID, task.ID, nil
	for _, f := range e.Out {
		f.Source = e.ID
	}
	p.Elements = slices.Insert(p.Elements, i, task)
	p.byID[task.ID], p.byID[e.ID] = task, e
	p.join(task, e)
	return task
}
