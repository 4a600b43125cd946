package workflow

import "slices"

// The inclusive gateway (clause 13.4.3). Out of it go all ways whose condition is true. Into it come as
// many tokens as can still arrive, so nobody can say whether it waits or goes on before every other token
// of its scope rests.

// spread lets a token out over every way whose condition is true, else over the default.
func (r *run) spread(a arrival, e *Element) {
	if len(e.Out) == 1 && e.Out[0].Condition == nil {
		r.leave(a.scope, e)
		return
	}
	env := r.env(a.scope)
	var ways []*Flow
	for _, f := range e.Out {
		if f.ID == e.Default {
			continue
		}
		if f.Condition != nil {
			yes, err := f.Condition.evalBool(env)
			if err != nil {
				r.incident(a, CodeAusdruck, conditionFailed(f, err))
				return
			}
			if !yes {
				continue
			}
		}
		ways = append(ways, f)
	}
	if way := e.defaultFlow(); len(ways) == 0 && way != nil {
		ways = append(ways, way)
	}
	if len(ways) == 0 {
		r.incident(a, CodeKeinWeg, noWay(e))
		return
	}
	if e.Status != "" {
		r.effects = append(r.effects, SetStatus{e.Status})
	}
	r.done(a.scope, e.ID)
	for _, f := range ways {
		r.decided(e, f)
		r.follow(a.scope, f)
	}
}

// gather lets one inclusive gateway go on that no further token can come to. It is asked when nothing
// is on its way.
func (r *run) gather() bool {
	for _, t := range r.st.Tokens {
		p := r.process(t.Scope)
		if t.Wait != WaitJoin || p == nil {
			continue
		}
		e := p.Element(t.Element)
		if e == nil || e.Kind != InclusiveGateway || !r.complete(p, t.Scope, e) {
			continue
		}
		for _, f := range e.In {
			if i := r.waitsAt(t.Scope, e, f); i >= 0 {
				r.st.Tokens = slices.Delete(r.st.Tokens, i, i+1)
			}
		}
		r.spread(arrival{scope: t.Scope, element: e.ID, via: t.Via}, e)
		return true
	}
	return false
}

// waitsAt finds a token that came to a join over this flow.
func (r *run) waitsAt(scope string, e *Element, f *Flow) int {
	return slices.IndexFunc(r.st.Tokens, func(t Token) bool {
		return t.Scope == scope && t.Element == e.ID && t.Wait == WaitJoin && t.Via == f.ID
	})
}

// complete reports whether no token can still come over an empty flow, unless it could as well come over
// one where a token waits already.
func (r *run) complete(p *Process, scope string, e *Element) bool {
	empty := func(f *Flow) bool { return r.waitsAt(scope, e, f) < 0 }
	if !slices.ContainsFunc(e.In, empty) {
		return true
	}
	return !slices.ContainsFunc(r.st.Tokens, func(t Token) bool {
		if t.Scope != scope || t.Element == e.ID {
			return false
		}
		may := p.waysTo(p.Element(t.Element), e)
		return slices.ContainsFunc(may, empty) && !slices.ContainsFunc(may, func(f *Flow) bool { return !empty(f) })
	})
}

// waysTo lists the flows into gate that a token at this element can come by without passing gate before.
func (p *Process) waysTo(from, gate *Element) []*Flow {
	if from == nil {
		return nil
	}
	next := func(e *Element) []*Element {
		if e == gate {
			return nil
		}
		out := slices.Clone(p.boundaries(e.ID))
		for _, f := range e.Out {
			if target := p.Element(f.Target); target != nil {
				out = append(out, target)
			}
		}
		return out
	}
	var ways []*Flow
	for _, e := range walk(from, next) {
		for _, f := range e.Out {
			if e != gate && f.Target == gate.ID {
				ways = append(ways, f)
			}
		}
	}
	return ways
}
