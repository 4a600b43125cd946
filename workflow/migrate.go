package workflow

import (
	"fmt"
	"slices"
	"time"
)

// migrate moves a run to another version of its process. Every token must find an element of the same
// id, kind and place; then open tasks are renewed under their tokens, and the events on the borders
// follow the new picture. Timers that exist in both keep their due time, unless they are to be recomputed; one that has
// fired stays fired.
func (r *run) migrate(c Migrate) (bool, error) {
	if r.st.Phase != PhaseRunning || r.st.Version == c.To {
		return false, nil
	}
	for _, t := range r.st.Tokens {
		if !r.inRoot(t.Scope) {
			continue // calls keep the version they bound
		}
		if err := r.fits(t); err != nil {
			return false, err
		}
	}
	r.st.Version, r.st.Process = c.To, r.p.ID
	r.st.Scopes[0].Process = r.p.ID
	for _, t := range slices.Clone(r.st.Tokens) {
		if !r.inRoot(t.Scope) {
			continue
		}
		if err := r.renew(c, t); err != nil {
			return false, err
		}
	}
	for _, s := range slices.Clone(r.st.Scopes) {
		if r.inRoot(s.ID) {
			if err := r.renewScope(c, s); err != nil {
				return false, err
			}
		}
	}
	r.effects = append(r.effects, Journal{Art: JournalMigration,
		Text: fmt.Sprintf("Der Prozess läuft nach Version %s weiter.", c.To)})
	return true, nil
}

// fits reports why a token has no place in the new version.
func (r *run) fits(t Token) error {
	no := func(why string) error {
		return &Error{Code: CodeMigration, Element: t.Element, Reason: why}
	}
	e := r.p.Element(t.Element)
	if e == nil {
		return no("Das Element, an dem der Vorgang steht, gibt es in der neuen Version nicht.")
	}
	s := r.st.Scopes[r.st.scopeIndex(t.Scope)]
	if s.Nr > 0 && s.Element == e.ID {
		s = r.st.Scopes[r.st.scopeIndex(s.Parent)]
	}
	if e.Parent != s.Element {
		return no(fmt.Sprintf("„%s“ liegt in der neuen Version in einem anderen Teilprozess.", e.Label()))
	}
	ok := true
	switch t.Wait {
	case WaitTask:
		ok = e.Kind == UserTask && e.Aufgabe != nil
	case WaitService:
		ok = (e.Kind == ServiceTask || e.Kind == SendTask) && e.Dienst != nil
	case WaitMessage:
		ok = e.Kind == ReceiveTask || e.Kind == CatchEvent && e.Event == MessageEvent
	case WaitTimer:
		ok = e.Kind == CatchEvent && e.Event == TimerEvent
	case WaitEvent:
		ok = e.Kind == EventBasedGateway
	case WaitScope:
		ok = e.Kind == SubProcess || e.Kind == CallActivity
		if r.several(t) {
			ok = e.Mehrfach != nil
		}
	case WaitJoin:
		ok = (e.Kind == ParallelGateway || e.Kind == InclusiveGateway) &&
			slices.ContainsFunc(e.In, func(f *Flow) bool { return f.ID == t.Via })
	}
	if !ok {
		return no(fmt.Sprintf("„%s“ ist in der neuen Version ein Element anderer Art.", e.Label()))
	}
	return nil
}

// since does something as if it were an earlier moment: the one at which a token came to rest, or a scope began to
// listen.
func (r *run) since(moment time.Time, do func()) {
	now := r.facts.Now
	r.facts.Now = moment.In(now.Location())
	do()
	r.facts.Now = now
}

// wanted is what a token at e waits for in the new version.
func (r *run) wanted(t Token, e *Element) ([]Wait, error) {
	wanted, err := r.prepare(t.Scope, r.p, e)
	if e.Kind != EventBasedGateway {
		return wanted, err
	}
	for _, f := range e.Out {
		if target := r.p.Element(f.Target); target != nil && err == nil {
			var w Wait
			w, err = r.prepareWait(t.Scope, target)
			wanted = append(wanted, w)
		}
	}
	return wanted, err
}

// rang tells whether a timer of somebody, on the border of an activity or of an event subprocess in a scope, was armed
// in the version before and waits no more.
func (r *run) rang(c Migrate, at string, n Wait, whose func(Wait) bool) bool {
	if c.From == nil || n.Kind != WaitTimer {
		return false
	}
	before := c.From.Element(n.Element)
	if before == nil || before.Event != TimerEvent || before.Kind != BoundaryEvent && before.Kind != StartEvent {
		return false
	}
	place := before.AttachedTo
	if sub := c.From.Element(before.Parent); before.Kind == StartEvent && sub != nil {
		place = sub.Parent
	}
	return place == at &&
		!slices.ContainsFunc(r.st.Waits, func(w Wait) bool { return whose(w) && w.Element == n.Element })
}

// renew brings task and events of a token in line with the new version. The day a task is due counts from when it was
// opened.
func (r *run) renew(c Migrate, t Token) error {
	e := r.p.Element(t.Element)
	if t.Wait == WaitTask {
		var task CreateTask
		var err error
		r.since(t.Since, func() { task, err = r.task(t.Scope, e) })
		if err != nil {
			return &Error{Code: CodeMigration, Element: e.ID, Reason: sentence(err)}
		}
		task.Token = t.ID
		r.effects = append(r.effects, task)
	}
	if t.Wait == WaitJoin || t.Wait == WaitIncident {
		return nil
	}
	wanted, err := r.wanted(t, e)
	if c.Recompute && err == nil {
		r.since(t.Since, func() { wanted, err = r.wanted(t, e) })
	}
	if err != nil {
		return &Error{Code: CodeMigration, Element: e.ID, Reason: sentence(err)}
	}
	whose := func(w Wait) bool { return w.Token == t.ID && w.Scope == "" }
	wanted = slices.DeleteFunc(wanted, func(n Wait) bool { return r.rang(c, t.Element, n, whose) })
	r.listen(t, r.exchange(wanted, whose, c.Recompute))
	return nil
}

// exchange ends the waits of somebody that are not wanted any more, and returns those still to begin. Of timers that
// count anew, those with another day are others; a clock somebody stopped stands on.
func (r *run) exchange(wanted []Wait, whose func(Wait) bool, recompute bool) []Wait {
	same := func(a, b Wait) bool {
		kept := !recompute || a.Kind != WaitTimer || a.Period != "" || a.Held || a.Due.Equal(b.Due)
		return a.Element == b.Element && a.Kind == b.Kind && a.Name == b.Name && kept
	}
	r.disarmWaits(func(w Wait) bool {
		return whose(w) && !slices.ContainsFunc(wanted, func(n Wait) bool { return same(w, n) })
	})
	return slices.DeleteFunc(wanted, func(n Wait) bool {
		return slices.ContainsFunc(r.st.Waits, func(w Wait) bool { return whose(w) && same(w, n) })
	})
}
