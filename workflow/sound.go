package workflow

import (
	"fmt"
	"slices"
	"strings"
)

// Soundness: the token game of one container (process or embedded subprocess) without data. Every
// choice may fall either way, every event may come. A subprocess counts as one activity, because its
// tokens never leave it. A model is sound if from everywhere it can get to, it can still get to its
// end, and no flow ever carries two tokens at once.

// maxStates bounds the exploration of one container, maxPlaces the memory it takes: a fork into hundreds
// of branches has few, but wide, states.
const (
	maxStates = 100_000
	maxPlaces = 8_000_000
)

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

// visited is one explored marking with the way to it.
type visited struct {
	marking marking
	from    int
	by      step
	next    []int
	unsafe  bool
}

type explorer struct {
	c      *checker
	parent string
	places []place
	number map[place]int
	states []visited
	index  map[string]int
	edges  map[string][]*Element // boundary events by activity
	fired  map[*Element]bool
	unsafe map[*Element]bool // already reported
	size   int               // places in all states
}

func (c *checker) soundness(parent string) {
	x := &explorer{
		c: c, parent: parent, number: map[place]int{}, index: map[string]int{},
		edges: map[string][]*Element{}, fired: map[*Element]bool{}, unsafe: map[*Element]bool{},
	}
	for _, e := range c.p.Elements {
		if e.Kind == BoundaryEvent {
			x.edges[e.AttachedTo] = append(x.edges[e.AttachedTo], e)
		}
	}
	begin := c.p.start(parent)
	first, _ := x.put(nil, begin.Out, false)
	x.fired[begin] = true
	x.remember(first, -1, step{element: begin})
	if !x.explore() {
		c.add(SeverityWarnung, c.p.Element(parent), "13.1",
			"Das Modell hat zu viele mögliche Zustände (Grenze %d) und wurde nicht vollständig auf Verklemmungen geprüft.", maxStates)
		return
	}
	x.report()
}

// explore visits every marking; it reports whether it got through within the bound.
func (x *explorer) explore() bool {
	for i := 0; i < len(x.states); i++ {
		if x.states[i].unsafe {
			continue
		}
		for _, s := range x.steps(x.states[i].marking) {
			x.fired[s.element] = true
			if len(x.states) >= maxStates || x.size > maxPlaces {
				return false
			}
			j := x.remember(s.next, i, s)
			x.states[i].next = append(x.states[i].next, j)
		}
	}
	return true
}

func (x *explorer) remember(m marking, from int, by step) int {
	var key strings.Builder
	for _, n := range m {
		key.WriteByte(byte(n))
		key.WriteByte(byte(n >> 8))
		key.WriteByte(byte(n >> 16))
	}
	if j, ok := x.index[key.String()]; ok {
		return j
	}
	j := len(x.states)
	x.size += len(m)
	x.index[key.String()] = j
	x.states = append(x.states, visited{marking: m, from: from, by: by})
	if crowded := x.crowded(m); crowded != nil {
		x.states[j].unsafe = true
		if !x.unsafe[crowded] {
			x.unsafe[crowded] = true
			x.c.fail(crowded, "13.4.1", "„%s“ kann doppelt durchlaufen werden: Parallele Zweige werden ohne paralleles Gateway zusammengeführt. Beispiel: %s.", crowded.Label(), x.path(j))
		}
	}
	return j
}

// crowded returns the element in front of which two tokens of the main line meet.
func (x *explorer) crowded(m marking) *Element {
	for i, n := range m {
		pl := x.places[n]
		if pl.side {
			continue
		}
		for _, o := range m[i+1:] {
			other := x.places[o]
			if other.side {
				continue
			}
			if pl.flow != nil && pl.flow == other.flow {
				return x.c.p.Element(pl.flow.Target)
			}
			if pl.busy != nil && pl.busy == other.busy {
				return pl.busy
			}
		}
	}
	return nil
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

// put adds a token on each flow. The second result is false where nothing changed.
func (x *explorer) put(m marking, flows []*Flow, side bool) (marking, bool) {
	out := slices.Clone(m)
	for _, f := range flows {
		out = x.with(out, place{flow: f, side: side})
	}
	return out, len(out) != len(m)
}

func (x *explorer) with(m marking, pl place) marking {
	n := x.placeNumber(pl)
	i, found := slices.BinarySearch(m, n)
	if found && pl.side {
		return m
	}
	return slices.Insert(m, i, n)
}

func (m marking) without(n int) marking {
	i := slices.Index(m, n)
	return slices.Concat(m[:i], m[i+1:])
}

// steps lists everything that can happen next.
func (x *explorer) steps(m marking) []step {
	var list []step
	last := -1
	for _, n := range m {
		if n == last {
			continue
		}
		last = n
		pl := x.places[n]
		if pl.busy != nil {
			list = append(list, x.leaveBusy(m, n, pl)...)
			continue
		}
		list = append(list, x.pass(m, n, pl)...)
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
			next, _ := x.put(rest, []*Flow{f}, pl.side)
			list = append(list, step{e, f, next})
		}
		return list
	case e.Kind == ParallelGateway && len(e.In) > 1:
		return x.join(m, e, pl)
	case len(x.edges[e.ID]) > 0:
		return []step{{element: e, next: x.with(slices.Clone(rest), place{busy: e, side: pl.side})}}
	}
	next, _ := x.put(rest, e.Out, pl.side)
	return []step{{element: e, next: next}}
}

