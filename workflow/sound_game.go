package workflow

import "slices"

// place is where a token can be: on a flow, or in an activity with events on its border.
// A token born at a non-interrupting event runs beside the main line ("side"); two of those on one
// place are no mistake, the event may simply come twice.
type place struct {
	flow  *Flow
	busy  *Element
	fired uint64 // non-interrupting events of busy that have come already
	side  bool
}

// marking is a sorted list of place numbers.
type marking []int

type step struct {
	element *Element
	way     *Flow // the choice taken, nil where there was none
	next    marking
}

func (m marking) key() string {
	key := make([]byte, 0, 3*len(m))
	for _, n := range m {
		key = append(key, byte(n), byte(n>>8), byte(n>>16))
	}
	return string(key)
}

func (m marking) without(n int) marking {
	i := slices.Index(m, n)
	return slices.Concat(m[:i], m[i+1:])
}

func (x *explorer) placeNumber(pl place) int {
	n, ok := x.number[pl]
	if !ok {
		n = len(x.places)
		x.number[pl] = n
		x.places = append(x.places, pl)
	}
	return n
}

// put adds a token on each flow.
func (x *explorer) put(m marking, flows []*Flow, side bool) marking {
	out := slices.Clone(m)
	for _, f := range flows {
		out = x.with(out, place{flow: f, side: side})
	}
	return out
}

func (x *explorer) with(m marking, pl place) marking {
	n := x.placeNumber(pl)
	i, found := slices.BinarySearch(m, n)
	if found && pl.side {
		return m
	}
	return slices.Insert(m, i, n)
}

// crowded returns the element in front of which two tokens of the main line meet.
func (x *explorer) crowded(m marking) *Element {
	busy := map[*Element]bool{}
	for i, n := range m {
		pl := x.places[n]
		switch {
		case pl.side:
		case pl.flow != nil && i > 0 && m[i-1] == n:
			return x.c.p.Element(pl.flow.Target)
		case pl.busy != nil && busy[pl.busy]:
			return pl.busy
		case pl.busy != nil:
			busy[pl.busy] = true
		}
	}
	return nil
}

// ends reports whether a token stands before an end that takes all others away. Whether that end comes
// now or later makes no difference to what the others can do, so it is marked and not played.
func (x *explorer) ends(m marking) bool {
	found := false
	for _, n := range m {
		if pl := x.places[n]; pl.flow != nil && x.net.last[pl.flow] {
			x.fired[x.c.p.Element(pl.flow.Target)] = true
			found = true
		}
	}
	return found
}

// steps lists everything a group can do next.
func (x *explorer) steps(m marking, group int) []step {
	g := x.net.groups[group]
	switch {
	case g.some:
		return x.gather(m, g.element)
	case g.join:
		return x.join(m, g.element)
	}
	var list []step
	last := -1
	for _, n := range m {
		if n == last || x.net.taker(x.places[n]) != group {
			continue
		}
		last = n
		if pl := x.places[n]; pl.busy != nil {
			list = append(list, x.leaveBusy(m, n, pl)...)
		} else {
			list = append(list, x.pass(m, n, pl)...)
		}
	}
	return list
}

// pass lets the token on a flow into the element behind it.
func (x *explorer) pass(m marking, n int, pl place) []step {
	e := x.c.p.Element(pl.flow.Target)
	rest := m.without(n)
	switch {
	case e.Kind == EndEvent && e.Event == NoneEvent:
		return []step{{element: e, next: rest}}
	case e.Kind == EndEvent:
		return []step{{element: e}}
	case e.Kind == EventBasedGateway, e.Kind == ExclusiveGateway && len(e.Out) > 1:
		var list []step
		for _, f := range e.Out {
			list = append(list, step{e, f, x.put(rest, []*Flow{f}, pl.side)})
		}
		return list
	case e.Kind == InclusiveGateway && len(e.Out) > 1:
		return x.spread(e, rest, pl.side)
	case len(x.net.edges[e]) > 0:
		return []step{{element: e, next: x.with(slices.Clone(rest), place{busy: e, side: pl.side})}}
	}
	return []step{{element: e, next: x.put(rest, e.Out, pl.side)}}
}

// join takes one token from each incoming flow.
func (x *explorer) join(m marking, e *Element) []step {
	rest, side := m, true
	for _, f := range e.In {
		n, ok := x.onFlow(rest, f)
		if !ok {
			return nil
		}
		rest, side = rest.without(n), side && x.places[n].side
	}
	return []step{{element: e, next: x.put(rest, e.Out, side)}}
}

// onFlow finds a token on a flow, one of the main line first.
func (x *explorer) onFlow(m marking, f *Flow) (int, bool) {
	for _, beside := range []bool{false, true} {
		if n, ok := x.number[place{flow: f, side: beside}]; ok && slices.Contains(m, n) {
			return n, true
		}
	}
	return 0, false
}

// gather takes one token from each incoming flow that has one.
func (x *explorer) gather(m marking, e *Element) []step {
	rest, side := m, true
	for _, f := range e.In {
		if n, ok := x.onFlow(rest, f); ok {
			rest, side = rest.without(n), side && x.places[n].side
		}
	}
	return x.spread(e, rest, side)
}

// maxWays is how many ways out of an inclusive gateway can be judged: each more doubles the choices.
const maxWays = 8

// spread takes every choice of ways that an inclusive gateway has.
func (x *explorer) spread(e *Element, rest marking, side bool) []step {
	var free []*Flow
	for _, f := range e.Out {
		if f.ID != e.Default || len(e.Out) == 1 {
			free = append(free, f)
		}
	}
	var list []step
	for chosen := 1; chosen < 1<<min(len(free), maxWays); chosen++ {
		var ways []*Flow
		for i, f := range free {
			if chosen&(1<<i) != 0 {
				ways = append(ways, f)
			}
		}
		list = append(list, x.stepOver(e, rest, ways, side))
	}
	if way := e.defaultFlow(); way != nil && len(e.Out) > 1 {
		list = append(list, x.stepOver(e, rest, []*Flow{way}, side))
	}
	return list
}

func (x *explorer) stepOver(e *Element, rest marking, ways []*Flow, side bool) step {
	s := step{element: e, next: x.put(rest, ways, side)}
	if len(ways) == 1 {
		s.way = ways[0]
	}
	return s
}

// leaveBusy ends an activity, or lets one of the events on its border come.
func (x *explorer) leaveBusy(m marking, n int, pl place) []step {
	rest := m.without(n)
	list := []step{{element: pl.busy, next: x.put(rest, pl.busy.Out, pl.side)}}
	for i, b := range x.net.edges[pl.busy] {
		if b.Interrupting || b.Event == ErrorEvent {
			list = append(list, step{element: b, next: x.put(rest, b.Out, pl.side)})
			continue
		}
		bit := uint64(1) << (i % 64)
		if pl.fired&bit == 0 {
			stays := x.with(slices.Clone(rest), place{busy: pl.busy, fired: pl.fired | bit, side: pl.side})
			list = append(list, step{element: b, next: x.put(stays, b.Out, true)})
		}
	}
	return list
}
