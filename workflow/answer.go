package workflow

import (
	"fmt"
	"slices"
)

// The answers from outside to what a run waits for.

func (r *run) completeTask(c CompleteTask) (bool, error) {
	t, ok := r.st.Token(c.Token)
	if !ok || t.Wait != WaitTask {
		return false, nil
	}
	e, err := r.element(t)
	if err != nil {
		return false, err
	}
	if e.Aufgabe == nil {
		return false, &Error{Code: CodeProzess, Element: e.ID, Reason: "Das Element ist keine Aufgabe mehr."}
	}
	values, wrong := checkValues(e.Aufgabe.allFelder(), c.Values, e.Aufgabe.byAct())
	if len(wrong) > 0 {
		return false, &Error{Code: CodeWerte, Element: e.ID,
			Reason: fmt.Sprintf("Die Angaben zu „%s“ sind unvollständig oder passen nicht.", e.Label()), Fields: wrong}
	}
	if err := r.fourEyes(e, c.Actor); err != nil {
		return false, err
	}
	r.setVars(t.Scope, values)
	r.asks(t, e, e.Aufgabe.Aktion, values)
	r.journal(JournalErledigt, e, fmt.Sprintf("Aufgabe „%s“ erledigt.", e.Label()))
	r.effects = append(r.effects, CloseTask{Token: t.ID, Erledigt: true})
	r.finish(t)
	return true, nil
}

// fourEyes refuses a person who last completed another step of the group. The same step may be
// repeated by the same person, for a correction after the second one sent it back.
func (r *run) fourEyes(e *Element, actor string) error {
	group := e.Aufgabe.VierAugen
	if group == "" {
		return nil
	}
	if actor == "" {
		return &Error{Code: CodeVierAugen, Element: e.ID,
			Reason: "Bei vier Augen muss feststehen, wer die Aufgabe erledigt."}
	}
	for element, other := range r.st.Groups[group] {
		if element != e.ID && other == actor {
			return &Error{Code: CodeVierAugen, Element: e.ID,
				Reason: fmt.Sprintf("„%s“ muss eine andere Person erledigen (Vier-Augen-Prinzip).", e.Label())}
		}
	}
	if r.st.Groups == nil {
		r.st.Groups = map[string]map[string]string{}
	}
	if r.st.Groups[group] == nil {
		r.st.Groups[group] = map[string]string{}
	}
	r.st.Groups[group][e.ID] = actor
	return nil
}

func (r *run) timerDue(c TimerDue) (bool, error) {
	i := r.st.waitIndex(c.Token)
	if i < 0 || r.st.Waits[i].Kind != WaitTimer {
		return false, nil
	}
	w := r.st.Waits[i]
	if w.Due.IsZero() {
		return false, nil
	}
	if c.Due.IsZero() && fixed(r.facts.Now).Before(w.Due) {
		return false, nil
	}
	if !c.Due.IsZero() && !fixed(c.Due).Equal(w.Due) {
		return false, nil
	}
	if _, ok := r.scopeOf(w); !ok {
		return false, nil
	}
	r.st.Waits = slices.Delete(r.st.Waits, i, i+1)
	if w.Repeat != 0 {
		if err := r.again(w); err != nil {
			return false, err
		}
	}
	return true, r.happened(w, JournalFrist, "Zeitpunkt „%s“ erreicht.")
}

// maxMissed is how many missed rounds of a cycle are stepped over before its grid is given up.
const maxMissed = 1000

// again arms the next round of a cycle on its own grid, so that late jobs do not shift it. Rounds that
// passed while nothing ran are not made up for: nobody needs ten reminders at once.
func (r *run) again(w Wait) error {
	due := w.Due.In(r.facts.Now.Location())
	for i := 0; i == 0 || !due.After(r.facts.Now); i++ {
		if i > maxMissed {
			due = r.facts.Now
		}
		next, err := AddISO(due, w.Period)
		if err != nil || !next.After(due) {
			return &Error{Code: CodeAusdruck, Element: w.Element,
				Reason: "Der nächste Zeitpunkt der Wiederholung ließ sich nicht bestimmen."}
		}
		due = next
	}
	if w.Repeat > 0 {
		w.Repeat--
	}
	w.Due = fixed(due)
	r.await(w)
	return nil
}