// join takes one token from each incoming flow. It acts for the first of them only, the step is the
// same for the others.
func (x *explorer) join(m marking, e *Element, pl place) []step {
	if pl.flow != e.In[0] {
		return nil
	}
	rest, side := m, true
	for _, f := range e.In {
		n, ok := -1, false
		for _, beside := range []bool{false, true} {
			if n, ok = x.number[place{flow: f, side: beside}]; ok && slices.Contains(rest, n) {
				side = side && beside
				break
			}
			ok = false
		}
		if !ok {
			return nil
		}
		rest = rest.without(n)
	}
	next, _ := x.put(rest, e.Out, side)
	return []step{{element: e, next: next}}
}

// leaveBusy ends an activity, or lets one of the events on its border come.
func (x *explorer) leaveBusy(m marking, n int, pl place) []step {
	rest := m.without(n)
	done, _ := x.put(rest, pl.busy.Out, pl.side)
	list := []step{{element: pl.busy, next: done}}
	for i, b := range x.edges[pl.busy.ID] {
		if b.Interrupting || b.Event == ErrorEvent {
			next, _ := x.put(rest, b.Out, pl.side)
			list = append(list, step{element: b, next: next})
			continue
		}
		bit := uint64(1) << (i % 64)
		if pl.fired&bit == 0 {
			stays := x.with(slices.Clone(rest), place{busy: pl.busy, fired: pl.fired | bit, side: pl.side})
			next, _ := x.put(stays, b.Out, true)
			list = append(list, step{element: b, next: next})
		}
	}
	return list
}

// report turns what was explored into findings.
func (x *explorer) report() {
	stuck := map[*Element]bool{}
	for i, s := range x.states {
		if len(s.next) > 0 || len(s.marking) == 0 || s.unsafe {
			continue
		}
		e := x.c.p.Element(x.places[s.marking[0]].flow.Target)
		if !stuck[e] {
			stuck[e] = true
			x.c.fail(e, "13.4.1", "Verklemmung: „%s“ wartet auf einen Zweig, der nicht mehr ankommt. Beispiel: %s.",
				e.Label(), x.path(i))
		}
	}
	if len(stuck) > 0 || len(x.unsafe) > 0 {
		return
	}
	if i := x.endless(); i >= 0 {
		x.c.fail(x.states[i].by.element, "13.2",
			"Endlosschleife: Von „%s“ aus ist kein Ende mehr erreichbar. Beispiel: %s.",
			x.states[i].by.element.Label(), x.path(i))
		return
	}
	for _, e := range x.c.p.Elements {
		if e.Parent == x.parent && !x.fired[e] {
			x.c.fail(e, "13.4.1", "„%s“ kann nie eintreten.", e.Label())
		}
	}
}

// endless returns a marking from which the end cannot be reached, or -1.
func (x *explorer) endless() int {
	before := make([][]int, len(x.states))
	var stack []int
	good := make([]bool, len(x.states))
	for i, s := range x.states {
		for _, j := range s.next {
			before[j] = append(before[j], i)
		}
		if len(s.marking) == 0 {
			good[i] = true
			stack = append(stack, i)
		}
	}
	for len(stack) > 0 {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, j := range before[i] {
			if !good[j] {
				good[j] = true
				stack = append(stack, j)
			}
		}
	}
	return slices.Index(good, false)
}

// path tells the last steps on the way to a state.
func (x *explorer) path(i int) string {
	const shown = 12
	var names []string
	for ; i >= 0; i = x.states[i].from {
		by := x.states[i].by
		name := "„" + by.element.Label() + "“"
		if by.way != nil && by.way.Name != "" {
			name += fmt.Sprintf(" (%s)", by.way.Name)
		}
		if len(names) == 0 || names[len(names)-1] != name {
			names = append(names, name)
		}
	}
	more := ""
	if len(names) > shown {
		names, more = names[:shown], "… → "
	}
	slices.Reverse(names)
	return more + strings.Join(names, " → ")
}
