package workflow

import (
	"fmt"
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
	c.env = checkEnv(c.schema, c.variables())
	for _, e := range c.p.Elements {
		if c.refused(e.ID) {
			continue
		}
		for _, f := range e.Out {
			c.judge(e, f.Condition, "Die Bedingung auf dem Weg "+c.p.way(f), expr.AsBool())
		}
		if e.Timer != nil {
			c.judge(e, e.Timer.Value, "Die Zeitangabe bei "+e.the(dative))
			if f := e.Timer.Frist; f != nil {
				c.judge(e, f.Dauer, "Die Länge der Frist bei "+e.the(dative))
				c.judge(e, f.AbTag, "Der Beginn der Frist bei "+e.the(dative))
				c.judge(e, f.Ende, "Das Ende der Frist bei "+e.the(dative))
			}
		}
		if e.Aufgabe != nil {
			c.judge(e, e.Aufgabe.Faellig, "Die Fälligkeit bei "+e.the(dative))
			c.judge(e, e.Aufgabe.einheit, "Die Einheit bei "+e.the(dative))
		}
		if e.Mehrfach != nil {
			c.judge(e, e.Mehrfach.Liste, "Die Liste bei "+e.the(dative))
		}
		c.judge(e, e.MessageKey, "Der Schlüssel bei "+e.the(dative))
		for _, line := range e.Script {
			c.judge(e, line.Value, "Der Ausdruck bei "+e.the(dative))
		}
		if e.Dienst == nil {
			continue
		}
		kind := services[e.Dienst.Art]
		for _, in := range e.Dienst.Eingaben {
			if slices.ContainsFunc(kind.Ein, func(f Feld) bool { return f.Name == in.Name }) {
				c.judge(e, in.Wert, "Die Eingabe „"+in.Name+"“ bei "+e.the(dative))
			}
		}
	}
}

// judge says what is wrong with one text, and how it was read where another tool wrote it.
func (c *checker) judge(e *Element, x *Expression, what string, options ...expr.Option) {
	if x == nil {
		return
	}
	problem := x.check(c.env, options...)
	if x.Written == "" {
		if problem != "" {
			c.fail(e, "", "%s ist nicht gültig („%s“): %s.", what, x.Source, problem)
		}
		return
	}
	variables, antrag := c.env["werte"].(types.Map), c.env["antrag"].(types.Map)
	for _, name := range x.names {
		if variables[name] != nil && antrag[name] != nil {
			problem = fmt.Sprintf("„%[1]s“ gibt es im Antrag und im Ablauf; gemeint ist antrag.%[1]s oder werte.%[1]s", name)
		}
	}
	if problem != "" {
		c.fail(e, "", "%s ist für ein anderes Programm geschrieben: „%s“. Hier hieße das „%s“, ist aber nicht gültig: %s.",
			what, x.Written, x.Source, problem)
		return
	}
	c.add(SeverityWarnung, e, "", "%s ist für ein anderes Programm geschrieben: „%s“. Sie wird gelesen als „%s“.", what,
		x.Written, x.Source)
}