func (r *run) messageArrived(c MessageArrived) (bool, error) {
	if r.st.Phase != PhaseRunning || c.ID != "" && slices.Contains(r.st.Seen, c.ID) {
		return false, nil
	}
	values, err := plain(c.Values)
	if err != nil {
		return false, &Error{Code: CodeWerte, Reason: "Die Angaben der Nachricht sind nicht lesbar."}
	}
	m := Kept{Name: c.Name, Key: c.Key, At: fixed(r.facts.Now)}
	m.Values, _ = values.(map[string]any)
	i := r.waiting(m, false)
	if i < 0 && !r.keep(m) {
		return false, nil
	}
	if c.ID != "" {
		r.st.Seen = append(r.st.Seen, c.ID)
	}
	if i < 0 {
		return true, nil
	}
	return true, r.deliver(m, i, JournalNachricht, "Nachricht „%s“ eingegangen.")
}

// happened lets the run go on by the event w that has come about.
func (r *run) happened(w Wait, art, text string) error {
	scope, _ := r.scopeOf(w)
	t, _ := r.st.Token(w.Token)
	e := r.find(scope, w.Element)
	if e == nil {
		return eventGone(w)
	}
	r.journal(art, e, fmt.Sprintf(text, e.Label()))
	switch {
	case w.Scope != "":
		r.trigger(scope, e)
	case e.Kind == BoundaryEvent:
		r.fireBoundary(t, e)
	case t.Wait == WaitEvent:
		r.disarm(t.ID)
		r.remove(t.ID)
		r.take(t, e)
	default:
		r.finish(t)
	}
	return nil
}

func eventGone(w Wait) error {
	return &Error{Code: CodeProzess, Element: w.Element,
		Reason: "Das Ereignis gibt es in dieser Fassung des Prozesses nicht."}
}

// take goes from an event-based gateway over the winning event.
func (r *run) take(t Token, e *Element) {
	for _, f := range e.In {
		if f.Source == t.Element && r.inRoot(t.Scope) && !slices.Contains(r.st.Flows, f.ID) {
			r.st.Flows = append(r.st.Flows, f.ID)
		}
	}
	if e.Status != "" {
		r.effects = append(r.effects, SetStatus{e.Status})
	}
	r.leave(t.Scope, e)
}

func (r *run) serviceDone(c ServiceDone) (bool, error) {
	t, ok := r.st.Token(c.Token)
	if !ok || t.Wait != WaitService {
		return false, nil
	}
	e, err := r.element(t)
	if err != nil {
		return false, err
	}
	if e.Dienst != nil {
		values, _ := checkValues(services[e.Dienst.Art].Aus, c.Values, true)
		for name, value := range values {
			if value == nil {
				delete(values, name)
			}
		}
		r.setVars(t.Scope, values)
		r.asks(t, e, e.Dienst.Art, values)
	}
	r.journal(JournalErledigt, e, fmt.Sprintf("„%s“ ausgeführt.", e.Label()))
	r.finish(t)
	return true, nil
}

func (r *run) serviceFailed(c ServiceFailed) (bool, error) {
	t, ok := r.st.Token(c.Token)
	if !ok || t.Wait != WaitService {
		return false, nil
	}
	if b := r.errorBoundary(t, c.Code); b != nil {
		r.fireBoundary(t, b)
		return true, nil
	}
	if r.catch(t.Scope, c.Code) {
		return true, nil
	}
	// Timers on the border stay armed: they are the way out the picture itself offers.
	tok := &r.st.Tokens[r.st.tokenIndex(t.ID)]
	tok.Wait, tok.Code, tok.Reason = WaitIncident, CodeUnbehandelt, c.Reason
	if tok.Reason == "" {
		tok.Reason = fmt.Sprintf("Der Dienst meldet den Fehler „%s“.", c.Code)
	}
	r.effects = append(r.effects, Incident{Token: t.ID, Element: t.Element, Code: tok.Code, Reason: tok.Reason})
	return true, nil
}

// element returns the element a token rests at.
func (r *run) element(t Token) (*Element, error) {
	if e := r.find(t.Scope, t.Element); e != nil {
		return e, nil
	}
	return nil, &Error{Code: CodeProzess, Element: t.Element,
		Reason: "Das Element gibt es in dieser Fassung des Prozesses nicht."}
}

func (r *run) find(scope, id string) *Element {
	if p := r.process(scope); p != nil {
		return p.Element(id)
	}
	return nil
}
