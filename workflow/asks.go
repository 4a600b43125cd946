package workflow

import "slices"

// WaitsAfter tells whether, once the element is done, the run may wait for this message before the next person has
// something to do: what was sent in the element is then what the message answers.
func (p *Process) WaitsAfter(element, message string) bool {
	e := p.byID[element]
	return e != nil && p.waits(e.Out, message, map[string]bool{})
}

func (p *Process) waits(flows []*Flow, message string, seen map[string]bool) bool {
	for _, f := range flows {
		e := p.byID[f.Target]
		if e == nil || seen[e.ID] {
			continue
		}
		seen[e.ID] = true
		if e.Message == message && (e.Kind == ReceiveTask || e.Kind == CatchEvent) {
			return true
		}
		if e.Kind != UserTask && p.waits(p.after(e), message, seen) {
			return true
		}
	}
	return false
}

// after are the flows a run takes behind an element: into an embedded subprocess, and out of it at its end.
func (p *Process) after(e *Element) []*Flow {
	switch {
	case e.Kind == SubProcess:
		if start := p.start(e.ID); start != nil {
			return start.Out
		}
	case len(e.Out) == 0 && e.Parent != "":
		return p.byID[e.Parent].Out
	}
	return e.Out
}

// leadsTo tells whether a token that leaves the element may come to rest at another one, or at the activity that one is
// attached to.
func (p *Process) leadsTo(from, to string) bool {
	seen, stack := map[string]bool{}, p.next(p.byID[from])
	for len(stack) > 0 {
		e := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if e == nil || seen[e.ID] {
			continue
		}
		if e.ID == to {
			return true
		}
		seen[e.ID] = true
		stack = append(append(stack, p.attached[e.ID]...), p.next(e)...)
	}
	return false
}

// next are the elements behind e, events on the border of the subprocess around it included.
func (p *Process) next(e *Element) []*Element {
	list := slices.Clone(p.attached[e.Parent])
	for _, f := range p.after(e) {
		list = append(list, p.byID[f.Target])
	}
	return list
}

// expects tells whether the process, or one it calls, waits for a message of this name anywhere.
func (p *Process) expects(name string, seen map[*Process]bool) bool {
	seen[p] = true
	return slices.ContainsFunc(p.Elements, func(e *Element) bool { return p.waitsAt(e, name, seen) })
}

// waitsAt tells whether a token at e, or what e calls, waits for a message of this name.
func (p *Process) waitsAt(e *Element, name string, seen map[*Process]bool) bool {
	return e.Message == name && (e.Kind == CatchEvent || e.Kind == ReceiveTask || e.Kind == BoundaryEvent) ||
		slices.ContainsFunc(p.called[e.Called], func(b binding) bool {
			return !seen[b.process] && b.process.expects(name, seen)
		})
}
