package workflow

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// Whatever Check has nothing to say about also runs: it never gets stuck and never stops at an incident,
// whatever people do and however it was drawn.
func TestWhatCheckAcceptsRuns(t *testing.T) {
	drawn, accepted, steps := 0, 0, 0
	inclusive := 0
	try := func(t *rapid.T, file string) {
		p, err := Parse(strings.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		drawn++
		if !soon(p) || len(Check(p, Schema{})) > 0 {
			return
		}
		accepted++
		if strings.Contains(file, "<inclusiveGateway") {
			inclusive++
		}
		steps += wander(t, p, file)
	}
	for range 8 { // rapid draws a hundred models each time
		rapid.Check(t, func(t *rapid.T) { try(t, drawGraph(t)) })
		rapid.Check(t, func(t *rapid.T) { try(t, drawBroken(t, 5)) })
	}
	t.Logf("%d of %d models accepted, %d with inclusive gateways, %d steps", accepted, drawn, inclusive, steps)
	if accepted < 100 || inclusive < 20 {
		t.Error("too few models to say anything")
	}
}

// soon reports whether the token games of a model are judged within few markings; what is too large to be proven
// is refused, and takes a while.
func soon(p *Process) bool {
	for _, e := range append([]*Element{{}}, p.Elements...) {
		if e.ID != "" && e.Kind != SubProcess {
			continue
		}
		x := newExplorer(&checker{p: p}, e.ID)
		if x.bound = 2000; p.start(e.ID) != nil && !x.run() {
			return false
		}
	}
	return true
}

// wander walks a run as chance will have it, to its end or for a while: data may keep a loop from ending.
func wander(t *rapid.T, p *Process, file string) int {
	facts := Facts{Now: monday}
	st := apply(t, p, State{}, entry{Start{}, facts})
	n := 0
	for ; st.Phase == PhaseRunning && n < 80; n++ {
		commands := possible(st, n, n > 20)
		if len(commands) == 0 {
			t.Fatalf("stuck: %+v\n%s", st.Tokens, file)
		}
		facts.Now = facts.Now.Add(time.Minute)
		cmd := oneOf(t, commands)
		if c, ok := cmd.(CompleteTask); ok {
			c.Values = nil
			if fields(p, st, c.Token) {
				c.Values = map[string]any{"weg": oneOf(t, []float64{0, 1, 2})}
			}
			cmd = c
		}
		st = apply(t, p, st, entry{cmd, facts})
	}
	return n
}
