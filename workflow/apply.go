package workflow

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// Facts is what Apply may know of the world, fixed by the caller for one command.
type Facts struct {
	Now     time.Time      // its location is the calendar of the authority
	Antrag  map[string]any // logical variables of the Verfahren, from Meta.Antrag
	Vorgang map[string]any // keys: see vorgangTypes
	// Arbeitstag tells whether people work on a day at the place of the authority; nil = on every day.
	Arbeitstag func(day time.Time) bool
	Brief      Brief // sent last; for a Frist that begins with its Bekanntgabe
}

// Apply moves a run forward by one command. It is deterministic and total: on an error the state is
// returned as it was and there are no effects. Errors are *Error with code prozess, werte, vier_augen,
// sprung or migration; whatever goes wrong on the way of the tokens is an Incident in the new state.
func Apply(p *Process, st State, cmd Command, facts Facts) (State, []Effect, error) {
	next, effects, _, err := applyCounted(p, st, cmd, facts)
	return next, effects, err
}

// applyCounted also tells how many elements tokens have passed.
func applyCounted(p *Process, st State, cmd Command, facts Facts) (State, []Effect, int, error) {
	if p == nil || cmd == nil {
		return st, nil, 0, &Error{Code: CodeProzess, Reason: "Ohne Prozess und Befehl geschieht nichts."}
	}
	if st.Schema > StateSchema {
		return st, nil, 0, &Error{Code: CodeProzess,
			Reason: "Der Zustand stammt von einer neueren Fassung des Programms."}
	}
	if !st.valid() {
		return st, nil, 0, &Error{Code: CodeProzess, Reason: "Der gespeicherte Zustand ist beschädigt."}
	}
	next := st.clone()
	next.Schema = StateSchema
	r := &run{p: p, st: &next, facts: facts, visits: map[visit]int{}}
	changed, err := r.apply(cmd)
	if err != nil || !changed {
		return st, nil, 0, err
	}
	r.advance()
	r.noteFired(st, cmd)
	next.tidy()
	return next, r.effects, r.steps, nil
}

// maxVisits is how often one command may pass the same element by itself. A loop of gateways and
// scripts that turns more often will not end: nobody files a thousand dogs in one go.
const maxVisits = 1000

// maxSteps and maxScopes stop what maxVisits cannot see: calls that call themselves, and forks that
// multiply tokens.
const (
	maxSteps  = 50_000
	maxScopes = 500
)

type visit struct{ scope, element string }

// arrival is a token on its way into an element.
type arrival struct{ scope, element, via, key string }

// run is one call of Apply.
type run struct {
	p       *Process
	st      *State
	facts   Facts
	effects []Effect
	queue   []arrival
	visits  map[visit]int
	steps   int
}

// apply does what the command itself says; the tokens it sets free travel in advance. It reports
// whether the command meant this run at all.
func (r *run) apply(cmd Command) (bool, error) {
	switch c := cmd.(type) {
	case Start:
		return r.start()
	case CompleteTask:
		return r.completeTask(c)
	case TimerDue:
		return r.timerDue(c)
	case MessageArrived:
		return r.messageArrived(c)
	case MessageRefused:
		return r.messageRefused(c)
	case ServiceDone:
		return r.serviceDone(c)
	case ServiceFailed:
		return r.serviceFailed(c)
	case Cancel:
		return r.cancel(c)
	case Migrate:
		return r.migrate(c)
	case Jump:
		return r.jump(c)
	case Retry:
		return r.retry(c)
	case Skip:
		return r.skip(c)
	case MoveTimer:
		return r.moveTimer(c)
	case EndWait:
		return r.endWait(c)
	case HoldTimer:
		return r.holdTimer(c)
	case Announced:
		return r.announced(c)
	case Reannounced:
		return r.reannounced(c)
	}
	return false, &Error{Code: CodeProzess, Reason: fmt.Sprintf("Der Befehl %q ist unbekannt.", cmd.CommandKind())}
}

func (r *run) start() (bool, error) {
	if r.st.Phase != PhaseNone {
		return false, nil
	}
	begin := r.p.start("")
	if begin == nil {
		return false, &Error{Code: CodeProzess, Reason: "Der Prozess hat kein Startereignis."}
	}
	r.st.Phase, r.st.Process = PhaseRunning, r.p.ID
	r.st.Scopes = append(r.st.Scopes, Scope{ID: r.newID("s"), Process: r.p.ID})
	r.journal(JournalGestartet, begin, "Der Prozess wurde gestartet.")
	r.arrive(r.st.Scopes[0].ID, begin.ID, "")
	return true, nil
}

// advance lets tokens travel until all rest, and closes scopes that have run empty.
func (r *run) advance() {
	for r.st.Phase == PhaseRunning {
		if len(r.queue) > 0 {
			a := r.queue[0]
			r.queue = r.queue[1:]
			r.enter(a)
			continue
		}
		if r.takeKept() {
			continue
		}
		if i := r.emptyScope(); i >= 0 {
			r.completeScope(i)
			continue
		}
		if !r.gather() && !r.breakDeadlock() {
			return
		}
	}
}

