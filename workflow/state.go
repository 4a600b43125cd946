package workflow

import (
	"maps"
	"slices"
	"time"
)

// StateSchema is the version of the JSON that State marshals to. A later version of the engine reads
// every earlier schema.
const StateSchema = 1

// The phases of a run.
const (
	PhaseNone      = ""
	PhaseRunning   = "laufend"
	PhaseFinished  = "beendet"
	PhaseCancelled = "abgebrochen"
)

// State is a run: plain JSON, no pointers into code. The zero State has not been started.
type State struct {
	Schema  int                          `json:"schema"`
	Process string                       `json:"process,omitempty"`
	Version string                       `json:"version,omitempty"` // set by Migrate
	Phase   string                       `json:"phase,omitempty"`
	Next    int                          `json:"next,omitempty"` // number of the last id given out
	Tokens  []Token                      `json:"tokens,omitempty"`
	Scopes  []Scope                      `json:"scopes,omitempty"`
	Waits   []Wait                       `json:"waits,omitempty"`
	Done    []string                     `json:"done,omitempty"`   // elements left at least once, in order
	Flows   []string                     `json:"flows,omitempty"`  // sequence flows taken at least once
	Groups  map[string]map[string]string `json:"groups,omitempty"` // four-eyes group → element → actor
	Seen    []string                     `json:"seen,omitempty"`   // ids of messages taken or kept
	Asked   []Asked                      `json:"asked,omitempty"`  // what is not answered yet, oldest first
	Kept    []Kept                       `json:"kept,omitempty"`   // messages nobody waited for yet, oldest first
	Fired   []Fired                      `json:"fired,omitempty"`  // Fristen counted from a letter that have ended
}

// What a token is waiting for.
const (
	WaitTask     = "aufgabe"
	WaitService  = "dienst"
	WaitMessage  = "nachricht"
	WaitTimer    = "zeit"
	WaitEvent    = "ereignis" // event-based gateway
	WaitScope    = "teilprozess"
	WaitJoin     = "zusammenfuehrung"
	WaitIncident = "stoerung"
)

// Token is one resting point of the run.
type Token struct {
	ID      string    `json:"id"`
	Element string    `json:"element"`
	Scope   string    `json:"scope"`
	Since   time.Time `json:"since"`
	Wait    string    `json:"wait"`
	Via     string    `json:"via,omitempty"` // flow it came by
	Key     string    `json:"key,omitempty"` // idempotency key of a service, kept over retries
	Code    string    `json:"code,omitempty"`
	Reason  string    `json:"reason,omitempty"`
}

// Scope is one instance of the process, of an embedded subprocess or of a called process.
type Scope struct {
	ID      string         `json:"id"`
	Parent  string         `json:"parent,omitempty"`
	Token   string         `json:"token,omitempty"`   // token of the activity around it
	Element string         `json:"element,omitempty"` // embedded subprocess
	Process string         `json:"process,omitempty"` // root and calls only
	Version string         `json:"version,omitempty"` // calls only: version bound at the moment of the call
	Vars    map[string]any `json:"vars,omitempty"`    // root, calls and positions only
	Nr      int            `json:"nr,omitempty"`      // position of an activity done several times, from 1
	Lauf    string         `json:"lauf,omitempty"`    // of a position: waiting for its turn, done, "" = under way
	Since   time.Time      `json:"since,omitzero"`    // when its event subprocesses began to listen
}

// Wait is one thing the outside may bring: a timer or a message. Its id is the token of
// StartTimer, TimerDue and Subscribe.
type Wait struct {
	ID      string    `json:"id"`
	Token   string    `json:"token"`           // token that rests here, "" = none, a scope listens
	Scope   string    `json:"scope,omitempty"` // of an event subprocess: the scope that listens
	Element string    `json:"element"`         // event, receive task, or event behind an event-based gateway
	Kind    string    `json:"kind"`            // WaitTimer or WaitMessage
	Due     time.Time `json:"due,omitzero"`    // of a timer; zero = it stands still, see Held and Frist
	Held    bool      `json:"held,omitempty"`  // a person stopped the clock
	Frist   string    `json:"frist,omitempty"` // length of a Frist that begins with the Bekanntgabe of Brief
	Brief   string    `json:"brief,omitempty"`
	Counted string    `json:"counted,omitempty"` // letter whose Bekanntgabe a running Frist was counted from
	Length  string    `json:"length,omitempty"`  // of that Frist, to count it again
	Period  string    `json:"period,omitempty"`  // of a cycle
	Repeat  int       `json:"repeat,omitempty"`  // firings left after this one, -1 = endless
	Name    string    `json:"name,omitempty"`
	Key     string    `json:"key,omitempty"`     // of the drawing
	Answers string    `json:"answers,omitempty"` // the question it waits for an answer to, where the run has put one
}

