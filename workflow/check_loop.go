package workflow

import (
	"slices"

	"github.com/expr-lang/expr/ast"
)

// Loops that turn by themselves: nobody does anything in them, no time passes and no message comes.
// Where one counts up to a bound it ends by itself; any other runs into the guard (maxVisits), or asks
// the same service again and again.

func (c *checker) loops() {
	var nodes []*Element
	number := map[*Element]int{}
	for _, e := range c.p.Elements {
		if c.byItself(e) {
			number[e] = len(nodes)
			nodes = append(nodes, e)
		}
	}
	next := func(e *Element) []*Element {
		var list []*Element
		for _, f := range e.Out {
			list = append(list, c.p.Element(f.Target))
		}
		for _, b := range c.p.boundaries(e.ID) {
			if b.Event == ErrorEvent {
				list = append(list, b)
			}
		}
		return slices.DeleteFunc(list, func(e *Element) bool { _, ok := number[e]; return !ok })
	}
	for _, loop := range loopsAmong(nodes, number, next) {
		c.loop(loop, next)
	}
}

// byItself reports whether a token gets past the element without anything happening outside.
func (c *checker) byItself(e *Element) bool {
	switch e.Kind {
	case UserTask, ReceiveTask, CatchEvent, EventBasedGateway:
		return false
	case BoundaryEvent:
		return e.Event == ErrorEvent
	case SubProcess:
		return !slices.ContainsFunc(c.p.Elements, func(inner *Element) bool {
			return inner.Parent == e.ID && inner.Kind != BoundaryEvent && !inner.Triggered && !c.byItself(inner)
		})
	case CallActivity:
		return false // what is called may change
	}
	return true
}

// loopsAmong returns the elements that lie on common loops.
func loopsAmong(nodes []*Element, number map[*Element]int, next func(*Element) []*Element) [][]*Element {
	component := components(len(nodes), func(i int) []int {
		var list []int
		for _, e := range next(nodes[i]) {
			list = append(list, number[e])
		}
		return list
	})
	groups := map[int][]*Element{}
	for i, e := range nodes {
		groups[component[i]] = append(groups[component[i]], e)
	}
	var loops [][]*Element
	for _, e := range nodes {
		group := groups[component[number[e]]]
		if group[0] == e && (len(group) > 1 || slices.Contains(next(e), e)) {
			loops = append(loops, group)
		}
	}
	return loops
}

func (c *checker) loop(loop []*Element, next func(*Element) []*Element) {
	inside := func(e *Element) []*Element {
		return slices.DeleteFunc(slices.Clone(next(e)), func(e *Element) bool { return !slices.Contains(loop, e) })
	}
	at := loop[0]
	for _, kind := range []Kind{ExclusiveGateway, ScriptTask, SendTask, ServiceTask} {
		for _, e := range loop {
			if e.Kind == kind && e.Name != "" || e.Kind == kind && at.Name == "" {
				at = e
				break
			}
		}
	}
	switch {
	case slices.ContainsFunc(loop, func(e *Element) bool { return e.Kind == ServiceTask || e.Kind == SendTask }):
		c.add(SeverityWarnung, at, "13.3.3", "„%s“ wiederholt sich von selbst und ruft den Dienst ohne Pause immer wieder auf. Bitte eine Zeit, eine Nachricht oder eine Aufgabe in die Schleife zeichnen.", at.Label())
	case !counted(loop, inside):
		c.add(SeverityWarnung, at, "13.4.2", "Die Schleife um „%s“ dreht sich von selbst, ohne dass jemand handelt, Zeit vergeht oder eine Nachricht kommt. Nach %d Runden hielte der Vorgang dort mit einer Störung an. Bitte eine Aufgabe, Zeit oder Nachricht hineinzeichnen oder im Skript zählen (n = (werte.n ?? 0) + 1) und am Gateway die Zahl begrenzen (werte.n < 20).", at.Label(), maxVisits)
	}
}

