package workflow

import (
	"cmp"
	"slices"
)

// pool is one party of the picture: its process, or nobody knows what it does.
type pool struct {
	id, name string
	process  string // id of the process, "" = black box
	lane     *lane  // what the pool itself says of all tasks in it
	leftOut  []leftOut
}

type messageFlow struct{ name, message, source, target string }

// collaboration reads who takes part and what they send each other.
func (r *reader) collaboration(n *node) {
	r.leftOut = append(r.leftOut, judge(n, "")...)
	for _, c := range n.all("participant") {
		r.pools = append(r.pools, pool{id: c.attr("id"), name: clean(c.attr("name")),
			process: local(c.attr("processRef")), lane: newLane(c, nil), leftOut: judge(c, "process")})
	}
	for _, c := range n.all("messageFlow") {
		r.messageFlows = append(r.messageFlows, messageFlow{name: clean(c.attr("name")),
			message: local(c.attr("messageRef")), source: local(c.attr("sourceRef")), target: local(c.attr("targetRef"))})
	}
}

// poolOf returns the pool of a process; what the process says of its tasks counts like what the pool says.
func (r *reader) poolOf(p *Process, n *node) pool {
	around := pool{id: p.ID, name: p.Name, process: p.ID}
	if i := slices.IndexFunc(r.pools, func(x pool) bool { return x.process == p.ID }); i >= 0 {
		around = r.pools[i]
		if around.name == "" {
			around.name = p.Name
		}
	}
	around.lane = newLane(n, around.lane)
	return around
}

// choose picks the process that runs and makes partners of the others.
func (r *reader) choose(all []*Process, name string) *Process {
	candidates := slices.DeleteFunc(slices.Clone(all), func(p *Process) bool {
		return slices.ContainsFunc(all, func(q *Process) bool { return q != p && q.calls(p.ID) })
	})
	if len(candidates) == 0 {
		candidates = all
	}
	p, why := pickProcess(candidates, name)
	p.why = why
	for _, q := range candidates {
		if q != p && len(q.Elements) > 0 {
			p.beside = append(p.beside, q.pool)
		}
	}
	return p
}

func (p *Process) calls(id string) bool {
	return slices.ContainsFunc(p.Elements, func(e *Element) bool { return e.Kind == CallActivity && e.Called == id })
}

func pickProcess(candidates []*Process, name string) (p *Process, why string) {
	called := func(text string) bool { return name != "" && variableName(text) == name }
	people := func(p *Process) bool {
		return slices.ContainsFunc(p.Elements, func(e *Element) bool { return e.Kind == UserTask })
	}
	whole := func(p *Process) bool { return people(p) && p.ends("") }
	for _, rule := range []struct {
		why string
		is  func(*Process) bool
	}{
		{"er heißt wie das Verfahren", func(p *Process) bool {
			return called(p.ID) || called(p.Name) || called(p.pool.name) || called(p.pool.id)
		}},
		{"er ist der erste ausführbare mit einem Ende, in dem Menschen arbeiten", func(p *Process) bool {
			return p.executable && whole(p)
		}},
		{"er ist der erste mit einem Ende, in dem Menschen arbeiten", whole},
		{"er ist der erste, in dem Menschen arbeiten", people},
		{"er ist der erste ausführbare", func(p *Process) bool { return p.executable && len(p.Elements) > 0 }},
		{"er ist der erste", func(p *Process) bool { return len(p.Elements) > 0 }},
	} {
		if i := slices.IndexFunc(candidates, rule.is); i >= 0 {
			return candidates[i], rule.why
		}
	}
	return candidates[0], "er ist der erste"
}

// nameMessages gives names to the messages nobody chose: those of the message flow that brings it, else that
// of the event itself.
func (r *reader) nameMessages(p *Process) {
	for _, e := range p.Elements {
		waits := e.Event == MessageEvent || e.Kind == ReceiveTask
		if !waits || e.Message != "" || e.Refusal != "" {
			continue
		}
		names := r.namesFor(e)
		switch {
		case len(names) == 1:
			e.Message, e.named = sortedKeys(names)[0], "nach dem Nachrichtenfluss"
		case len(names) > 1:
			e.Refusal = "Mehrere Nachrichtenflüsse mit verschiedenen Namen führen hierher. Bitte eine Nachricht auswählen."
		case e.Name != "":
			e.Message, e.named = e.Name, "nach dem Element"
		}
	}
}

// namesFor are the names that message flows give to what an element waits for: of the message, of the flow,
// or of who sends it.
func (r *reader) namesFor(e *Element) map[string]bool {
	names := map[string]bool{}
	for _, f := range r.messageFlows {
		if f.target != e.ID {
			continue
		}
		sender := r.senders[f.source]
		if i := slices.IndexFunc(r.pools, func(p pool) bool { return p.id == f.source }); i >= 0 {
			sender = r.pools[i].name
		}
		if name := cmp.Or(r.messages[f.message], f.name, sender); name != "" {
			names[name] = true
		}
	}
	return names
}
