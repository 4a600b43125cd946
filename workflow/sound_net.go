package workflow

import "slices"

// net is who brings tokens to whom in one container. Groups are numbered in the order of a walk that
// follows each branch to its end.
type net struct {
	groups []group
	takes  map[*Flow]int
	holds  map[*Element]int
	edges  map[*Element][]*Element // boundary events by activity
	last   map[*Flow]bool          // flows to an end that takes everything away
	beside map[*Flow]bool          // flows that side tokens can come to
}

func newNet(p *Process, parent string) *net {
	w := &net{takes: map[*Flow]int{}, holds: map[*Element]int{}, edges: map[*Element][]*Element{},
		last: map[*Flow]bool{}, beside: map[*Flow]bool{}}
	for _, e := range p.Elements {
		if e.Parent == parent && e.Kind == BoundaryEvent {
			host := p.Element(e.AttachedTo)
			w.edges[host] = append(w.edges[host], e)
		}
	}
	follow := func(e *Element) []*Element {
		list := slices.Clone(w.edges[e])
		for _, f := range e.Out {
			list = append(list, p.Element(f.Target))
		}
		return list
	}
	order := walk(p.start(parent), follow)
	rank := ranks(order, follow)
	for _, e := range order {
		w.add(e, rank[e])
	}
	for _, e := range order {
		if e.Kind == BoundaryEvent && !e.Interrupting && e.Event != ErrorEvent {
			w.runBeside(p, e.Out)
		}
	}
	for i := range w.groups {
		w.connect(p, &w.groups[i])
	}
	for i := range w.groups {
		if w.groups[i].some {
			w.gathers(p, i)
		}
	}
	return w
}

// walk lists what can be reached from e, each branch to its end before the next.
func walk(e *Element, follow func(*Element) []*Element) []*Element {
	var order []*Element
	seen := map[*Element]bool{}
	stack := []*Element{e}
	for len(stack) > 0 {
		e := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[e] {
			continue
		}
		seen[e] = true
		order = append(order, e)
		stack = append(stack, follow(e)...)
	}
	return order
}

// ranks numbers the elements against the direction of the flows; those of one loop share a number.
func ranks(order []*Element, follow func(*Element) []*Element) map[*Element]int {
	number := make(map[*Element]int, len(order))
	for i, e := range order {
		number[e] = i
	}
	component := components(len(order), func(i int) []int {
		var list []int
		for _, e := range follow(order[i]) {
			list = append(list, number[e])
		}
		return list
	})
	rank := make(map[*Element]int, len(order))
	for i, e := range order {
		rank[e] = component[i]
	}
	return rank
}

func (w *net) add(e *Element, rank int) {
	if len(e.In) > 1 && (e.Kind == ParallelGateway || e.Kind == InclusiveGateway) {
		w.groups = append(w.groups, group{element: e, flows: e.In, join: true, some: e.Kind == InclusiveGateway,
			rank: rank})
		for _, f := range e.In {
			w.takes[f] = len(w.groups) - 1
		}
		return
	}
	for _, f := range e.In {
		w.groups = append(w.groups, group{element: e, flows: []*Flow{f}, rank: rank})
		w.takes[f] = len(w.groups) - 1
		w.last[f] = e.Kind == EndEvent && e.Event != NoneEvent
	}
	if len(w.edges[e]) > 0 {
		w.groups = append(w.groups, group{element: e, rank: rank})
		w.holds[e] = len(w.groups) - 1
	}
}

// runBeside marks where tokens of a non-interrupting event can come to.
func (w *net) runBeside(p *Process, flows []*Flow) {
	for _, f := range flows {
		if w.beside[f] {
			continue
		}
		w.beside[f] = true
		e := p.Element(f.Target)
		w.runBeside(p, e.Out)
		for _, b := range w.edges[e] {
			w.runBeside(p, b.Out)
		}
	}
}

func (w *net) connect(p *Process, g *group) {
	for _, f := range g.flows {
		g.before = append(g.before, w.bringers(p, f))
	}
	out := g.element.Out
	held, holds := w.holds[g.element]
	switch {
	case holds && len(g.flows) > 0: // the way into an activity with events on its border
		out = nil
		if slices.ContainsFunc(g.element.In, func(f *Flow) bool { return w.beside[f] }) {
			g.after = append(g.after, held)
		}
	case holds:
		g.before = [][]int{w.enters(g.element)}
		for _, b := range w.edges[g.element] {
			out = slices.Concat(out, b.Out)
		}
	}
	for _, f := range out {
		if w.beside[f] && !w.last[f] {
			g.after = append(g.after, w.takes[f])
		}
	}
}

// gathers tells an inclusive join where its tokens can come from. Who could still bring one over several
// of its flows decides by moving on whether the join has to wait, so the order matters to both.
func (w *net) gathers(p *Process, join int) {
	g := &w.groups[join]
	several := map[*Element]int{}
	for _, f := range g.flows {
		near := p.leadingTo(f, g.element)
		g.near = append(g.near, near)
		for e := range near {
			several[e]++
		}
	}
	for i := range w.groups {
		if several[w.groups[i].element] > 1 {
			w.groups[i].after = append(w.groups[i].after, join)
		}
	}
}

// leadingTo lists the elements from which a token can come to a flow without passing the gateway behind it.
func (p *Process) leadingTo(f *Flow, gate *Element) map[*Element]bool {
	near := map[*Element]bool{}
	stack := []*Element{p.Element(f.Source)}
	for len(stack) > 0 {
		e := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if e == gate || near[e] {
			continue
		}
		near[e] = true
		if e.Kind == BoundaryEvent {
			stack = append(stack, p.Element(e.AttachedTo))
		}
		for _, in := range e.In {
			stack = append(stack, p.Element(in.Source))
		}
	}
	return near
}

// bringers are the groups that put tokens on a flow.
func (w *net) bringers(p *Process, f *Flow) []int {
	e := p.Element(f.Source)
	if e.Kind == BoundaryEvent {
		e = p.Element(e.AttachedTo)
	}
	if held, ok := w.holds[e]; ok {
		return []int{held}
	}
	return w.enters(e)
}

func (w *net) enters(e *Element) []int {
	var list []int
	for _, f := range e.In {
		if g, ok := w.takes[f]; ok && !slices.Contains(list, g) {
			list = append(list, g)
		}
	}
	return list
}

// taker is the group that moves a token on.
func (w *net) taker(pl place) int {
	if pl.busy != nil {
		return w.holds[pl.busy]
	}
	return w.takes[pl.flow]
}
