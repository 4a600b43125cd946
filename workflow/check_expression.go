package workflow

import (
	"slices"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/types"
)

// calls reports whether p calls target, directly or over others.
func calls(p, target *Process, seen map[*Process]bool) bool {
	if p == target {
		return true
	}
	if seen[p] {
		return false
	}
	seen[p] = true
	for _, e := range p.Elements {
		if e.Kind != CallActivity {
			continue
		}
		if q, _, ok := p.callee(e.Called); ok && calls(q, target, seen) {
			return true
		}
	}
	return false
}

// checkEnv is the environment of expressions as types.
func checkEnv(s Schema, werte types.Map) types.Map {
	antrag := types.Map{}
	for _, d := range s.Daten {
		if t, ok := exprTypes[d.Typ]; ok {
			antrag[d.Name] = t
		}
	}
	return types.Map{"antrag": antrag, "vorgang": vorgangTypes, "werte": werte, "heute": types.String}
}

// variables collects every process variable the picture can set, with its type where all places agree.
func (c *checker) variables() types.Map {
	vars := types.Map{}
	set := func(name string, t types.Type) {
		if t == nil { // a field of unknown type; that is a finding of its own
			t = types.Any
		}
		if old, ok := vars[name]; ok && !old.Equal(t) {
			t = types.Any
		}
		vars[name] = t
	}
	collect(c.p, set, map[*Process]bool{})
	return vars
}

func collect(p *Process, set func(string, types.Type), seen map[*Process]bool) {
	if seen[p] {
		return
	}
	seen[p] = true
	for _, e := range p.Elements {
		if e.Aufgabe != nil {
			for _, f := range e.Aufgabe.allFelder() {
				set(f.Name, p.typeOf(e, f))
			}
		}
		if e.Dienst != nil {
			for _, f := range services[e.Dienst.Art].Aus {
				set(f.Name, p.typeOf(e, f))
			}
		}
		if e.Mehrfach != nil {
			set(e.Mehrfach.Element, types.Any)
		}
		for _, line := range e.Script {
			set(line.Variable, types.Any)
		}
		if e.Message != "" {
			set(variableName(e.Message), types.Any)
		}
		if q, _, ok := p.callee(e.Called); ok {
			collect(q, set, seen)
		}
	}
}

// typeOf is the type of a value an element yields: one inside an activity that is done several times, a
// list behind it.
func (p *Process) typeOf(e *Element, f Feld) types.Type {
	for ; e != nil; e = p.Element(e.Parent) {
		if e.Mehrfach != nil {
			return types.Any
		}
	}
	return exprTypes[f.Typ]
}

// expressions compiles every text of the picture against the types of the Verfahren.
func (c *checker) expressions() {
	env := checkEnv(c.schema, c.variables())
	judge := func(e *Element, x *Expression, what string, options ...expr.Option) {
		if x == nil {
			return
		}
		if problem := x.check(env, options...); problem != "" {
			c.fail(e, "", "%s „%s“ bei „%s“ ist nicht gültig: %s.", what, x.Source, e.Label(), problem)
		}
	}
	for _, e := range c.p.Elements {
		for _, f := range e.Out {
			judge(e, f.Condition, "Die Bedingung", expr.AsBool())
		}
		if e.Timer != nil {
			judge(e, e.Timer.Value, "Die Zeitangabe")
		}
		if e.Aufgabe != nil {
			judge(e, e.Aufgabe.Faellig, "Die Fälligkeit")
			judge(e, e.Aufgabe.einheit, "Die Einheit")
		}
		if e.Mehrfach != nil {
			judge(e, e.Mehrfach.Liste, "Die Liste")
		}
		judge(e, e.MessageKey, "Der Schlüssel")
		for _, line := range e.Script {
			judge(e, line.Value, "Der Ausdruck")
		}
		if e.Dienst == nil {
			continue
		}
		kind := services[e.Dienst.Art]
		for _, in := range e.Dienst.Eingaben {
			if slices.ContainsFunc(kind.Ein, func(f Feld) bool { return f.Name == in.Name }) {
				judge(e, in.Wert, "Die Eingabe „"+in.Name+"“")
			}
		}
	}
}