// clone copies everything Apply changes in place. Values of variables are never changed in place, and
// the lists that only grow are copied when something comes to them.
func (s State) clone() State {
	s.Tokens = slices.Clone(s.Tokens)
	s.Waits = slices.Clone(s.Waits)
	s.Done = slices.Clip(s.Done)
	s.Flows = slices.Clip(s.Flows)
	s.Seen = slices.Clip(s.Seen)
	s.Asked = slices.Clone(s.Asked)
	s.Kept = slices.Clone(s.Kept)
	s.Fired = slices.Clone(s.Fired)
	s.Scopes = slices.Clone(s.Scopes)
	for i := range s.Scopes {
		s.Scopes[i].Vars = maps.Clone(s.Scopes[i].Vars)
	}
	s.Groups = maps.Clone(s.Groups)
	for g, actors := range s.Groups {
		s.Groups[g] = maps.Clone(actors)
	}
	return s
}

// tidy makes empty lists nil, so that a state equals itself after a JSON round trip. What is over waits for nothing.
func (s *State) tidy() {
	if s.Phase != PhaseRunning {
		s.Asked, s.Kept = nil, nil
	}
	s.Fired = nilIfEmpty(s.Fired)
	s.Asked = nilIfEmpty(s.Asked)
	s.Kept = nilIfEmpty(s.Kept)
	s.Tokens = nilIfEmpty(s.Tokens)
	s.Scopes = nilIfEmpty(s.Scopes)
	s.Waits = nilIfEmpty(s.Waits)
	s.Done = nilIfEmpty(s.Done)
	s.Flows = nilIfEmpty(s.Flows)
	s.Seen = nilIfEmpty(s.Seen)
	for i := range s.Scopes {
		if len(s.Scopes[i].Vars) == 0 {
			s.Scopes[i].Vars = nil
		}
	}
	if len(s.Groups) == 0 {
		s.Groups = nil
	}
}

func nilIfEmpty[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}

// Token returns the token with this id.
func (s *State) Token(id string) (Token, bool) {
	if i := s.tokenIndex(id); i >= 0 {
		return s.Tokens[i], true
	}
	return Token{}, false
}

func (s *State) tokenIndex(id string) int {
	return slices.IndexFunc(s.Tokens, func(t Token) bool { return t.ID == id })
}

func (s *State) waitIndex(id string) int {
	return slices.IndexFunc(s.Waits, func(w Wait) bool { return w.ID == id })
}

func (s *State) scopeIndex(id string) int {
	return slices.IndexFunc(s.Scopes, func(c Scope) bool { return c.ID == id })
}

// valid reports whether the parts of a state refer to each other as Apply leaves them: the root first,
// every scope behind the one around it, every token in a scope, every wait at a token.
func (s *State) valid() bool {
	if s.Phase == PhaseNone {
		return len(s.Scopes) == 0 && len(s.Tokens) == 0 && len(s.Waits) == 0
	}
	if len(s.Scopes) == 0 || s.Scopes[0].Process == "" {
		return false
	}
	scopes, tokens, owners := map[string]bool{}, map[string]bool{}, map[[2]string]bool{}
	for _, t := range s.Tokens {
		tokens[t.ID] = true
	}
	for i, c := range s.Scopes {
		if c.ID == "" || scopes[c.ID] || i == 0 != (c.Parent == "") ||
			i > 0 && (!scopes[c.Parent] || !tokens[c.Token]) {
			return false
		}
		scopes[c.ID], owners[[2]string{c.ID, c.Token}] = true, true
	}
	for _, t := range s.Tokens {
		if !scopes[t.Scope] || owners[[2]string{t.Scope, t.ID}] {
			return false
		}
	}
	return !slices.ContainsFunc(s.Waits, func(w Wait) bool {
		return w.Scope == "" && !tokens[w.Token] || w.Scope != "" && !scopes[w.Scope]
	})
}

// Werte returns the process variables of the run's outermost scope, after the run has ended those it
// ended with.
func (s *State) Werte() map[string]any {
	if len(s.Scopes) == 0 {
		return map[string]any{}
	}
	if s.Scopes[0].Vars == nil {
		return map[string]any{}
	}
	return maps.Clone(s.Scopes[0].Vars)
}
