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

// composer draws random models out of blocks that are sound by construction: each has one way in and
// one way out.
type composer struct {
	t     *rapid.T
	body  *strings.Builder
	flows *[]string
	next  int
}

func (c *composer) id(prefix string) string {
	c.next++
	return fmt.Sprintf("%s%d", prefix, c.next)
}

func (c *composer) add(xml string)          { c.body.WriteString(xml) }
func (c *composer) connect(from, to string) { *c.flows = append(*c.flows, from+">"+to) }

// decide is a user task that chooses, in front of an exclusive gateway.
func (c *composer) decide() (task, gate string) {
	task, gate = c.id("u"), c.id("x")
	c.add(`<userTask id="` + task + `" name="d"><extensionElements><k:aufgabe rolle="r"><k:feld name="weg" label="Weg" typ="zahl"/></k:aufgabe></extensionElements></userTask>`)
	c.connect(task, gate)
	return task, gate
}

// block draws one block and returns its way in and its way out.
func (c *composer) block(depth int) (in, out string) {
	kind := "task"
	switch {
	case depth > 3:
		kind = oneOf(c.t, []string{"seq", "xor", "and", "or", "loop", "sub"})
	case depth > 0:
		kind = oneOf(c.t, []string{"task", "seq", "seq", "xor", "and", "or", "loop", "sub", "boundary", "side",
			"listen", "several", "event", "service", "script"})
	}
	switch kind {
	case "seq":
		a, b := c.block(depth - 1)
		d, e := c.block(depth - 1)
		c.connect(b, d)
		return a, e
	case "xor":
		task, gate := c.decide()
		merge := c.id("m")
		a, b := c.block(depth - 1)
		d, e := c.block(depth - 1)
		c.add(gateway("exclusiveGateway", gate, `default="`+gate+"-"+a+`"`) + gateway("exclusiveGateway", merge))
		c.connect(gate, a+"!")
		c.connect(gate, d+"?werte.weg == 1")
		c.connect(b, merge)
		c.connect(e, merge)
		return task, merge
	case "or":
		task, gate := c.decide()
		join := c.id("j")
		a, b := c.block(depth - 1)
		d, e := c.block(depth - 1)
		f, g := c.block(depth - 1)
		c.add(gateway("inclusiveGateway", gate, `default="`+gate+"-"+a+`"`) + gateway("inclusiveGateway", join))
		c.connect(gate, a+"!")
		c.connect(gate, d+"?werte.weg == 1")
		c.connect(gate, f+"?"+rapid.SampledFrom([]string{"werte.weg != 0", "werte.weg == 1", "werte.weg == 0"}).
			Draw(c.t, "condition"))
		c.connect(b, join)
		c.connect(e, join)
		c.connect(g, join)
		return task, join
	case "and":
		fork, join := c.id("f"), c.id("j")
		c.add(gateway("parallelGateway", fork) + gateway("parallelGateway", join))
		for range rapid.IntRange(2, 3).Draw(c.t, "branches") {
			a, b := c.block(depth - 1)
			c.connect(fork, a)
			c.connect(b, join)
		}
		return fork, join
	case "loop":
		merge := c.id("m")
		a, b := c.block(depth - 1)
		task, gate := c.decide()
		exit := c.id("m")
		c.add(gateway("exclusiveGateway", merge) + gateway("exclusiveGateway", gate, `default="`+gate+"-"+exit+`"`) +
			gateway("exclusiveGateway", exit))
		c.connect(merge, a)
		c.connect(b, task)
		c.connect(gate, exit+"!")
		c.connect(gate, merge+"?werte.weg == 1")
		return merge, exit
	case "sub":
		sub := c.id("p")
		inner := &composer{t: c.t, body: &strings.Builder{}, flows: &[]string{}, next: c.next}
		a, b := inner.block(depth - 1)
		c.next = inner.next
		s, e := c.id("s"), c.id("e")
		inner.connect(s, a)
		inner.connect(b, e)
		c.add(`<subProcess id="` + sub + `">` + start(s) + inner.body.String() + end(e) +
			arrows(*inner.flows...) + `</subProcess>`)
		return c.guard(sub)
	case "listen":
		sub := c.id("p")
		c.add(`<subProcess id="` + sub + `">`)
		a, s, e := c.id("u"), c.id("s"), c.id("e")
		beside := rapid.SampledFrom([]string{"true", "false"}).Draw(c.t, "interrupting")
		w, ws, we, wu := c.id("w"), c.id("s"), c.id("e"), c.id("u")
		c.add(start(s) + user(a) + end(e) + arrows(s+">"+a, a+">"+e) + `<subProcess id="` + w +
			`" triggeredByEvent="true"><startEvent id="` + ws + `" isInterrupting="` + beside +
			`"><messageEventDefinition messageRef="m2"/></startEvent>` + user(wu) + end(we) +
			arrows(ws+">"+wu, wu+">"+we) + `</subProcess></subProcess>`)
		return c.guard(sub)
	case "several":
		task := c.id("u")
		sequential := rapid.SampledFrom([]string{"true", "false"}).Draw(c.t, "sequential")
		c.add(strings.Replace(user(task), "</extensionElements>",
			`<k:mehrfach liste="1..3" element="nr" nacheinander="`+sequential+`"/></extensionElements>`, 1))
		return c.guard(task)
	case "boundary":
		task := c.id("u")
		c.add(user(task))
		return c.guard(task)
	case "side":
		task, side, e := c.id("u"), c.id("b"), c.id("e")
		c.add(user(task) + timer("boundaryEvent", side, "timeCycle", "R2/P1D", `attachedToRef="`+task+
			`" cancelActivity="false"`) + end(e))
		c.connect(side, e)
		return task, task
	case "event":
		g, m, w, merge := c.id("g"), c.id("n"), c.id("t"), c.id("m")
		c.add(gateway("eventBasedGateway", g) + message("intermediateCatchEvent", m) + timer("intermediateCatchEvent",
			w, "timeDuration", "P3D") + gateway("exclusiveGateway", merge))
		for _, pair := range [][2]string{{g, m}, {g, w}, {m, merge}, {w, merge}} {
			c.connect(pair[0], pair[1])
		}
		return g, merge
	case "service":
		d := c.id("d")
		c.add(service(d))
		return d, d
	case "script":
		x := c.id("y")
		c.add(`<scriptTask id="` + x + `" scriptFormat="expr"><script>anzahl = (werte.anzahl ?? 0) + 1</script></scriptTask>`)
		return x, x
	}
	u := c.id("u")
	c.add(user(u))
	return u, u
}

// guard puts an interrupting timer on an activity and leads both ways together.
func (c *composer) guard(activity string) (in, out string) {
	b, merge := c.id("b"), c.id("m")
	c.add(timer("boundaryEvent", b, "timeDuration", "P2D", `attachedToRef="`+activity+`"`) +
		gateway("exclusiveGateway", merge))
	c.connect(activity, merge)
	c.connect(b, merge)
	return activity, merge
}

// drawSound draws a model out of sound blocks in so many layers; from four on it is never a small one.
func drawSound(t *rapid.T, depth int) string {
	c := &composer{t: t, body: &strings.Builder{}, flows: &[]string{}}
	in, out := c.block(depth)
	c.add(start("start") + end("end"))
	c.connect("start", in)
	c.connect(out, "end")
	return wrap(c.body.String(), *c.flows...)
}

// oneOf draws one of a list, each as likely as the others; rapid's own draws keep to the first ones.
func oneOf[T any](t *rapid.T, list []T) T {
	n := 0
	for range 8 {
		n *= 2
		if rapid.Bool().Draw(t, "bit") {
			n++
		}
	}
	return list[n%len(list)]
}

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
