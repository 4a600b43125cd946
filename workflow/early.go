package workflow

import (
	"fmt"
	"slices"
	"time"
)

// Messages and their questions. A message may come before anybody waits for it; it is kept then, and given to the
// waiting it is for, never to a later one that asks something else.

// Asked is a question this run has put and nobody has answered.
type Asked struct {
	Element  string `json:"element"`            // that asked
	Position string `json:"position,omitempty"` // scope, where it is asked for one position of a list
	Name     string `json:"name"`               // of the message that answers it
	Key      string `json:"key"`                // by which the answer names it
}

// Kept is a message that came before anybody waited for it.
type Kept struct {
	Name   string         `json:"name"`
	Key    string         `json:"key,omitempty"`
	Values map[string]any `json:"values,omitempty"`
	At     time.Time      `json:"at"`
}

// maxKept bounds what is kept; beyond it the oldest goes.
const maxKept = 20

// Expects tells whether the run waits for the answer to this question, or will.
func (s *State) Expects(name, key string) bool {
	return s.asked(name, key) || slices.ContainsFunc(s.Waits, func(w Wait) bool {
		return w.Kind == WaitMessage && w.Name == name && w.names(key)
	})
}

// KeptSince tells when the oldest message of this name came that nobody waits for; zero = there is none.
func (s *State) KeptSince(name string) time.Time {
	i := slices.IndexFunc(s.Kept, func(k Kept) bool { return k.Name == name })
	if i < 0 {
		return time.Time{}
	}
	return s.Kept[i].At
}

func (s *State) asked(name, key string) bool {
	return key != "" && slices.ContainsFunc(s.Asked, func(q Asked) bool { return q.Name == name && q.Key == key })
}

// asks notes what an act or a service at e has asked. An act that only may ask counts where the run then waits. A
// question put again takes the place of the former, with what had come to that one.
func (r *run) asks(t Token, e *Element, kind string, values map[string]any) {
	at := r.around(t.Scope, func(s Scope) bool { return s.Nr > 0 })
	for _, name := range sortedKeys(messages) {
		key, _ := values[messages[name].Auf[kind]].(string)
		if key == "" || kind == AktionNachricht && !r.process(t.Scope).WaitsAfter(e.ID, name) {
			continue
		}
		r.st.Asked = slices.DeleteFunc(r.st.Asked, func(q Asked) bool {
			again := q.Element == e.ID && q.Position == at && q.Name == name
			if again {
				r.forget(name, q.Key)
			}
			return again
		})
		r.st.Asked = append(r.st.Asked, Asked{Element: e.ID, Position: at, Name: name, Key: key})
	}
}

// question is what a waiting at e is about: the newest question on a way that leads there; "" = none of this run.
func (r *run) question(scope string, e *Element) string {
	p := r.process(scope)
	for _, q := range slices.Backward(r.st.Asked) {
		if q.Name != e.Message || r.elsewhere(scope, q.Position) {
			continue
		}
		if p.Element(q.Element) == nil || p.leadsTo(q.Element, e.ID) {
			return q.Key // asked by a process around or inside: on the way as well
		}
	}
	return ""
}

// elsewhere tells whether a position is under way and the scope is not in it.
func (r *run) elsewhere(scope, position string) bool {
	return r.st.scopeIndex(position) >= 0 &&
		r.around(scope, func(s Scope) bool { return s.ID == position }) != position
}

// names tells whether the waiting is for this key and no other.
func (w Wait) names(key string) bool {
	return key != "" && (w.Key == key || w.Key == "" && w.Answers == key)
}

// takes tells whether a message ends the waiting. One that came early has to name what the waiting is for.
func (w Wait) takes(m Kept, early bool) bool {
	switch {
	case w.Kind != WaitMessage || w.Name != m.Name:
		return false
	case w.names(m.Key):
		return true
	case w.Key != "":
		return false
	case w.Answers != "":
		return m.Key == "" && !early
	}
	return m.Key == "" || !early
}

// waiting returns the waiting a message is for: one that names its key before the oldest that takes any, and that
// before the innermost event subprocess. The answer to a question of this run is for whoever waits for that; only when
// nobody will, an event subprocess takes what came late.
func (r *run) waiting(m Kept, early bool) int {
	if i := slices.IndexFunc(r.st.Waits, func(w Wait) bool { return w.takes(m, early) && w.names(m.Key) }); i >= 0 {
		return i
	}
	beside := r.beside(m, early)
	if r.st.asked(m.Name, m.Key) {
		if beside >= 0 && r.awaited(m.Name) {
			return -1
		}
		return beside
	}
	if i := slices.IndexFunc(r.st.Waits, func(w Wait) bool { return w.Scope == "" && w.takes(m, early) }); i >= 0 {
		return i
	}
	return beside
}

