package workflow

import (
	"fmt"
	"slices"
)

// enter lets a token into an element (clauses 13.3 to 13.5).
func (r *run) enter(a arrival) {
	p := r.process(a.scope)
	if p == nil || p.Element(a.element) == nil {
		r.incident(a, CodeProzess, "Das Element gibt es in dieser Fassung des Prozesses nicht.")
		return
	}
	e := p.Element(a.element)
	at := visit{a.scope, a.element}
	r.visits[at]++
	r.steps++
	if r.visits[at] > maxVisits || r.steps > maxSteps || len(r.st.Scopes) > maxScopes {
		r.incident(a, CodeSchrittgrenze,
			fmt.Sprintf("Der Ablauf hielt vor „%s“ nach zu vielen Schritten an; die Schleife endet nicht von selbst.",
				e.Label()))
		return
	}
	if e.Refusal != "" {
		r.incident(a, CodeNichtLauf, e.Refusal)
		return
	}
	if e.Status != "" && e.Kind != ParallelGateway && e.Kind != InclusiveGateway {
		r.effects = append(r.effects, SetStatus{e.Status})
	}
	if e.Mehrfach != nil && !r.position(a.scope, e) {
		r.openPositions(a, p, e)
		return
	}
	switch e.Kind {
	case StartEvent:
		r.begin(a, p, e)
	case ThrowEvent, BoundaryEvent:
		r.leave(a.scope, e)
	case EndEvent:
		r.end(a, e)
	case ExclusiveGateway:
		r.choose(a, e)
	case ParallelGateway:
		r.join(a, e)
	case InclusiveGateway:
		if len(e.In) > 1 {
			r.rest(a, WaitJoin)
		} else {
			r.spread(a, e)
		}
	case EventBasedGateway:
		r.waitForEvents(a, p, e)
	case ScriptTask:
		r.script(a, e)
	case SubProcess, CallActivity:
		r.open(a, p, e)
	default:
		r.activate(a, p, e)
	}
}

// leave lets tokens out over every outgoing flow; several unconditional flows fork (clause 13.3.1).
func (r *run) leave(scope string, e *Element) {
	if r.position(scope, e) {
		return // its scope is empty now
	}
	r.done(scope, e.ID)
	for _, f := range e.Out {
		r.follow(scope, f)
	}
}

func (r *run) follow(scope string, f *Flow) {
	if r.inRoot(scope) && !slices.Contains(r.st.Flows, f.ID) {
		r.st.Flows = append(r.st.Flows, f.ID)
	}
	r.arrive(scope, f.Target, f.ID)
}

// done marks an element for the picture, which shows the outermost process only.
func (r *run) done(scope, element string) {
	if r.inRoot(scope) && !slices.Contains(r.st.Done, element) {
		r.st.Done = append(r.st.Done, element)
	}
}

func (r *run) inRoot(scope string) bool {
	return len(r.st.Scopes) > 0 && r.instance(scope) == r.st.Scopes[0].ID
}

// end consumes a token (clause 13.5.6).
func (r *run) end(a arrival, e *Element) {
	r.done(a.scope, e.ID)
	switch e.Event {
	case TerminateEvent:
		r.clear(a.scope)
	case ErrorEvent:
		r.throw(a, e)
	}
}

// throw hands an error to the nearest boundary event that catches it (clause 13.5.3).
func (r *run) throw(a arrival, e *Element) {
	if !r.catch(a.scope, e.ErrorCode) {
		r.incident(a, CodeUnbehandelt, fmt.Sprintf("Den Fehler „%s“ fängt kein angeheftetes Ereignis auf.",
			e.ErrorCode))
	}
}

// catch looks for a boundary error event from the activity around scope outwards.
func (r *run) catch(scope, code string) bool {
	for scope != "" {
		i := r.st.scopeIndex(scope)
		if i < 0 {
			return false
		}
		if r.catchIn(scope, code) {
			return true
		}
		if t, ok := r.st.Token(r.st.Scopes[i].Token); ok {
			if b := r.errorBoundary(t, code); b != nil {
				r.fireBoundary(t, b)
				return true
			}
		}
		scope = r.st.Scopes[i].Parent
	}
	return false
}

// errorBoundary returns the event on t's activity that catches code: one that names it before one
// that catches all.
func (r *run) errorBoundary(t Token, code string) *Element {
	p := r.process(t.Scope)
	if p == nil || r.position(t.Scope, p.Element(t.Element)) {
		return nil // the events sit on the border of the whole
	}
	var anyCode *Element
	for _, b := range p.boundaries(t.Element) {
		if b.Event != ErrorEvent {
			continue
		}
		if b.ErrorCode == code && code != "" {
			return b
		}
		if b.ErrorCode == "" && anyCode == nil {
			anyCode = b
		}
	}
	return anyCode
}

