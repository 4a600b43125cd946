package workflow

import (
	"slices"
	"time"
)

// Fired is a Frist that was counted from a letter and has come to its end.
type Fired struct {
	Wait Wait `json:"wait"`
	// Before is the run just before, as long as nothing has come of the end but what can be taken back: tasks nobody
	// has completed, timers, subscriptions. nil = the run has gone on.
	Before *State `json:"before,omitempty"`
}

// maxFired is how many ends a run remembers, the newest.
const maxFired = 20

// noteFired remembers a Frist that ends by its own time, and forgets what could be taken back before.
func (r *run) noteFired(before State, cmd Command) {
	if _, ok := cmd.(Reannounced); ok && len(r.effects) == 0 {
		return // nothing has come of it
	}
	for i := range r.st.Fired {
		r.st.Fired[i].Before = nil
	}
	c, ok := cmd.(TimerDue)
	if !ok {
		return
	}
	i := before.waitIndex(c.Token)
	if i < 0 || before.Waits[i].Counted == "" {
		return
	}
	f := Fired{Wait: before.Waits[i]}
	if r.canBeTakenBack() && before.takenBack() < maxFired {
		f.Before = &before
	}
	r.st.Fired = append(r.st.Fired, f)
	r.st.Fired = r.st.Fired[max(0, len(r.st.Fired)-maxFired):]
}

// takenBack is how many ends in a row could be taken back: each holds the run before it.
func (s *State) takenBack() (n int) {
	for i := len(s.Fired) - 1; i >= 0 && s.Fired[i].Before != nil; i = len(s.Fired) - 1 {
		s, n = s.Fired[i].Before, n+1
	}
	return n
}

// canBeTakenBack: nothing of what the command did leaves the run, ends it, or ends what somebody works on.
func (r *run) canBeTakenBack() bool {
	return r.st.Phase == PhaseRunning && !slices.ContainsFunc(r.effects, func(e Effect) bool {
		switch e.(type) {
		case CreateTask, StartTimer, CancelTimer, Subscribe, Unsubscribe, Journal:
			return false
		}
		return true
	})
}

// recount looks at the Fristen that have ended and were counted from the letter. One that, by the day that counts now,
// has not ended yet is called back, or somebody is told that it cannot be.
func (r *run) recount(c Reannounced) (changed bool, err error) {
	for i := len(r.st.Fired) - 1; i >= 0; i-- { // the newest first: behind it the one before can be taken back, too
		f := r.st.Fired[i]
		if f.Wait.Counted != c.Brief {
			continue
		}
		w := f.Wait
		if c.Am.IsZero() {
			w.waitAgain()
		} else if err := r.countAgain(&w, c.Am); err != nil {
			return false, err
		}
		switch {
		case w.Due.Equal(f.Wait.Due):
		case !w.Due.IsZero() && !w.Due.After(r.facts.Now): // it has ended by this day, too
			r.st.Fired[i].Wait.Due, changed = w.Due, true
		case f.Before != nil:
			r.callBack(*f.Before, w)
			i, changed = len(r.st.Fired), true
		default:
			r.st.Fired[i].Wait.Due, changed = w.Due, true
			r.effects = append(r.effects, Overtaken{Element: w.Element, Name: r.nameOf(w), Due: w.Due})
		}
	}
	return changed, nil
}

// nameOf also knows a Frist at whose place nothing rests any more.
func (r *run) nameOf(w Wait) string {
	if e := r.p.Element(w.Element); e != nil {
		return e.Label()
	}
	return r.label(w)
}

// waitAgain lets a Frist wait for the Bekanntgabe of its letter once more.
func (w *Wait) waitAgain() {
	w.Frist, w.Brief = w.Length, w.Counted
	w.Counted, w.Length = "", ""
	w.Due = time.Time{}
}

// callBack puts the run where it was before the Frist ended; w is the Frist as it runs now. Ids go on counting.
func (r *run) callBack(before State, w Wait) {
	after := *r.st
	was := before.clone()
	was.Next = after.Next
	for _, t := range after.Tokens {
		if _, there := was.Token(t.ID); !there && t.Wait == WaitTask {
			r.effects = append(r.effects, CloseTask{Token: t.ID})
		}
	}
	for _, x := range after.Waits {
		if was.waitIndex(x.ID) < 0 {
			r.effects = append(r.effects, CancelTimer{Token: x.ID})
		}
	}
	*r.st = was
	for i := range r.st.Waits {
		x := &r.st.Waits[i]
		if x.ID == w.ID {
			*x = w
		}
		if after.waitIndex(x.ID) < 0 {
			r.arm(*x)
		}
	}
	if w.Due.IsZero() {
		r.noteTimer(w, "„%s“: Die Bekanntgabe wurde zurückgenommen. Was nach dem Ende der Frist begonnen hat, ist zurückgenommen.")
		return
	}
	r.noteTimer(w, "„%s“: Die Bekanntgabe wurde berichtigt, die Frist läuft wieder, bis an %s. Was nach ihrem ersten Ende begonnen "+
		"hat, ist zurückgenommen.", r.inWords(w.Due))
}
