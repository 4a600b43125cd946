package workflow

import "slices"

// Branches that run beside each other need not be tried in every order. In each marking only a
// "stubborn set" of steps is tried: what takes the same tokens, what could still bring tokens to the
// same places (it decides whether two meet there), and for what cannot happen yet, whatever must happen
// before. No step outside the set can prevent or change one inside. This keeps every marking in which
// nothing can happen any more, and whether an end stays within reach from everywhere (A. Valmari, Stop
// It, and Be Stubborn!, 2017). wake sees to it that a loop makes nobody wait forever, which keeps every
// step that is possible at all, and with it every meeting of two tokens.
// TestReductionChangesNoVerdict holds it against the full game.

// group is all steps that take the same tokens: from one flow, from all flows of a join, or out of an
// activity with events on its border.
type group struct {
	element *Element
	flows   []*Flow // taken from; none for an activity
	join    bool
	some    bool                // a join that takes what can come, and not all
	near    []map[*Element]bool // per flow of such a join: elements a token can come from
	before  [][]int             // per flow, or once for an activity: groups that bring tokens there
	after   []int               // groups that take what this one puts down, where order matters to them
	rank    int                 // groups of a higher rank cannot come after those of a lower one
}

// look is what one marking looks like to the reduction. Its lists hold the round in which something
// was marked, so that nothing has to be wiped between two rounds.
type look struct {
	round  int
	m      marking
	tokens []int // by group: the tokens it can take
	marked map[*Flow]int
	top    int // highest rank of a group with a token: what is above cannot happen any more
	set    int
	in     []int // by group: the set it was put into last
}

// choose says what to try in a marking, and whether that is all there is.
func (x *explorer) choose(m marking) (groups []int, whole bool) {
	possible := x.possible(m)
	if x.full || len(possible) < 2 {
		return possible, true
	}
	// The first set that has no smaller one inside: a branch is followed to its end, however many steps of
	// its own it offers on the way.
	groups = possible
	for i := 0; i < len(groups) && len(groups) > 1; i++ {
		if set := x.stubborn(groups[i], len(groups)); set != nil {
			slices.SortFunc(set, descending)
			groups, i = set, -1
		}
	}
	return groups, len(groups) == len(possible)
}

func descending(a, b int) int { return b - a }

// possible lists the groups that can act, the last in the order of the walk first: going on in one
// branch until it rests leaves the fewest markings.
func (x *explorer) possible(m marking) []int {
	l := &x.look
	if l.marked == nil {
		l.marked, l.tokens, l.in = map[*Flow]int{}, make([]int, len(x.net.groups)), make([]int, len(x.net.groups))
	}
	l.round++
	l.m, l.top = m, 0
	var found []int
	for _, n := range m {
		pl := x.places[n]
		g := x.net.taker(pl)
		if pl.flow != nil {
			l.marked[pl.flow] = l.round
		}
		if l.tokens[g] != l.round {
			l.tokens[g] = l.round
			l.top = max(l.top, x.net.groups[g].rank)
			found = append(found, g)
		}
	}
	found = slices.DeleteFunc(found, func(g int) bool { return !x.can(g) })
	slices.SortFunc(found, descending)
	return found
}

// can reports whether a group can act in the marking looked at.
func (x *explorer) can(group int) bool {
	g := x.net.groups[group]
	if x.look.tokens[group] != x.look.round {
		return false
	}
	if g.some {
		return x.blocker(&g) < 0
	}
	if g.join {
		return !slices.ContainsFunc(g.flows, func(f *Flow) bool { return x.look.marked[f] != x.look.round })
	}
	return x.full || len(g.flows) == 0 || !x.net.last[g.flows[0]]
}

// stubborn collects the groups that have to be tried with this one; nil where they are not fewer than limit.
func (x *explorer) stubborn(group, limit int) []int {
	l := &x.look
	l.set++
	var set []int
	stack := []int{group}
	for len(stack) > 0 {
		i := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		g := &x.net.groups[i]
		if l.in[i] == l.set || g.rank > l.top {
			continue
		}
		l.in[i] = l.set
		if !x.can(i) {
			stack = append(stack, x.missing(g)...)
			continue
		}
		if set = append(set, i); len(set) >= limit {
			return nil
		}
		for _, before := range g.before {
			stack = append(stack, before...)
		}
		stack = append(stack, g.after...)
		stack = append(stack, x.coming(g)...)
	}
	return set
}

// coming are the groups with a token that can still come to an inclusive join.
func (x *explorer) coming(g *group) []int {
	var list []int
	if g.some {
		for _, n := range x.look.m {
			if empty, full := x.comes(g, x.places[n]); empty || full {
				list = append(list, x.net.taker(x.places[n]))
			}
		}
	}
	return list
}

// blocker is a group with a token that an inclusive join has to wait for, or -1.
func (x *explorer) blocker(g *group) int {
	for _, n := range x.look.m {
		if empty, full := x.comes(g, x.places[n]); empty && !full {
			return x.net.taker(x.places[n])
		}
	}
	return -1
}

// comes says whether a token can come to an inclusive join over a flow that is empty, or one that is not.
func (x *explorer) comes(g *group, pl place) (empty, full bool) {
	at := pl.busy
	if at == nil {
		at = x.c.p.Element(pl.flow.Target)
	}
	for i, f := range g.flows {
		if g.near[i][at] {
			marked := x.look.marked[f] == x.look.round
			empty, full = empty || !marked, full || marked
		}
	}
	return empty, full
}

// missing are the groups one of which must act before g can. A join waits for several flows; one of
// them is enough to look at, best one that is looked at already.
func (x *explorer) missing(g *group) []int {
	switch {
	case len(g.flows) == 0:
		return g.before[0]
	case g.some:
		list := slices.Concat(g.before...)
		if b := x.blocker(g); b >= 0 {
			list = append(list, b)
		}
		return list
	}
	first := -1
	for i, f := range g.flows {
		if x.look.marked[f] == x.look.round {
			continue
		}
		if first < 0 {
			first = i
		}
		if !slices.ContainsFunc(g.before[i], func(b int) bool { return x.look.in[b] != x.look.set }) {
			return nil
		}
	}
	if first < 0 {
		return nil // before an end that takes everything away
	}
	return g.before[first]
}

// wake looks for markings that a loop comes back to forever while others, who could act, never get
// their turn, and tries everything there. It reports whether there was one.
func (x *explorer) wake() bool {
	if x.gaveUp {
		return false
	}
	component := components(len(x.states), func(i int) []int { return x.states[i].next })
	fair := make([]bool, len(x.states)) // by component: it can be left, or everybody gets a turn
	for i, s := range x.states {
		c := component[i]
		fair[c] = fair[c] || s.whole || s.unsafe ||
			slices.ContainsFunc(s.next, func(j int) bool { return component[j] != c })
	}
	woken := false
	for i := range component {
		if c := component[i]; !fair[c] {
			fair[c], woken = true, true
			x.states[i].whole, x.states[i].next = true, nil
			x.expand(i, x.possible(x.states[i].marking))
		}
	}
	return woken && !x.gaveUp
}