// counted reports whether every round passes a script that counts and a gateway that stops at a bound.
func counted(loop []*Element, inside func(*Element) []*Element) bool {
	for _, s := range loop {
		for _, line := range s.Script {
			up, counts := line.counts()
			if !counts || !unavoidable(s, loop, inside) || assigned(loop, line.Variable) != 1 {
				continue
			}
			for _, g := range loop {
				if g.Kind == ExclusiveGateway && unavoidable(g, loop, inside) && stops(g, loop, line.Variable, up) {
					return true
				}
			}
		}
	}
	return false
}

func assigned(loop []*Element, variable string) int {
	n := 0
	for _, e := range loop {
		for _, line := range e.Script {
			if line.Variable == variable {
				n++
			}
		}
	}
	return n
}

// unavoidable reports whether no round leads around e.
func unavoidable(e *Element, loop []*Element, inside func(*Element) []*Element) bool {
	number := map[*Element]int{}
	var rest []*Element
	for _, other := range loop {
		if other != e {
			number[other] = len(rest)
			rest = append(rest, other)
		}
	}
	return len(loopsAmong(rest, number, func(other *Element) []*Element {
		return slices.DeleteFunc(inside(other), func(x *Element) bool { return x == e })
	})) == 0
}

// stops reports whether the gateway leaves the loop once the variable has gone far enough.
func stops(g *Element, loop []*Element, variable string, up bool) bool {
	steady := func(n ast.Node) bool { return !changes(n, loop) }
	within, beyond := []string{"<", "<="}, []string{">", ">="}
	if !up {
		within, beyond = beyond, within
	}
	stays := func(f *Flow) bool {
		return slices.ContainsFunc(loop, func(e *Element) bool { return e.ID == f.Target })
	}
	for _, f := range g.Out {
		if f.ID == g.Default || f.Condition == nil {
			continue
		}
		if !stays(f) && bounds(f.Condition.tree(), variable, steady, beyond, []string{"||", "or"}) {
			return true
		}
		if stays(f) && !bounds(f.Condition.tree(), variable, steady, within, []string{"&&", "and"}) {
			return false
		}
	}
	way := g.defaultFlow()
	return way != nil && !stays(way)
}

// bounds finds a comparison of the variable with something steady, alone or joined to others.
func bounds(n ast.Node, variable string, steady func(ast.Node) bool, operators, joins []string) bool {
	b, ok := n.(*ast.BinaryNode)
	if !ok {
		return false
	}
	if slices.Contains(joins, b.Operator) {
		return bounds(b.Left, variable, steady, operators, joins) || bounds(b.Right, variable, steady, operators, joins)
	}
	return slices.Contains(operators, b.Operator) && names(b.Left, variable) && steady(b.Right)
}

// changes reports whether a script of the loop sets something the tree asks for.
func changes(n ast.Node, loop []*Element) bool {
	return ast.Find(n, func(n ast.Node) bool {
		about, ok := subjectOf(n)
		return ok && about.scope == "werte" && assigned(loop, about.name) > 0
	}) != nil
}

// counts reads variable = variable + n and says whether that goes up.
func (a Assignment) counts() (up, ok bool) {
	b, ok := a.Value.tree().(*ast.BinaryNode)
	if !ok || b.Operator != "+" && b.Operator != "-" || !names(b.Left, a.Variable) {
		return false, false
	}
	switch n := b.Right.(type) {
	case *ast.IntegerNode:
		return b.Operator == "+", n.Value > 0
	case *ast.FloatNode:
		return b.Operator == "+", n.Value > 0
	}
	return false, false
}

// names reports whether the tree is werte.variable, with or without a value to begin with.
func names(n ast.Node, variable string) bool {
	if b, ok := n.(*ast.BinaryNode); ok && b.Operator == "??" {
		n = b.Left
	}
	about, ok := subjectOf(n)
	return ok && about == subject{"werte", variable}
}
