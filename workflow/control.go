package workflow

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// What a person does to a run itself, beside the picture.

func (r *run) cancel(c Cancel) (bool, error) {
	if r.st.Phase != PhaseRunning {
		return false, nil
	}
	root := r.st.Scopes[0].ID
	r.clear(root)
	r.st.Phase = PhaseCancelled
	r.effects = append(r.effects,
		Journal{Art: JournalAbbruch, Text: withReason("Der Prozess wurde beendet; der Vorgang wird von Hand weitergeführt.", c.Reason)},
		Finished{Abgebrochen: true})
	return true, nil
}

func (r *run) jump(c Jump) (bool, error) {
	t, ok := r.st.Token(c.Token)
	if !ok {
		return false, nil
	}
	to, scope := r.jumpTarget(t, c.To)
	if to == nil {
		return false, &Error{Code: CodeSprung, Element: c.To,
			Reason: "Das Ziel liegt nicht im selben Teilprozess wie die Aufgabe oder in einem, der ihn umschließt."}
	}
	if !to.activity() && to.Kind != CatchEvent && to.Kind != ThrowEvent && to.Kind != EndEvent {
		return false, &Error{Code: CodeSprung, Element: c.To,
			Reason: fmt.Sprintf("Zu „%s“ kann man nicht springen, nur zu Aufgaben, Teilprozessen und Ereignissen im Ablauf.", to.Label())}
	}
	if to.Triggered {
		return false, &Error{Code: CodeSprung, Element: c.To,
			Reason: fmt.Sprintf("„%s“ beginnt durch sein Ereignis; dorthin kann man nicht springen.", to.Label())}
	}
	if to.Refusal != "" {
		return false, &Error{Code: CodeSprung, Element: c.To, Reason: to.Refusal}
	}
	moved, branches := r.branches(t, scope)
	if err := r.mayLeave(branches, c, to); err != nil {
		return false, err
	}
	r.journal(JournalSprung, to, withReason(fmt.Sprintf("Zu „%s“ gesprungen.", to.Label()), c.Reason))
	r.withdraw(moved)
	if c.Others == EndOthers {
		for _, o := range branches.beside {
			r.withdraw(o)
		}
	}
	if e := r.find(scope, moved.Element); e.interrupts(r.process(scope)) {
		if err := r.listenAgain(scope, e.Parent); err != nil {
			return false, err
		}
	}
	r.arrive(scope, to.ID, "")
	return true, nil
}

// branches are the tokens a jump leaves alone: beside it in the scope of its target, and inside of what it leaves.
type branches struct{ beside, inside []Token }

// branches also returns the token to take away: the one that lives in the target's scope.
func (r *run) branches(t Token, scope string) (Token, branches) {
	var b branches
	way := map[string]bool{t.ID: true}
	for t.Scope != scope {
		owner := r.owner(t)
		for _, o := range r.st.Tokens {
			if r.owner(o) == owner && !way[o.ID] {
				b.inside = append(b.inside, o)
			}
		}
		t, _ = r.st.Token(owner)
		way[t.ID] = true
	}
	for _, o := range r.st.Tokens {
		if o.Scope == scope && o.ID != t.ID {
			b.beside = append(b.beside, o)
		}
	}
	return t, b
}

// owner is the token that rests where the scope of t is inside; several positions of an activity have one.
func (r *run) owner(t Token) string { return r.st.Scopes[r.st.scopeIndex(t.Scope)].Token }

// mayLeave refuses a jump that does not say what becomes of the other branches, or wishes what cannot be.
func (r *run) mayLeave(b branches, c Jump, to *Element) error {
	others := append(slices.Clone(b.inside), b.beside...)
	no := func(format string, args ...any) error {
		return &Error{Code: CodeZweige, Element: to.ID, Reason: fmt.Sprintf(format, args...)}
	}
	switch {
	case len(others) == 0 || c.Others == EndOthers:
		return nil
	case c.Others != KeepOthers:
		return no("Daneben ist noch offen: %s. Bitte angeben, ob das beendet wird oder weiterläuft.", r.labels(others))
	case len(b.inside) > 0:
		return no("Mit dem Sprung endet der Teilprozess; darin kann %s nicht weiterlaufen.", r.labels(b.inside))
	}
	return nil
}

func (r *run) labels(tokens []Token) string {
	var names []string
	for _, t := range tokens {
		if e := r.find(t.Scope, t.Element); e != nil && !slices.Contains(names, "„"+e.Label()+"“") {
			names = append(names, "„"+e.Label()+"“")
		}
	}
	return listed(names)
}

// jumpTarget looks for an element from the token's scope outwards.
func (r *run) jumpTarget(t Token, to string) (*Element, string) {
	for scope := t.Scope; scope != ""; {
		i := r.st.scopeIndex(scope)
		if i < 0 {
			break
		}
		s := r.st.Scopes[i]
		if e := r.find(scope, to); e != nil && s.Nr == 0 && e.Parent == s.Element {
			return e, scope
		}
		scope = s.Parent
	}
	return nil, ""
}

