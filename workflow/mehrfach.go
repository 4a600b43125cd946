package workflow

import (
	"fmt"
	"slices"
)

// An activity that is done once for each position of a list (clause 13.3.7): several authorities are heard,
// every dog is looked at. Its token rests at the activity; each position has a scope of its own with its own
// variables, and inside it the activity runs as if it were alone. When all are done, what each has
// yielded becomes a list in the order of the positions.

// Mehrfach says for what an activity is done several times.
type Mehrfach struct {
	Liste        *Expression
	Element      string // variable that holds the position
	Nacheinander bool
}

// maxPositions bounds the list of one activity; each position is a scope.
const maxPositions = 100

// The states of a position, Scope.Lauf; "" = under way.
const (
	laufWartet = "wartet"
	laufFertig = "fertig"
)

// position reports whether the scope is one position of e.
func (r *run) position(scope string, e *Element) bool {
	i := r.st.scopeIndex(scope)
	return e != nil && e.Mehrfach != nil && i >= 0 && r.st.Scopes[i].Nr > 0 && r.st.Scopes[i].Element == e.ID
}

// openPositions begins an activity for every position of its list, or for the first one.
func (r *run) openPositions(a arrival, p *Process, e *Element) {
	list, err := r.positions(a.scope, e)
	if err != nil {
		r.incident(a, CodeAusdruck, sentence(err))
		return
	}
	waits, err := r.prepare(a.scope, p, e)
	if err != nil {
		r.incident(a, CodeAusdruck, sentence(err))
		return
	}
	if len(list) == 0 {
		r.leave(a.scope, e)
		return
	}
	t := r.rest(a, WaitScope)
	for i, item := range list {
		s := Scope{ID: r.newID("s"), Parent: a.scope, Token: t.ID, Element: e.ID, Nr: i + 1,
			Vars: map[string]any{e.Mehrfach.Element: item}}
		if e.Mehrfach.Nacheinander && i > 0 {
			s.Lauf = laufWartet
		} else {
			r.arrive(s.ID, e.ID, "")
		}
		r.st.Scopes = append(r.st.Scopes, s)
	}
	r.listen(t, waits)
}

func (r *run) positions(scope string, e *Element) ([]any, error) {
	value, err := e.Mehrfach.Liste.eval(r.env(scope))
	if err == nil {
		value, err = plain(value)
	}
	if err != nil {
		return nil, fmt.Errorf("die Liste „%s“ von „%s“ ließ sich nicht auswerten: %w", e.Mehrfach.Liste.Source,
			e.Label(), err)
	}
	list, ok := value.([]any)
	switch {
	case value == nil:
		return nil, nil
	case !ok:
		return nil, fmt.Errorf("„%s“ von „%s“ ist keine Liste", e.Mehrfach.Liste.Source, e.Label())
	case len(list) > maxPositions:
		return nil, fmt.Errorf("die Liste von „%s“ hat %d Einträge; möglich sind %d", e.Label(), len(list),
			maxPositions)
	}
	return list, nil
}

// completePosition lets the next position begin, or the activity end when all are done.
func (r *run) completePosition(i int) {
	done := r.st.Scopes[i]
	r.st.Scopes[i].Lauf = laufFertig
	next := slices.IndexFunc(r.st.Scopes, func(s Scope) bool { return s.Token == done.Token && s.Lauf == laufWartet })
	if next >= 0 {
		r.st.Scopes[next].Lauf = ""
		r.arrive(r.st.Scopes[next].ID, done.Element, "")
		return
	}
	if slices.ContainsFunc(r.st.Scopes, func(s Scope) bool { return s.Token == done.Token && s.Lauf != laufFertig }) {
		return
	}
	r.collect(done)
	r.st.Scopes = slices.DeleteFunc(r.st.Scopes, func(s Scope) bool { return s.Token == done.Token })
	if t, ok := r.st.Token(done.Token); ok {
		r.finish(t)
	}
}

// collect makes one list of what the positions have yielded under each name.
func (r *run) collect(one Scope) {
	var all []Scope
	names := map[string]bool{}
	for _, s := range r.st.Scopes {
		if s.Token == one.Token {
			all = append(all, s)
			for name := range s.Vars {
				names[name] = true
			}
		}
	}
	if e := r.find(one.Parent, one.Element); e != nil && e.Mehrfach != nil {
		delete(names, e.Mehrfach.Element)
	}
	for _, name := range sortedKeys(names) {
		list := make([]any, len(all))
		for i, s := range all {
			list[i] = s.Vars[name]
		}
		r.setVar(one.Parent, name, list)
	}
}

// positionName is what tells the tasks of the positions apart, "" where the position has no text.
func (r *run) positionName(scope string, e *Element) string {
	if !r.position(scope, e) {
		return ""
	}
	item := r.st.Scopes[r.st.scopeIndex(scope)].Vars[e.Mehrfach.Element]
	if text, err := toText(item); err == nil {
		return text
	}
	return ""
}

// mehrfach judges an activity that is done several times.
func (c *checker) mehrfach(e *Element) {
	m := e.Mehrfach
	switch {
	case m == nil:
	case !e.activity() || e.Triggered:
		c.fail(e, "13.3.7", "%s kann nicht mehrfach ausgeführt werden, nur Aufgaben und Teilprozesse.", e.subject())
	case m.Liste == nil:
		c.fail(e, "13.3.7", "%s wird mehrfach ausgeführt, nennt aber keine Liste. Bitte angeben, für welche Einträge (kontor:mehrfach liste=\"werte.stellen\" element=\"stelle\").", e.subject())
	case !nameForm.MatchString(m.Element):
		c.fail(e, "13.3.7", "%s wird mehrfach ausgeführt; der Name des Eintrags „%s“ darf nur aus Kleinbuchstaben, Ziffern und _ bestehen.", e.subject(), m.Element)
	}
}

func joinName(name, position string) string {
	if position == "" {
		return name
	}
	return name + ": " + position
}

// several reports whether a token rests at an activity that is done several times.
func (r *run) several(t Token) bool {
	return slices.ContainsFunc(r.st.Scopes, func(s Scope) bool { return s.Token == t.ID && s.Nr > 0 })
}