// fireBoundary lets a token out of a boundary event. An interrupting one first cancels the whole
// activity; error events always interrupt.
func (r *run) fireBoundary(t Token, b *Element) {
	if b.Interrupting || b.Event == ErrorEvent {
		r.withdraw(t)
	}
	if b.Event == ErrorEvent {
		r.noteError(b)
	}
	r.arrive(t.Scope, b.ID, "")
}

func (r *run) noteError(e *Element) {
	r.journal(JournalFehler, e, fmt.Sprintf("Fehler „%s“ aufgefangen.", e.Label()))
}

// choose takes the first flow whose condition is true, else the default (clause 13.4.2).
func (r *run) choose(a arrival, e *Element) {
	if len(e.Out) == 1 && e.Out[0].Condition == nil {
		r.leave(a.scope, e)
		return
	}
	env := r.env(a.scope)
	var way *Flow
	for _, f := range e.Out {
		if f.ID == e.Default || f.Condition == nil {
			continue
		}
		ok, err := f.Condition.evalBool(env)
		if err != nil {
			r.incident(a, CodeAusdruck, conditionFailed(f, err))
			return
		}
		if ok {
			way = f
			break
		}
	}
	if way == nil {
		way = e.defaultFlow()
	}
	if way == nil {
		r.incident(a, CodeKeinWeg, noWay(e))
		return
	}
	r.done(a.scope, e.ID)
	r.decided(e, way)
	r.follow(a.scope, way)
}

func conditionFailed(f *Flow, err error) string {
	return fmt.Sprintf("Die Bedingung „%s“ ließ sich nicht auswerten: %v.", f.Condition.Source, err)
}

func noWay(e *Element) string {
	return fmt.Sprintf("Hinter „%s“ trifft keine Bedingung zu, und es gibt keinen Standardweg.", e.Label())
}

// decided writes down which way a gateway took, where the picture has words for it.
func (r *run) decided(e *Element, way *Flow) {
	if e.Name != "" && way.Name != "" {
		r.journal(JournalEntscheidung, e, fmt.Sprintf("%s %s", e.Name, way.Name))
	}
}

func (e *Element) defaultFlow() *Flow {
	for _, f := range e.Out {
		if f.ID == e.Default {
			return f
		}
	}
	return nil
}

// join waits for one token per incoming flow of the same scope, then forks (clause 13.4.1).
func (r *run) join(a arrival, e *Element) {
	if len(e.In) > 1 {
		used := []int{}
		for _, f := range e.In {
			if f.ID == a.via {
				continue
			}
			i := r.waitsAt(a.scope, e, f)
			if i < 0 {
				r.rest(a, WaitJoin)
				return
			}
			used = append(used, i)
		}
		slices.Sort(used)
		for _, i := range slices.Backward(used) {
			r.st.Tokens = slices.Delete(r.st.Tokens, i, i+1)
		}
	}
	if e.Status != "" {
		r.effects = append(r.effects, SetStatus{e.Status})
	}
	r.leave(a.scope, e)
}

// script runs the assignments in order; later lines see the variables of earlier ones.
func (r *run) script(a arrival, e *Element) {
	if e.scriptErr != "" {
		r.incident(a, CodeAusdruck, e.scriptErr)
		return
	}
	env := r.env(a.scope)
	werte := env["werte"].(map[string]any)
	for _, line := range e.Script {
		value, err := line.Value.eval(env)
		if err == nil {
			value, err = plain(value)
		}
		if err != nil {
			r.incident(a, CodeAusdruck, fmt.Sprintf("Die Zeile „%s = %s“ ließ sich nicht auswerten: %v.",
				line.Variable, line.Value.Source, err))
			return
		}
		werte[line.Variable] = value
		r.setVar(a.scope, line.Variable, value)
	}
	r.leave(a.scope, e)
}

// rest makes the token stay at its element.
func (r *run) rest(a arrival, wait string) Token {
	t := Token{ID: r.newID("t"), Element: a.element, Scope: a.scope, Since: fixed(r.facts.Now), Wait: wait,
		Via: a.via, Key: a.key}
	r.st.Tokens = append(r.st.Tokens, t)
	return t
}

// incident makes the token stay with a reason until a person answers.
func (r *run) incident(a arrival, code, reason string) {
	t := r.rest(a, WaitIncident)
	i := r.st.tokenIndex(t.ID)
	r.st.Tokens[i].Code, r.st.Tokens[i].Reason = code, reason
	r.effects = append(r.effects, Incident{Token: t.ID, Element: a.element, Code: code, Reason: reason})
}