func (r *run) retry(c Retry) (bool, error) {
	t, ok := r.st.Token(c.Token)
	if !ok || t.Wait != WaitIncident {
		return false, nil
	}
	if e := r.find(t.Scope, t.Element); e != nil && t.Key != "" && e.Dienst != nil {
		return true, r.retryService(t, e)
	}
	r.disarm(t.ID)
	r.remove(t.ID)
	r.queue = append(r.queue, arrival{scope: t.Scope, element: t.Element, via: t.Via, key: t.Key})
	return true, nil
}

// retryService runs a service again under a new token, so that a late answer to the first try finds
// nobody. Timers on its border go on as they were: they are absolute once started.
func (r *run) retryService(t Token, e *Element) error {
	input, err := r.input(t.Scope, e)
	if err != nil {
		return &Error{Code: CodeAusdruck, Element: e.ID, Reason: sentence(err)}
	}
	i := r.st.tokenIndex(t.ID)
	old := t.ID
	t.ID, t.Wait, t.Code, t.Reason = r.newID("t"), WaitService, "", ""
	r.st.Tokens[i] = t
	for j := range r.st.Waits {
		if r.st.Waits[j].Token == old {
			r.st.Waits[j].Token = t.ID
		}
	}
	r.effects = append(r.effects, RunService{Kind: e.Dienst.Art, Input: input, Token: t.ID, Schluessel: t.Key,
		Element: e.ID, Name: e.Label()})
	return nil
}

func (r *run) skip(c Skip) (bool, error) {
	t, ok := r.st.Token(c.Token)
	if !ok || t.Wait != WaitIncident {
		return false, nil
	}
	e, err := r.element(t)
	if err != nil {
		return false, err
	}
	out := e.Out
	if (e.Kind == ExclusiveGateway || e.Kind == InclusiveGateway) && len(e.Out) > 1 {
		way := e.defaultFlow()
		if way == nil {
			return false, &Error{Code: CodeKeinWeg, Element: e.ID,
				Reason: "Hinter dem Gateway gibt es keinen Standardweg; bitte zu einer Aufgabe springen."}
		}
		out = []*Flow{way}
	}
	if e.Kind == EventBasedGateway {
		return false, &Error{Code: CodeKeinWeg, Element: e.ID,
			Reason: "Das Gateway wartet auf ein Ereignis; bitte zu einer Aufgabe springen."}
	}
	r.journal(JournalUebersprung, e, withReason(fmt.Sprintf("„%s“ übersprungen.", e.Label()), c.Reason))
	if t.Code == CodeVerklemmt {
		r.st.Tokens = slices.DeleteFunc(r.st.Tokens, func(o Token) bool {
			return o.ID != t.ID && o.Scope == t.Scope && o.Element == t.Element && o.Wait == WaitJoin
		})
	}
	r.disarm(t.ID)
	r.remove(t.ID)
	if r.position(t.Scope, e) {
		return true, nil
	}
	r.done(t.Scope, e.ID)
	for _, f := range out {
		r.follow(t.Scope, f)
	}
	return true, nil
}

func (r *run) moveTimer(c MoveTimer) (bool, error) {
	i := r.st.waitIndex(c.Token)
	if i < 0 || r.st.Waits[i].Kind != WaitTimer || c.Due.IsZero() || r.st.Waits[i].Due.Equal(fixed(c.Due)) {
		return false, nil
	}
	w := &r.st.Waits[i]
	w.Due, w.Held = fixed(c.Due), false
	w.forgetLetter()
	r.effects = append(r.effects, CancelTimer{Token: w.ID})
	r.arm(*w)
	r.noteTimer(*w, "Zeitpunkt „%s“ auf %s verlegt.", r.inWords(w.Due))
	return true, nil
}

// holdTimer stops a clock that runs; one that has not begun cannot be stopped.
func (r *run) holdTimer(c HoldTimer) (bool, error) {
	i := r.st.waitIndex(c.Token)
	if i < 0 || r.st.Waits[i].Due.IsZero() {
		return false, nil
	}
	w := &r.st.Waits[i]
	w.Due, w.Held = time.Time{}, true
	w.forgetLetter() // who starts the clock again says when it ends
	r.effects = append(r.effects, CancelTimer{Token: w.ID})
	r.noteTimer(*w, "Die Uhr von „%s“ ist angehalten.")
	return true, nil
}

func withReason(text, reason string) string {
	if reason = strings.TrimSpace(reason); reason == "" {
		return text
	}
	return text + " Grund: " + reason
}

// sentence makes a German sentence of an error.
func sentence(err error) string {
	text := err.Error()
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + strings.TrimSuffix(text[size:], ".") + "."
}

var notInName = regexp.MustCompile(`[^a-z0-9_]+`)

// variableName is the process variable a message of this name fills: "Antwort erhalten" → antwort_erhalten.
func variableName(message string) string {
	s := strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss").Replace(strings.ToLower(message))
	return strings.Trim(notInName.ReplaceAllString(s, "_"), "_")
}
