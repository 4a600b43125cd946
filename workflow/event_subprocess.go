package workflow

import "slices"

// Event subprocesses (clause 13.5.4). No way leads to them: they listen as long as the scope they stand in
// lives, and begin when their event comes, beside what runs there or in its place.

// begin lets the first token of a scope out, after the event subprocesses in it have begun to listen.
func (r *run) begin(a arrival, p *Process, e *Element) {
	waits, err := r.prepareScope(a.scope, p)
	if err != nil {
		r.incident(a, CodeAusdruck, sentence(err))
		return
	}
	r.listenFromNow(a.scope, waits)
	r.leave(a.scope, e)
}

// prepareScope works out what the event subprocesses of a scope wait for. Errors are not waited for, they are caught.
func (r *run) prepareScope(scope string, p *Process) ([]Wait, error) {
	var waits []Wait
	for _, begin := range r.listeners(scope, p) {
		if begin.Event == ErrorEvent {
			continue
		}
		w, err := r.prepareWait(scope, begin)
		if err != nil {
			return nil, err
		}
		waits = append(waits, w)
	}
	return waits, nil
}

// listeners are the events a scope listens to. A position has none: the scope inside it does.
func (r *run) listeners(scope string, p *Process) []*Element {
	i := r.st.scopeIndex(scope)
	if p == nil || i < 0 || r.st.Scopes[i].Nr > 0 {
		return nil
	}
	return p.listeners[r.st.Scopes[i].Element]
}

// listenIn arms what a scope listens to.
func (r *run) listenIn(scope string, waits []Wait) {
	for _, w := range waits {
		w.Scope = scope
		r.await(w)
	}
}

// listenFromNow arms what a scope listens to, and keeps since when: what is added or counts anew later counts from
// here.
func (r *run) listenFromNow(scope string, waits []Wait) {
	r.st.Scopes[r.st.scopeIndex(scope)].Since = fixed(r.facts.Now)
	r.listenIn(scope, waits)
}

// scopeOf is where something happens when the wait is over.
func (r *run) scopeOf(w Wait) (string, bool) {
	if w.Scope != "" {
		return w.Scope, r.st.scopeIndex(w.Scope) >= 0
	}
	t, ok := r.st.Token(w.Token)
	return t.Scope, ok
}

// trigger begins an event subprocess. An interrupting one takes the place of everything that runs in its scope.
func (r *run) trigger(scope string, begin *Element) {
	if begin.ends() {
		r.clear(scope)
	}
	t := r.rest(arrival{scope: scope, element: begin.Parent}, WaitScope)
	inner := Scope{ID: r.newID("s"), Parent: scope, Token: t.ID, Element: begin.Parent}
	r.st.Scopes = append(r.st.Scopes, inner)
	r.arrive(inner.ID, begin.ID, "")
}

// ends reports whether an event takes the place of what it happens to.
func (e *Element) ends() bool { return e.Interrupting || e.Event == ErrorEvent }

// catchIn gives an error to an event subprocess of the scope it was thrown in: to one that names it before
// one that catches all, and to none where one has taken the place of everything already.
func (r *run) catchIn(scope, code string) bool {
	p := r.process(scope)
	if p == nil || r.interrupted(p, scope) {
		return false
	}
	var anyCode *Element
	for _, begin := range r.listeners(scope, p) {
		switch {
		case begin.Event != ErrorEvent:
		case begin.ErrorCode == code && code != "":
			return r.startByError(scope, begin)
		case begin.ErrorCode == "" && anyCode == nil:
			anyCode = begin
		}
	}
	return anyCode != nil && r.startByError(scope, anyCode)
}

func (r *run) startByError(scope string, begin *Element) bool {
	r.noteError(begin)
	r.trigger(scope, begin)
	return true
}

// interrupted reports whether an event subprocess has taken the place of what ran in the scope.
func (r *run) interrupted(p *Process, scope string) bool {
	return slices.ContainsFunc(r.st.Tokens, func(t Token) bool {
		return t.Scope == scope && p.Element(t.Element).interrupts(p)
	})
}

// interrupts reports whether e is an event subprocess that takes the place of what runs around it.
func (e *Element) interrupts(p *Process) bool {
	if e == nil || !e.Triggered {
		return false
	}
	begin := p.start(e.ID)
	return begin != nil && begin.ends()
}

// disarmScope ends what a scope listens to.
func (r *run) disarmScope(scope string) {
	r.disarmWaits(func(w Wait) bool { return w.Scope == scope })
}

// listenAgain lets a scope go on that an event subprocess had taken the place of.
func (r *run) listenAgain(scope, around string) error {
	waits, err := r.prepareScope(scope, r.process(scope))
	if err != nil {
		return &Error{Code: CodeSprung, Element: around, Reason: sentence(err)}
	}
	r.listenFromNow(scope, waits)
	return nil
}

// renewScope brings what a scope listens to in line with a new version. Since when a run of an earlier program listens
// is known where an activity lies around it; elsewhere its timers keep their day.
func (r *run) renewScope(c Migrate, s Scope) error {
	if r.interrupted(r.process(s.ID), s.ID) {
		return nil
	}
	since := s.Since
	if around, ok := r.st.Token(s.Token); ok && since.IsZero() {
		since = around.Since
	}
	recompute := c.Recompute && !since.IsZero()
	if !recompute {
		since = r.facts.Now
	}
	var wanted []Wait
	var err error
	r.since(since, func() { wanted, err = r.prepareScope(s.ID, r.process(s.ID)) })
	if err != nil {
		return &Error{Code: CodeMigration, Element: s.Element, Reason: sentence(err)}
	}
	whose := func(w Wait) bool { return w.Scope == s.ID }
	wanted = slices.DeleteFunc(wanted, func(n Wait) bool { return r.rang(c, s.Element, n, whose) })
	r.listenIn(s.ID, r.exchange(wanted, whose, recompute))
	return nil
}
