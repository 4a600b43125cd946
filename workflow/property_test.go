package workflow

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

type entry struct {
	cmd   Command
	facts Facts
}

// possible lists the commands a run waits for. With calm, choices leave loops.
func possible(st State, n int, calm bool) []Command {
	var list []Command
	weg := float64(n % 2)
	if calm {
		weg = 0
	}
	for _, t := range st.Tokens {
		switch t.Wait {
		case WaitTask:
			list = append(list, CompleteTask{Token: t.ID, Actor: "x", Values: nil}, CompleteTask{Token: t.ID,
				Actor: "x", Values: map[string]any{"weg": weg}})
		case WaitService:
			list = append(list, ServiceDone{Token: t.ID})
		case WaitIncident:
			list = append(list, Skip{Token: t.ID})
		}
	}
	for _, w := range st.Waits {
		if calm && w.Scope != "" {
			continue // nobody brings more and more late papers
		}
		if w.Kind == WaitTimer {
			list = append(list, TimerDue{Token: w.ID, Due: w.Due})
		} else {
			list = append(list, MessageArrived{Name: w.Name, ID: fmt.Sprint("n", n)})
		}
	}
	return list
}

func TestEveryRunOfASoundModelFinishes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, err := Parse(strings.NewReader(drawSound(t, oneOf(t, []int{2, 3, 4, 5}))))
		if err != nil {
			t.Fatal(err)
		}
		if !soon(p) {
			return
		}
		if findings := Check(p, Schema{}); len(findings) > 0 {
			t.Fatal(texts(findings))
		}
		facts := Facts{Now: monday}
		log := []entry{{Start{}, facts}}
		st := apply(t, p, State{}, log[0])
		for n := 0; st.Phase == PhaseRunning; n++ {
			commands := possible(st, n, n > 60)
			if len(commands) == 0 || n > 1000 {
				t.Fatalf("stuck after %d commands: %+v", n, st.Tokens)
			}
			facts.Now = facts.Now.Add(time.Minute)
			cmd := oneOf(t, commands)
			if c, ok := cmd.(CompleteTask); ok && c.Values != nil && !fields(p, st, c.Token) {
				c.Values = nil
				cmd = c
			}
			log = append(log, entry{cmd, facts})
			st = apply(t, p, st, log[len(log)-1])
			foreign(t, p, st, log, facts)
		}
		if st.Phase != PhaseFinished || len(st.Tokens)+len(st.Waits) > 0 || len(st.Scopes) != 1 {
			t.Fatalf("ended as %+v", st)
		}
		replay(t, p, st, log)
	})
}

func fields(p *Process, st State, token string) bool {
	t, _ := st.Token(token)
	return len(p.Element(t.Element).Aufgabe.Felder) > 0
}

// apply applies one command and holds the state against what must always be true.
func apply(t *rapid.T, p *Process, st State, e entry) State {
	next, _, err := Apply(p, st, e.cmd, e.facts)
	if err != nil {
		t.Fatalf("%s: %v", e.cmd.CommandKind(), err)
	}
	raw, _ := json.Marshal(next)
	var back State
	if err := json.Unmarshal(raw, &back); err != nil || !reflect.DeepEqual(next, back) {
		t.Fatalf("round trip: %s", raw)
	}
	ids := map[string]bool{}
	for _, tok := range next.Tokens {
		if ids[tok.ID] || next.scopeIndex(tok.Scope) < 0 || p.Element(tok.Element) == nil || tok.Wait == WaitIncident {
			t.Fatalf("token %+v in %s", tok, raw)
		}
		ids[tok.ID] = true
		inner := slices.ContainsFunc(next.Scopes, func(s Scope) bool { return s.Token == tok.ID })
		if inner != (tok.Wait == WaitScope) {
			t.Fatalf("token %+v and its scope", tok)
		}
	}
	for _, w := range next.Waits {
		_, ok := next.Token(w.Token)
		if ids[w.ID] || ok == (w.Scope != "") || w.Scope != "" && next.scopeIndex(w.Scope) < 0 {
			t.Fatalf("wait %+v without token", w)
		}
		ids[w.ID] = true
	}
	for _, s := range next.Scopes[min(1, len(next.Scopes)):] {
		if _, ok := next.Token(s.Token); !ok {
			t.Fatalf("scope %+v without token", s)
		}
	}
	return next
}

// foreign sends old and unknown commands: nothing may change.
func foreign(t *rapid.T, p *Process, st State, log []entry, facts Facts) {
	before, _ := json.Marshal(st)
	commands := []Command{
		Start{}, CompleteTask{Token: "t999999"}, TimerDue{Token: ""}, ServiceDone{Token: "t0"}, ServiceFailed{Token: "w1"},
		MessageArrived{Name: "unbekannt"}, Retry{Token: "x"}, Skip{Token: "x"}, MoveTimer{Token: "x", Due: monday}, Jump{Token: "x", To: "end"},
		rapid.SampledFrom(log).Draw(t, "old").cmd,
	}
	for _, cmd := range commands {
		next, effects, err := Apply(p, st, cmd, facts)
		after, _ := json.Marshal(next)
		if err != nil || len(effects) > 0 || string(before) != string(after) {
			t.Fatalf("%#v changed something: %v %v\n%s\n%s", cmd, err, effects, before, after)
		}
	}
}

func replay(t *rapid.T, p *Process, want State, log []entry) {
	var st State
	for _, e := range log {
		// Through JSON every time, as a store would.
		raw, _ := json.Marshal(st)
		st = State{}
		if err := json.Unmarshal(raw, &st); err != nil {
			t.Fatal(err)
		}
		st, _, _ = Apply(p, st, e.cmd, e.facts)
	}
	a, _ := json.Marshal(want)
	b, _ := json.Marshal(st)
	if string(a) != string(b) {
		t.Fatalf("replay differs\n%s\n%s", a, b)
	}
}
