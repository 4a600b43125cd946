package workflow

import (
	"fmt"
	"slices"
	"time"
)

// activate starts a task or a catch event: everything that can fail is worked out before the first
// effect, so that an incident leaves nothing half open.
func (r *run) activate(a arrival, p *Process, e *Element) {
	waits, err := r.prepare(a.scope, p, e)
	if err != nil {
		r.incident(a, CodeAusdruck, sentence(err))
		return
	}
	switch e.Kind {
	case UserTask:
		task, err := r.task(a.scope, e)
		if err != nil {
			r.incident(a, CodeAusdruck, sentence(err))
			return
		}
		t := r.rest(a, WaitTask)
		task.Token = t.ID
		r.effects = append(r.effects, task)
		r.listen(t, waits)
	case ServiceTask, SendTask:
		r.runService(a, e, waits)
	case CatchEvent, ReceiveTask:
		kind := WaitMessage
		if e.Event == TimerEvent {
			kind = WaitTimer
		}
		r.listen(r.rest(a, kind), waits)
	default:
		r.incident(a, CodeNichtLauf, fmt.Sprintf("Elemente der Art „%s“ werden nicht ausgeführt.", e.Kind))
	}
}

// task builds the CreateTask of a user task, without its token.
func (r *run) task(scope string, e *Element) (CreateTask, error) {
	if e.Aufgabe == nil {
		return CreateTask{}, fmt.Errorf("der Aufgabe „%s“ fehlen die Angaben, wer sie erledigt", e.Label())
	}
	c := CreateTask{
		Element: e.ID, Name: joinName(e.Label(), r.positionName(scope, e)), Aktion: e.Aufgabe.Aktion,
		Rolle: e.Aufgabe.Rolle, Einheit: e.Aufgabe.Einheit,
		Felder: e.Aufgabe.allFelder(), VierAugenGruppe: e.Aufgabe.VierAugen, Hinweis: e.Aufgabe.Hinweis,
	}
	if e.Aufgabe.einheit != nil {
		unit, err := e.Aufgabe.einheit.eval(r.env(scope))
		if err != nil {
			return c, fmt.Errorf("die Einheit von „%s“ ließ sich nicht bestimmen: %w", e.Label(), err)
		}
		if c.Einheit, err = toText(unit); err != nil {
			return c, fmt.Errorf("die Einheit von „%s“ ist kein Text", e.Label())
		}
	}
	for _, other := range sortedKeys(r.st.Groups[c.VierAugenGruppe]) {
		if other != e.ID && c.VierAugenGruppe != "" {
			c.Ausgeschlossen = append(c.Ausgeschlossen, r.st.Groups[c.VierAugenGruppe][other])
		}
	}
	if e.Aufgabe.Faellig != nil {
		due, err := r.faellig(scope, e.Aufgabe.Faellig)
		if err != nil {
			return c, fmt.Errorf("die Fälligkeit von „%s“ ließ sich nicht bestimmen: %w", e.Label(), err)
		}
		c.Faellig = &due
	}
	return c, nil
}

// byAct tells whether an act of its own completes the task and not its form. Such an act may say more than the form
// asks.
func (a *Aufgabe) byAct() bool { return a.Aktion != "" && a.Aktion != AktionZuarbeit }

// allFelder are the task's own fields and those its Aktion yields; own ones go first and win.
func (a *Aufgabe) allFelder() []Feld {
	felder := slices.Clone(a.Felder)
	for _, f := range aktionen[a.Aktion] {
		if !slices.ContainsFunc(felder, func(own Feld) bool { return own.Name == f.Name }) {
			felder = append(felder, f)
		}
	}
	return felder
}

func (r *run) runService(a arrival, e *Element, waits []Wait) {
	input, err := r.input(a.scope, e)
	if err != nil {
		r.incident(a, CodeAusdruck, sentence(err))
		return
	}
	t := r.rest(a, WaitService)
	if t.Key == "" {
		t.Key = t.ID
		r.st.Tokens[r.st.tokenIndex(t.ID)].Key = t.ID
	}
	r.effects = append(r.effects, RunService{Kind: e.Dienst.Art, Input: input, Token: t.ID, Schluessel: t.Key,
		Element: e.ID, Name: e.Label()})
	r.listen(t, waits)
}

func (r *run) input(scope string, e *Element) (map[string]any, error) {
	if e.Dienst == nil {
		return nil, fmt.Errorf("der Dienstaufgabe „%s“ fehlt die Art des Dienstes", e.Label())
	}
	kind, known := services[e.Dienst.Art]
	if !known {
		return nil, fmt.Errorf("den Dienst „%s“ gibt es nicht", e.Dienst.Art)
	}
	env, given := r.env(scope), map[string]any{}
	for _, in := range e.Dienst.Eingaben {
		value, err := in.Wert.eval(env)
		if err != nil {
			return nil, fmt.Errorf("die Eingabe „%s“ von „%s“ ließ sich nicht auswerten: %w", in.Name, e.Label(), err)
		}
		given[in.Name] = value
	}
	values, wrong := checkValues(kind.Ein, given, false)
	for _, name := range sortedKeys(wrong) {
		return nil, fmt.Errorf("die Eingabe „%s“ von „%s“ passt nicht (%s)", name, e.Label(), wrong[name])
	}
	for name, value := range values {
		if value == nil {
			delete(values, name)
		}
	}
	return values, nil
}

// waitForEvents rests at an event-based gateway; the first event behind it wins (clause 13.4.4).
func (r *run) waitForEvents(a arrival, p *Process, e *Element) {
	var waits []Wait
	for _, f := range e.Out {
		target := p.Element(f.Target)
		if target == nil {
			continue
		}
		w, err := r.prepareWait(a.scope, target)
		if err != nil {
			r.incident(a, CodeAusdruck, sentence(err))
			return
		}
		waits = append(waits, w)
	}
	r.done(a.scope, e.ID)
	r.listen(r.rest(a, WaitEvent), waits)
}

