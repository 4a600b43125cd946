package workflow

import (
	"maps"
	"slices"
)

// finish ends the activity a token rests at and lets the token out.
func (r *run) finish(t Token) {
	r.disarm(t.ID)
	r.remove(t.ID)
	if p := r.process(t.Scope); p != nil && p.Element(t.Element) != nil {
		r.leave(t.Scope, p.Element(t.Element))
	}
}

// withdraw cancels a token with everything it opened: task, timers, subscriptions, inner scopes.
func (r *run) withdraw(t Token) {
	if t.Wait == WaitTask {
		r.effects = append(r.effects, CloseTask{Token: t.ID})
	}
	r.disarm(t.ID)
	r.remove(t.ID)
	for {
		i := slices.IndexFunc(r.st.Scopes, func(s Scope) bool { return s.Token == t.ID })
		if i < 0 {
			return
		}
		inner := r.st.Scopes[i].ID
		r.clear(inner)
		r.st.Scopes = slices.DeleteFunc(r.st.Scopes, func(s Scope) bool { return s.ID == inner })
	}
}

// clear withdraws every token of a scope, those on their way included.
func (r *run) clear(scope string) {
	r.disarmScope(scope)
	r.queue = slices.DeleteFunc(r.queue, func(a arrival) bool { return a.scope == scope })
	for {
		i := slices.IndexFunc(r.st.Tokens, func(t Token) bool { return t.Scope == scope })
		if i < 0 {
			return
		}
		r.withdraw(r.st.Tokens[i])
	}
}

// disarm ends all timers and subscriptions of a token.
func (r *run) disarm(token string) {
	r.disarmWaits(func(w Wait) bool { return w.Token == token && w.Scope == "" })
}

func (r *run) disarmWaits(which func(Wait) bool) {
	r.st.Waits = slices.DeleteFunc(r.st.Waits, func(w Wait) bool {
		if !which(w) {
			return false
		}
		if w.Kind == WaitMessage {
			r.effects = append(r.effects, Unsubscribe{Token: w.ID})
		} else {
			r.effects = append(r.effects, CancelTimer{Token: w.ID})
		}
		return true
	})
}

func (r *run) remove(token string) {
	r.st.Tokens = slices.DeleteFunc(r.st.Tokens, func(t Token) bool { return t.ID == token })
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
