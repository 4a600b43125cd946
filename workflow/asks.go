package workflow

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