// open begins an embedded subprocess or a call; the call binds the version it finds now (clause 13.3.4).
func (r *run) open(a arrival, p *Process, e *Element) {
	waits, err := r.prepare(a.scope, p, e)
	if err != nil {
		r.incident(a, CodeAusdruck, sentence(err))
		return
	}
	scope := Scope{Parent: a.scope, Element: e.ID}
	begin := p.start(e.ID)
	if e.Kind == CallActivity {
		q, version, ok := p.callee(e.Called)
		if !ok {
			r.incident(a, CodeProzess, fmt.Sprintf("Der aufgerufene Prozess „%s“ ist nicht bekannt.", e.Called))
			return
		}
		scope.Element, scope.Process, scope.Version = "", e.Called, version
		begin = q.start("")
	}
	if begin == nil {
		r.incident(a, CodeProzess, fmt.Sprintf("„%s“ hat kein Startereignis.", e.Label()))
		return
	}
	t := r.rest(a, WaitScope)
	scope.ID, scope.Token = r.newID("s"), t.ID
	r.st.Scopes = append(r.st.Scopes, scope)
	r.listen(t, waits)
	r.arrive(scope.ID, begin.ID, "")
}

// prepare works out what a token at e will wait for: its own event, and the events on its border.
func (r *run) prepare(scope string, p *Process, e *Element) ([]Wait, error) {
	var waits []Wait
	inside := r.position(scope, e)
	if e.Kind == CatchEvent || e.Kind == ReceiveTask && (inside || e.Mehrfach == nil) {
		w, err := r.prepareWait(scope, e)
		if err != nil {
			return nil, err
		}
		waits = append(waits, w)
	}
	for _, b := range p.boundaries(e.ID) {
		if b.Event == ErrorEvent || inside {
			continue
		}
		w, err := r.prepareWait(scope, b)
		if err != nil {
			return nil, err
		}
		waits = append(waits, w)
	}
	return waits, nil
}

func (r *run) prepareWait(scope string, e *Element) (Wait, error) {
	if e.Event != TimerEvent {
		w := Wait{Element: e.ID, Kind: WaitMessage, Name: e.Message}
		if e.MessageKey != nil {
			key, err := e.MessageKey.eval(r.env(scope))
			if err != nil {
				return w, fmt.Errorf("der Schlüssel der Nachricht „%s“ ließ sich nicht auswerten: %w", e.Message, err)
			}
			w.Key = fmt.Sprint(key)
			return w, nil
		}
		w.Answers = r.question(scope, e)
		return w, nil
	}
	w := Wait{Element: e.ID, Kind: WaitTimer}
	var err error
	if e.Timer == nil {
		return w, fmt.Errorf("dem Zeitereignis „%s“ fehlt die Zeitangabe", e.Label())
	}
	switch e.Timer.Kind {
	case "cycle":
		w.Repeat, w.Period, w.Due, err = r.cycle(scope, e.Timer.Value)
	case "frist":
		err = r.frist(scope, e.Timer.Frist, &w)
	default:
		w.Due, err = r.moment(scope, e.Timer.Value)
	}
	if err != nil {
		return w, fmt.Errorf("die Zeit von „%s“ ließ sich nicht bestimmen: %w", e.Label(), err)
	}
	return w, nil
}

func (r *run) cycle(scope string, x *Expression) (int, string, time.Time, error) {
	value, err := x.eval(r.env(scope))
	if err != nil {
		return 0, "", time.Time{}, err
	}
	count, period, err := parseCycle(fmt.Sprint(value))
	if err != nil {
		return 0, "", time.Time{}, err
	}
	due, err := AddISO(r.facts.Now, period)
	if count > 0 {
		count--
	}
	return count, period, fixed(due), err
}

// moment evaluates a due time: a span from now, a date, or a point in time.
func (r *run) moment(scope string, x *Expression) (time.Time, error) {
	value, err := x.eval(r.env(scope))
	if err != nil {
		return time.Time{}, err
	}
	return r.point(value)
}

func (r *run) point(value any) (due time.Time, err error) {
	switch v := value.(type) {
	case time.Time:
		due = v
	case time.Duration:
		due = r.facts.Now.Add(v)
	case string:
		if _, notSpan := parseSpan(v); notSpan == nil {
			due, err = AddISO(r.facts.Now, v)
		} else {
			due, err = parseMoment(v, r.facts.Now.Location())
		}
	default:
		err = fmt.Errorf("%v ist keine Zeitangabe", value)
	}
	return fixed(due), err
}

// listen arms what a token waits for.
func (r *run) listen(t Token, waits []Wait) {
	for _, w := range waits {
		w.Token = t.ID
		r.await(w)
	}
}

func (r *run) await(w Wait) {
	w.ID = r.newID("w")
	r.st.Waits = append(r.st.Waits, w)
	r.arm(w)
}

func (r *run) arm(w Wait) {
	if w.Kind == WaitMessage {
		r.effects = append(r.effects, Subscribe{Token: w.ID, Name: w.Name, Key: w.Key})
		return
	}
	if w.Due.IsZero() {
		return // nobody knows yet when it ends
	}
	r.effects = append(r.effects, StartTimer{Token: w.ID, Due: w.Due, Element: w.Element, Name: r.label(w)})
}

func (r *run) label(w Wait) string {
	if scope, ok := r.scopeOf(w); ok {
		if p := r.process(scope); p != nil && p.Element(w.Element) != nil {
			return p.Element(w.Element).Label()
		}
	}
	return w.Element
}
