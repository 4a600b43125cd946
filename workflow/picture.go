package workflow

import (
	"slices"
	"time"
)

// Picture is what the browser lays over the BPMN picture. Element ids are those of process.bpmn;
// what happens inside a called process shows as a token on the call activity.
type Picture struct {
	Phase     string            `json:"phase"`
	Tokens    []PictureToken    `json:"tokens"`
	Done      []string          `json:"done"`  // elements passed
	Flows     []string          `json:"flows"` // sequence flows passed
	Incidents []PictureIncident `json:"incidents"`
	Timers    []PictureTimer    `json:"timers"` // the next one first
}

// PictureToken is one place where the run rests.
type PictureToken struct {
	Token   string    `json:"token"`
	Element string    `json:"element"`
	Name    string    `json:"name"`
	Wait    string    `json:"wait"` // one of the Wait constants
	Since   time.Time `json:"since"`
}

// PictureIncident is a place where the run cannot go on by itself.
type PictureIncident struct {
	Token   string `json:"token"`
	Element string `json:"element"`
	Name    string `json:"name"`
	Code    string `json:"code"`
	Reason  string `json:"reason"`
}

// PictureTimer is a timer under way.
type PictureTimer struct {
	Token   string    `json:"token"`
	Element string    `json:"element"`
	Name    string    `json:"name"`
	Due     time.Time `json:"due"`  // zero = it stands still
	Held    bool      `json:"held"` // a person stopped the clock; else it waits for the Bekanntgabe of a letter
}

// Picture shows a run on its process.
func (p *Process) Picture(st State) Picture {
	r := &run{p: p, st: &st}
	pic := Picture{
		Phase: st.Phase, Tokens: []PictureToken{}, Incidents: []PictureIncident{}, Timers: []PictureTimer{},
		Done: append([]string{}, st.Done...), Flows: append([]string{}, st.Flows...),
	}
	if !st.valid() {
		return pic
	}
	name := func(id string) string {
		if e := p.Element(id); e != nil {
			return e.Label()
		}
		return id
	}
	for _, t := range st.Tokens {
		shown := r.shown(t)
		if t.Wait == WaitIncident {
			pic.Incidents = append(pic.Incidents, PictureIncident{t.ID, shown, name(shown), t.Code, t.Reason})
		}
		if shown == t.Element && r.inRoot(t.Scope) && !r.several(t) {
			pic.Tokens = append(pic.Tokens, PictureToken{t.ID, t.Element, name(t.Element), t.Wait, t.Since})
		}
	}
	for _, w := range st.Waits {
		if scope, ok := r.scopeOf(w); ok && w.Kind == WaitTimer {
			shown := w.Element
			if !r.inRoot(scope) {
				shown = r.shown(Token{Scope: scope})
			}
			pic.Timers = append(pic.Timers, PictureTimer{w.ID, shown, r.label(w), w.Due, w.Held})
		}
	}
	slices.SortStableFunc(pic.Timers, func(a, b PictureTimer) int {
		if a.Due.IsZero() != b.Due.IsZero() {
			return b.Due.Compare(a.Due) // what stands still is last
		}
		return a.Due.Compare(b.Due)
	})
	return pic
}

// shown is the element of the outermost process under which a token appears.
func (r *run) shown(t Token) string {
	for !r.inRoot(t.Scope) {
		i := r.st.scopeIndex(t.Scope)
		if i < 0 {
			break
		}
		outer, ok := r.st.Token(r.st.Scopes[i].Token)
		if !ok {
			break
		}
		t = outer
	}
	return t.Element
}