// emptyScope finds a scope without tokens. Inner ones are younger, so the search runs from the end.
func (r *run) emptyScope() int {
	for i := len(r.st.Scopes) - 1; i >= 0; i-- {
		id := r.st.Scopes[i].ID
		if r.st.Scopes[i].Lauf != "" {
			continue
		}
		if !slices.ContainsFunc(r.st.Tokens, func(t Token) bool { return t.Scope == id }) {
			return i
		}
	}
	return -1
}

func (r *run) completeScope(i int) {
	scope := r.st.Scopes[i]
	r.disarmScope(scope.ID)
	if scope.Nr > 0 {
		r.completePosition(i)
		return
	}
	if scope.Token == "" {
		r.st.Phase = PhaseFinished
		r.effects = append(r.effects, Journal{Art: JournalBeendet, Text: "Der Prozess ist zu Ende."}, Finished{})
		return
	}
	r.st.Scopes = slices.Delete(r.st.Scopes, i, i+1)
	for _, name := range sortedKeys(scope.Vars) {
		r.setVar(scope.Parent, name, scope.Vars[name])
	}
	if t, ok := r.st.Token(scope.Token); ok {
		r.finish(t)
	}
}

// breakDeadlock turns joins that can never fire into incidents: in a scope where every token waits
// at a join, nothing will ever move. Only a Jump or a Skip gets a sound model there.
func (r *run) breakDeadlock() bool {
	for _, scope := range r.st.Scopes {
		first := -1
		for i, t := range r.st.Tokens {
			if t.Scope != scope.ID {
				continue
			}
			if t.Wait != WaitJoin {
				first = -1
				break
			}
			if first < 0 {
				first = i
			}
		}
		if first >= 0 {
			t := &r.st.Tokens[first]
			t.Wait, t.Code = WaitIncident, CodeVerklemmt
			t.Reason = "Die Zusammenführung wartet auf einen Zweig, der nicht mehr ankommen kann."
			r.effects = append(r.effects, Incident{Token: t.ID, Element: t.Element, Code: t.Code, Reason: t.Reason})
			return false
		}
	}
	return false
}

// --- small helpers ---

func (r *run) newID(prefix string) string {
	r.st.Next++
	return prefix + strconv.Itoa(r.st.Next)
}

func (r *run) arrive(scope, element, via string) {
	r.queue = append(r.queue, arrival{scope: scope, element: element, via: via})
}

// process returns the process a scope belongs to, nil where a bound version is not at hand.
func (r *run) process(scope string) *Process {
	if i := r.st.scopeIndex(r.instance(scope)); i > 0 {
		s := r.st.Scopes[i]
		if outer := r.process(s.Parent); outer != nil {
			return outer.bound(s.Process, s.Version)
		}
		return nil
	}
	return r.p
}

// instance returns the scope of the process instance around a scope, or itself.
func (r *run) instance(scope string) string {
	return r.around(scope, func(s Scope) bool { return s.Process != "" })
}

// home returns the scope that holds the variables for a scope: its own, or that of the position or process
// instance around an embedded subprocess.
func (r *run) home(scope string) string {
	return r.around(scope, func(s Scope) bool { return s.Process != "" || s.Nr > 0 })
}

func (r *run) around(scope string, which func(Scope) bool) string {
	for {
		i := r.st.scopeIndex(scope)
		if i < 0 || which(r.st.Scopes[i]) {
			return scope
		}
		scope = r.st.Scopes[i].Parent
	}
}

func (r *run) setVar(scope, name string, value any) {
	i := r.st.scopeIndex(r.home(scope))
	if i < 0 {
		return
	}
	if r.st.Scopes[i].Vars == nil {
		r.st.Scopes[i].Vars = map[string]any{}
	}
	r.st.Scopes[i].Vars[name] = value
}

func (r *run) setVars(scope string, values map[string]any) {
	for name, value := range values {
		r.setVar(scope, name, value)
	}
}

// env is what expressions of a scope see. A called process sees the variables of its caller and
// hides them with its own.
func (r *run) env(scope string) map[string]any {
	var chain []map[string]any
	for scope != "" {
		i := r.st.scopeIndex(scope)
		if i < 0 {
			break
		}
		chain = append(chain, r.st.Scopes[i].Vars)
		scope = r.st.Scopes[i].Parent
	}
	werte := map[string]any{}
	for _, vars := range slices.Backward(chain) {
		for name, value := range vars {
			werte[name] = value
		}
	}
	return environment(r.facts.Antrag, r.facts.Vorgang, werte, r.facts.Now)
}

func environment(antrag, vorgang, werte map[string]any, now time.Time) map[string]any {
	return map[string]any{"antrag": antrag, "vorgang": vorgang, "werte": werte, "heute": now.Format(time.DateOnly)}
}

func (r *run) journal(art string, e *Element, text string) {
	r.effects = append(r.effects, Journal{Art: art, Element: e.ID, Name: e.Name, Text: text})
}
