package workflow

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"kontor/workflow/drawing"
)

var monday = time.Date(2025, 4, 14, 10, 0, 0, 0, time.FixedZone("CEST", 7200))

// What tests draw.
var (
	wrap, arrows, start, end, user = drawing.Wrap, drawing.Arrows, drawing.Start, drawing.End, drawing.User
	service, gateway, timer        = drawing.Service, drawing.Gateway, drawing.Timer
	message, drawSound             = drawing.Message, drawing.Sound
)

func oneOf[T any](t *rapid.T, list []T) T { return drawing.OneOf(t, list) }

func parse(t testing.TB, file string) *Process {
	t.Helper()
	p, err := Parse(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// sim plays commands against a process and checks after each what must always hold.
type sim struct {
	t       testing.TB
	p       *Process
	st      State
	facts   Facts
	effects []Effect
}

func play(t testing.TB, p *Process) *sim {
	s := &sim{t: t, p: p, facts: Facts{Now: monday, Antrag: map[string]any{}, Vorgang: map[string]any{}}}
	return s.do(Start{})
}

func (s *sim) do(cmd Command) *sim {
	s.t.Helper()
	if err := s.try(cmd); err != nil {
		s.t.Fatalf("%s: %v", cmd.CommandKind(), err)
	}
	return s
}

func (s *sim) try(cmd Command) error {
	s.t.Helper()
	before, _ := json.Marshal(s.st)
	next, effects, err := Apply(s.p, s.st, cmd, s.facts)
	again, effects2, _ := Apply(s.p, s.st, cmd, s.facts)
	if after, _ := json.Marshal(s.st); string(before) != string(after) {
		s.t.Fatalf("%s changed the state it was given", cmd.CommandKind())
	}
	if !reflect.DeepEqual(next, again) || !reflect.DeepEqual(effects, effects2) {
		s.t.Fatalf("%s is not deterministic", cmd.CommandKind())
	}
	raw, _ := json.Marshal(next)
	var back State
	if err := json.Unmarshal(raw, &back); err != nil || !reflect.DeepEqual(next, back) {
		s.t.Fatalf("state differs after a JSON round trip: %v\n%s\n%#v\n%#v", err, raw, next, back)
	}
	s.st, s.effects = next, effects
	return err
}

// at lists where tokens rest, as element:wait.
func (s *sim) at() string {
	var list []string
	for _, t := range s.st.Tokens {
		list = append(list, t.Element+":"+t.Wait)
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

func (s *sim) want(at string) *sim {
	s.t.Helper()
	if got := s.at(); got != at {
		s.t.Fatalf("tokens at %q, want %q", got, at)
	}
	return s
}

func (s *sim) phase(want string) *sim {
	s.t.Helper()
	if s.st.Phase != want || (want != PhaseRunning && (len(s.st.Tokens) > 0 || len(s.st.Waits) > 0)) {
		s.t.Fatalf("phase %q tokens %v waits %v, want %q", s.st.Phase, s.st.Tokens, s.st.Waits, want)
	}
	return s
}

func (s *sim) token(element string) string {
	s.t.Helper()
	for _, t := range s.st.Tokens {
		if t.Element == element {
			return t.ID
		}
	}
	s.t.Fatalf("no token at %s", element)
	return ""
}

func (s *sim) waitOf(element string) Wait {
	s.t.Helper()
	for _, w := range s.st.Waits {
		if w.Element == element {
			return w
		}
	}
	s.t.Fatalf("nothing waits at %s", element)
	return Wait{}
}

func (s *sim) complete(element string) *sim {
	s.t.Helper()
	return s.do(CompleteTask{Token: s.token(element), Actor: "anna"})
}

func (s *sim) fire(element string) *sim {
	s.t.Helper()
	w := s.waitOf(element)
	if w.Due.After(s.facts.Now) {
		s.facts.Now = w.Due
	}
	return s.do(TimerDue{Token: w.ID, Due: w.Due})
}

// kinds lists the effects of the last command by kind.
func (s *sim) kinds() string {
	var list []string
	for _, e := range s.effects {
		if e.EffectKind() != "journal" {
			list = append(list, e.EffectKind())
		}
	}
	return strings.Join(list, " ")
}
