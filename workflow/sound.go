package workflow

import (
	"fmt"
	"slices"
	"strings"
)

// Soundness: the token game of one container (process or embedded subprocess) without data. Every
// choice may fall either way, every event may come. A subprocess counts as one activity, because its
// tokens never leave it. A model is sound if from everywhere it can get to, it can still get to its
// end, and no flow ever carries two tokens at once. sound_game.go has the rules of the game,
// sound_reduce.go spares it the orders that make no difference.

// maxStates bounds the exploration of one container, maxPlaces the memory it takes.
const (
	maxStates = 100_000
	maxPlaces = 8_000_000
)

// visited is one explored marking with the way to it.
type visited struct {
	marking marking
	from    int
	by      step
	next    []int
	unsafe  bool
	ends    bool // a token stands before an end that ends everything
	tried   bool // what follows is known
	whole   bool // every possible step was tried
}

type explorer struct {
	c      *checker
	parent string
	net    *net
	full   bool // try every order; for tests of the reduction
	deep   bool // the newest marking first: finds mistakes sooner, and longer ways to them
	bound  int  // of states

	places []place
	number map[place]int
	states []visited
	index  map[string]int
	open   []int // states not tried yet
	gaveUp bool  // at a bound
	fired  map[*Element]bool
	unsafe map[*Element]bool // already reported
	size   int               // places in all states
	look   look
}

func (c *checker) soundness(parent string) {
	x := newExplorer(c, parent)
	if x.run() || len(x.unsafe)+len(x.stuck()) > 0 {
		x.report()
		return
	}
	x = newExplorer(c, parent)
	x.deep = true
	x.run()
	x.report()
}

func newExplorer(c *checker, parent string) *explorer {
	return &explorer{
		c: c, parent: parent, net: newNet(c.p, parent), number: map[place]int{}, index: map[string]int{},
		fired: map[*Element]bool{}, unsafe: map[*Element]bool{}, bound: maxStates,
	}
}

// run plays the game; it reports whether it got through within the bound.
func (x *explorer) run() bool {
	begin := x.c.p.start(x.parent)
	x.fired[begin] = true
	x.remember(x.put(nil, begin.Out, false), -1, step{element: begin})
	for x.explore(); x.wake(); {
		x.explore()
	}
	return !x.gaveUp
}

// explore tries every marking that is new.
func (x *explorer) explore() {
	for len(x.open) > 0 && !x.gaveUp {
		i := x.open[0]
		if x.deep {
			i = x.open[len(x.open)-1]
			x.open = x.open[:len(x.open)-1]
		} else {
			x.open = x.open[1:]
		}
		var groups []int
		groups, x.states[i].whole = x.choose(x.states[i].marking)
		x.expand(i, groups)
	}
}

func (x *explorer) expand(i int, groups []int) {
	m := x.states[i].marking
	for _, g := range groups {
		for _, s := range x.steps(m, g) {
			x.fired[s.element] = true
			if x.gaveUp = len(x.states) >= x.bound || x.size > maxPlaces; x.gaveUp {
				return
			}
			j := x.remember(s.next, i, s)
			x.states[i].next = append(x.states[i].next, j)
		}
	}
	x.states[i].tried = true
}

func (x *explorer) remember(m marking, from int, by step) int {
	key := m.key()
	if j, ok := x.index[key]; ok {
		return j
	}
	j := len(x.states)
	x.size += len(m)
	x.index[key] = j
	x.states = append(x.states, visited{marking: m, from: from, by: by, ends: x.ends(m)})
	if crowded := x.crowded(m); crowded == nil {
		x.open = append(x.open, j)
	} else {
		x.states[j].unsafe = true
		if !x.unsafe[crowded] {
			x.unsafe[crowded] = true
			x.c.fail(crowded, "13.4.1", "„%s“ kann doppelt durchlaufen werden: Parallele Zweige werden ohne paralleles Gateway zusammengeführt. Beispiel: %s.", crowded.Label(), x.path(j))
			x.mark(j)
		}
	}
	return j
}

// report turns what was explored into findings. What was found before the bound was reached holds.
func (x *explorer) report() {
	stuck := x.stuck()
	for _, i := range stuck {
		e := x.waiting(i)
		x.c.fail(e, "13.4.1", "Verklemmung: „%s“ wartet auf einen Zweig, der nicht mehr ankommt. Beispiel: %s.",
			e.Label(), x.path(i))
		x.mark(i)
	}
	if x.gaveUp {
		x.c.fail(x.c.p.Element(x.parent), "13.1", "Es ist nicht bewiesen, dass der Ablauf immer zu einem Ende kommt: Er kann auf mehr als %d Arten stehen, und die Prüfung hörte vorher auf. Bitte Abschnitte, die für sich stehen, als Teilprozesse zeichnen; jeder wird für sich geprüft.", len(x.states))
		return
	}
	if len(stuck) > 0 || len(x.unsafe) > 0 {
		return
	}
	if i := x.endless(); i >= 0 {
		x.c.fail(x.states[i].by.element, "13.2",
			"Endlosschleife: Von „%s“ aus ist kein Ende mehr erreichbar. Beispiel: %s.",
			x.states[i].by.element.Label(), x.path(i))
		x.mark(i)
		return
	}
	for _, e := range x.c.p.Elements {
		if e.Parent == x.parent && !x.fired[e] && !e.Triggered {
			x.c.fail(e, "13.4.1", "„%s“ kann nie eintreten.", e.Label())
		}
	}
}

// stuck returns markings in which nothing can happen any more, one per element that waits there.
func (x *explorer) stuck() []int {
	var list []int
	seen := map[*Element]bool{}
	for i, s := range x.states {
		if !s.tried || len(s.next) > 0 || len(s.marking) == 0 || s.ends {
			continue
		}
		if e := x.waiting(i); !seen[e] {
			seen[e] = true
			list = append(list, i)
		}
	}
	return list
}

func (x *explorer) waiting(i int) *Element {
	return x.c.p.Element(x.places[x.states[i].marking[0]].flow.Target)
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
		if len(s.marking) == 0 || s.ends {
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

// mark gives the last finding the whole way to a state, in its order, and behind it what it is about.
func (x *explorer) mark(i int) {
	var ids []string
	for ; i >= 0; i = x.states[i].from {
		ids = append(ids, x.states[i].by.element.inPicture())
	}
	slices.Reverse(ids)
	last := &x.c.findings[len(x.c.findings)-1]
	last.Elements = append(slices.Compact(ids), last.Element)
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
