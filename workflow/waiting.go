package workflow

import (
	"slices"
	"time"
)

// Waiting is one place where the run rests until something comes about, in the words of the drawing. What is inside a
// called process shows at the call.
type Waiting struct {
	Element string // where it rests, in the picture
	Name    string
	Since   time.Time // zero = as long as what it belongs to runs: an event subprocess listens
	AtTask  bool      // a person has something to do there, too; the events are on its border
	Events  []WaitingEvent
	Others  []string // of a join: what has to be done on the other ways first, in the words of the drawing
}

// WaitingEvent is one thing that may come about there.
type WaitingEvent struct {
	Wait    string // answers EndWait and MoveTimer
	Element string
	Name    string
	Kind    string    // WaitTimer or WaitMessage
	Message string    // its title, of a message
	Due     time.Time // of a timer; zero = it stands still
	Held    bool      // a person stopped its clock; else it waits for the Bekanntgabe of a letter
	Then    []string  // what comes next, in the words of the drawing
	Ends    bool      // the rest ends with it; else it goes on beside
}

// Waiting shows what a run waits for, the longest wait first.
func (p *Process) Waiting(st State) []Waiting {
	if !st.valid() {
		return nil
	}
	r := &run{p: p, st: &st}
	var list []Waiting
	for _, t := range st.Tokens {
		if t.Wait == WaitJoin {
			list = r.withJoin(list, t)
			continue
		}
		w := Waiting{Element: r.shown(t), Since: t.Since, AtTask: t.Wait != WaitMessage && t.Wait != WaitTimer &&
			t.Wait != WaitEvent}
		if e := p.Element(w.Element); e != nil {
			w.Name = e.Name
		}
		for _, x := range st.Waits {
			if e := r.find(t.Scope, x.Element); x.Token == t.ID && e != nil {
				w.Events = append(w.Events, r.waitingEvent(x, e))
			}
		}
		if len(w.Events) > 0 {
			list = append(list, w)
		}
	}
	slices.SortStableFunc(list, func(a, b Waiting) int { return a.Since.Compare(b.Since) })
	return append(list, r.listening()...)
}

// withJoin adds what a token waits for that rests at a join: what still runs on the ways that lead there. Several may
// rest at one join; it shows once.
func (r *run) withJoin(list []Waiting, t Token) []Waiting {
	p := r.process(t.Scope)
	w := Waiting{Element: r.shown(t), Since: t.Since}
	shows := func(o Waiting) bool { return o.Element == w.Element && len(o.Others) > 0 }
	if p == nil || slices.ContainsFunc(list, shows) {
		return list
	}
	gate := p.Element(t.Element)
	if gate == nil {
		return list
	}
	w.Name = gate.Name
	for _, o := range r.st.Tokens {
		if e := p.Element(o.Element); o.Scope == t.Scope && e != gate && len(p.waysTo(e, gate)) > 0 {
			w.Others = append(w.Others, e.Label())
		}
	}
	if len(w.Others) == 0 {
		return list
	}
	slices.Sort(w.Others)
	w.Others = slices.Compact(w.Others)
	return append(list, w)
}

// listening is what event subprocesses wait for beside everything else.
func (r *run) listening() []Waiting {
	var list []Waiting
	for _, x := range r.st.Waits {
		e := r.find(x.Scope, x.Element)
		if x.Scope == "" || e == nil {
			continue
		}
		w := Waiting{Element: r.shownAt(x.Scope, e.Parent), AtTask: true, Events: []WaitingEvent{r.waitingEvent(x, e)}}
		if sub := r.p.Element(w.Element); sub != nil {
			w.Name = sub.Name
		}
		list = append(list, w)
	}
	return list
}

func (r *run) waitingEvent(x Wait, e *Element) WaitingEvent {
	scope, _ := r.scopeOf(x)
	ev := WaitingEvent{Wait: x.ID, Element: r.shownAt(scope, e.ID), Name: e.Label(), Kind: x.Kind, Due: x.Due,
		Held: x.Held, Then: r.process(scope).behind(e), Ends: e.Kind != BoundaryEvent && e.Kind != StartEvent || e.Interrupting}
	if x.Kind == WaitMessage {
		ev.Message = messageTitle(x.Name)
	}
	return ev
}

// shownAt is where something of a scope shows in the picture.
func (r *run) shownAt(scope, element string) string {
	if r.inRoot(scope) {
		return element
	}
	return r.shown(Token{Scope: scope})
}

// behind names what a person would call the next thing behind an element, on each way there is.
func (p *Process) behind(e *Element) []string {
	var names []string
	seen := map[string]bool{e.ID: true}
	queue := slices.Clone(p.after(e))
	for len(queue) > 0 {
		next := p.byID[queue[0].Target]
		queue = queue[1:]
		if next == nil || seen[next.ID] {
			continue
		}
		seen[next.ID] = true
		if next.Name != "" && (next.activity() || next.Kind == EndEvent || next.Kind == CatchEvent) {
			names = append(names, next.Name)
			continue
		}
		queue = append(queue, p.after(next)...)
	}
	return names
}

// endWait lets what is waited for count as come about, because a person says so.
func (r *run) endWait(c EndWait) (bool, error) {
	i := r.st.waitIndex(c.Token)
	if i < 0 {
		return false, nil
	}
	w := r.st.Waits[i]
	if w.Kind == WaitMessage {
		return true, r.deliver(Kept{Name: w.Name}, i, JournalVonHand, "„%s“ gilt als eingetreten.")
	}
	r.st.Waits = slices.Delete(r.st.Waits, i, i+1)
	r.effects = append(r.effects, CancelTimer{Token: w.ID})
	if w.Repeat != 0 {
		if err := r.again(w); err != nil {
			return false, err
		}
	}
	return true, r.happened(w, JournalVonHand, "„%s“ gilt als eingetreten.")
}