// beside is the innermost event subprocess that takes a message.
func (r *run) beside(m Kept, early bool) int {
	inner := -1
	for i, w := range r.st.Waits {
		if w.Scope != "" && w.takes(m, early) &&
			(inner < 0 || r.st.scopeIndex(w.Scope) > r.st.scopeIndex(r.st.Waits[inner].Scope)) {
			inner = i
		}
	}
	return inner
}

// awaited tells whether some token may still come to rest where a message of this name is waited for.
func (r *run) awaited(name string) bool {
	return slices.ContainsFunc(r.st.Tokens, func(t Token) bool {
		p := r.process(t.Scope)
		return p != nil && slices.ContainsFunc(p.Elements, func(e *Element) bool {
			return p.waitsAt(e, name, map[*Process]bool{p: true}) && p.leadsTo(t.Element, e.ID)
		})
	})
}

// keep holds a message back that some part of the process waits for, only not yet.
func (r *run) keep(m Kept) bool {
	known := m.Key != "" && slices.ContainsFunc(r.st.Kept, func(k Kept) bool {
		return k.Name == m.Name && k.Key == m.Key
	})
	if known || !r.p.expects(m.Name, map[*Process]bool{}) {
		return false
	}
	r.st.Kept = append(r.st.Kept, m)
	r.effects = append(r.effects, Journal{Art: JournalAufbewahrt, Name: messageTitle(m.Name), Text: fmt.Sprintf(
		"„%s“ ist eingetroffen, bevor der Ablauf darauf wartet, und wird aufbewahrt.", messageTitle(m.Name))})
	if len(r.st.Kept) > maxKept {
		oldest := r.st.Kept[0]
		r.st.Kept = r.st.Kept[1:]
		r.effects = append(r.effects, Journal{Art: JournalAufbewahrt, Name: messageTitle(oldest.Name),
			Text: fmt.Sprintf("„%s“ vom %s wird nicht länger aufbewahrt; es sind zu viele.", messageTitle(oldest.Name),
				oldest.At.In(r.facts.Now.Location()).Format("02.01.2006"))})
	}
	return true
}

func messageTitle(name string) string {
	if kind, ok := messages[name]; ok {
		return kind.Titel
	}
	return name
}

// takeKept gives a message that came early to the waiting it is for, and reports whether there was one.
func (r *run) takeKept() bool {
	for i, m := range r.st.Kept {
		j := r.waiting(m, true)
		if j < 0 {
			continue
		}
		r.st.Kept = slices.Delete(r.st.Kept, i, i+1)
		return r.deliver(m, j, JournalAufbewahrt, "Nachricht „%s“ lag schon vor.") == nil
	}
	return false
}

// deliver lets the run go on by a message the i-th waiting is for.
func (r *run) deliver(m Kept, i int, art, text string) error {
	w := r.st.Waits[i]
	scope, _ := r.scopeOf(w)
	e := r.find(scope, w.Element)
	if e == nil {
		return eventGone(w)
	}
	if len(m.Values) > 0 {
		r.setVar(scope, variableName(m.Name), m.Values)
	}
	r.st.Asked = slices.DeleteFunc(r.st.Asked, func(q Asked) bool {
		return q.Name == m.Name && (w.names(q.Key) || q.Key == m.Key)
	})
	// A non-interrupting event goes on listening: a second message starts the side path again (clause 13.5.3).
	if e.Kind != BoundaryEvent && e.Kind != StartEvent || e.Interrupting {
		r.st.Waits = slices.Delete(r.st.Waits, i, i+1)
		r.effects = append(r.effects, Unsubscribe{Token: w.ID})
	}
	return r.happened(w, art, text)
}

// forget lets go what came to a question.
func (r *run) forget(name, key string) bool {
	before := len(r.st.Kept)
	r.st.Kept = slices.DeleteFunc(r.st.Kept, func(k Kept) bool { return k.Name == name && k.Key == key })
	return len(r.st.Kept) < before
}

func (r *run) messageRefused(c MessageRefused) (bool, error) {
	return c.Key != "" && r.forget(c.Name, c.Key), nil
}
