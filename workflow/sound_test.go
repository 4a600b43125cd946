package workflow

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// choosing is a user task with the field that conditions ask for.
func choosing(id string) string {
	return strings.Replace(user(id), `rolle="r" />`,
		`rolle="r"><k:feld name="weg" label="Weg" typ="zahl"/></k:aufgabe>`, 1)
}

// drawGraph draws a model without any order: most of these are unsound, in every way there is.
func drawGraph(t *rapid.T) string {
	var body strings.Builder
	body.WriteString(start("n0"))
	choice := map[string]bool{}
	kinds := []string{"user", "user", "exclusiveGateway", "exclusiveGateway", "parallelGateway", "parallelGateway",
		"inclusiveGateway", "several", "timed", "reminded", "end", "terminate"}
	n := oneOf(t, []int{3, 4, 5, 6, 7, 8, 9, 10, 12, 14})
	sources, targets := []string{"n0"}, []string{}
	out, flows := map[string]int{}, map[string]bool{}
	connect := func(from, to string) {
		if !flows[from+">"+to] {
			flows[from+">"+to] = true
			out[from]++
		}
	}
	for i := 1; i <= n; i++ {
		id := fmt.Sprint("n", i)
		connect(oneOf(t, sources), id)
		targets = append(targets, id)
		kind := oneOf(t, kinds)
		switch kind {
		case "user":
			body.WriteString(choosing(id))
		case "several":
			body.WriteString(strings.Replace(user(id), "</extensionElements>",
				`<k:mehrfach liste="1..2" element="nr"/></extensionElements>`, 1))
		case "timed", "reminded":
			cancel := fmt.Sprint(kind == "timed")
			body.WriteString(user(id) + timer("boundaryEvent", id+"b", "timeDuration", "P1D",
				`attachedToRef="`+id+`" cancelActivity="`+cancel+`"`))
			sources = append(sources, id+"b")
		case "end":
			body.WriteString(end(id))
			continue
		case "terminate":
			body.WriteString(`<endEvent id="` + id + `"><terminateEventDefinition/></endEvent>`)
			continue
		default:
			choice[id] = kind != "parallelGateway"
			body.WriteString(gateway(kind, id))
		}
		sources = append(sources, id)
	}
	for range oneOf(t, []int{0, 1, 1, 2, 2, 3, 4, 6, 8}) {
		connect(oneOf(t, sources), oneOf(t, targets))
	}
	body.WriteString(end("end"))
	for _, from := range sources {
		if out[from] == 0 {
			to := oneOf(t, append([]string{"end", "end"}, targets...))
			connect(from, to)
		}
	}
	if rapid.Bool().Draw(t, "beside") {
		body.WriteString(beside("w", `<messageEventDefinition messageRef="m2"/>`, `isInterrupting="`+
			fmt.Sprint(rapid.Bool().Draw(t, "interrupting"))+`"`))
	}
	return asked(body.String(), slices.Sorted(maps.Keys(flows)), choice, out)
}

// asked gives the ways out of gateways that choose their conditions, and the first of each the default.
func asked(body string, flows []string, choice map[string]bool, out map[string]int) string {
	seen := map[string]int{}
	for i, f := range flows {
		from, to, _ := strings.Cut(f, ">")
		if !choice[from] || out[from] < 2 {
			continue
		}
		if seen[from]++; seen[from] > 1 {
			flows[i] += fmt.Sprintf("?werte.weg == %d", seen[from]%3)
			continue
		}
		flows[i] += "!"
		body = strings.Replace(body, `Gateway id="`+from+`"`, `Gateway id="`+from+`" default="`+from+"-"+to+`"`, 1)
	}
	return wrap(body, flows...)
}

// drawBroken draws a model out of sound blocks and lets some gateways be of the wrong kind.
func drawBroken(t *rapid.T, depth int) string {
	file := drawSound(t, depth)
	for range rapid.IntRange(0, 2).Draw(t, "wrong") {
		from, to := "parallelGateway", "exclusiveGateway"
		if rapid.Bool().Draw(t, "which") {
			from, to = to, from
		}
		parts := strings.Split(file, "<"+from)
		i := rapid.IntRange(0, len(parts)-1).Draw(t, "at")
		file = strings.Join(parts[:i+1], "<"+from) + "<" + to + strings.Join(parts[i+1:], "<"+from)
		if i == len(parts)-1 {
			file = strings.Join(parts, "<"+from)
		}
	}
	return file
}

// verdict is everything a game says about a model that does not depend on the order it was played in.
type verdict struct{ proven, unsafe, endless, dead, fired string }

func verdictOf(p *Process, parent string, full bool) (verdict, int) {
	x := newExplorer(&checker{p: p}, parent)
	x.full, x.bound = full, 500
	v := verdict{proven: fmt.Sprint(x.run())}
	v.unsafe = fmt.Sprint(len(x.unsafe) > 0)
	if len(x.unsafe) > 0 || v.proven == "false" {
		return v, len(x.states)
	}
	var dead, fired []string
	for _, s := range x.states {
		if len(s.next) > 0 || len(s.marking) == 0 || s.ends {
			continue
		}
		var at []string
		for _, n := range s.marking {
			at = append(at, fmt.Sprint(x.places[n].flow.ID, x.places[n].side))
		}
		slices.Sort(at)
		dead = append(dead, strings.Join(at, " "))
	}
	for e := range x.fired {
		fired = append(fired, e.ID)
	}
	slices.Sort(dead)
	slices.Sort(fired)
	v.dead, v.fired, v.endless = fmt.Sprint(dead), fmt.Sprint(fired), fmt.Sprint(x.endless() >= 0)
	return v, len(x.states)
}

func TestReductionChangesNoVerdict(t *testing.T) {
	kinds, states, all := map[string]int{}, 0, 0
	compare := func(t *rapid.T, file string) {
		p, err := Parse(strings.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		parents := []string{""}
		for _, e := range p.Elements {
			if e.Kind == SubProcess {
				parents = append(parents, e.ID)
			}
		}
		for _, parent := range parents {
			want, n := verdictOf(p, parent, true)
			got, m := verdictOf(p, parent, false)
			if want.proven == "false" {
				return
			}
			if got != want {
				t.Fatalf("reduced %+v\nfull    %+v\n%s", got, want, file)
			}
			all, states = all+n, states+m
			kinds[fmt.Sprintf("unsafe %s, stuck %t, endless %s", want.unsafe, len(want.dead) > 2, want.endless)]++
		}
	}
	for range 12 { // rapid draws a hundred models each time
		rapid.Check(t, func(t *rapid.T) { compare(t, drawGraph(t)) })
		rapid.Check(t, func(t *rapid.T) { compare(t, drawBroken(t, 3)) })
	}
	t.Logf("%v; %d markings instead of %d", kinds, states, all)
	if len(kinds) < 4 {
		t.Error("the models are too much alike:", kinds)
	}
}

// wide is a fork of some branches of some steps each; step draws the end of a branch and returns its way in and out.
func wide(branches, steps int, step func(id string) (body, in, out string, flows []string)) string {
	var body strings.Builder
	body.WriteString(start("s") + end("e") + gateway("parallelGateway", "f") + gateway("parallelGateway", "j"))
	flows := []string{"s>f", "j>e"}
	for i := range branches {
		last := "f"
		for k := range steps {
			xml, in, out, more := step(fmt.Sprintf("b%d_%d", i, k))
			body.WriteString(xml)
			flows = append(append(flows, last+">"+in), more...)
			last = out
		}
		flows = append(flows, last+">j")
	}
	return wrap(body.String(), flows...)
}

func plainStep(id string) (string, string, string, []string) { return user(id), id, id, nil }

// remindedStep is a task that reminds, gives up, and may be sent back.
func remindedStep(id string) (string, string, string, []string) {
	r, w, m, x := id+"r", id+"w", id+"m", id+"x"
	return user(id) + user(id+"t") + end(id+"e") + gateway("exclusiveGateway", m) +
			gateway("exclusiveGateway", x, `default="`+x+"-"+w+`"`) + gateway("exclusiveGateway", w) +
			timer("boundaryEvent", r, "timeCycle", "R3/P1D", `attachedToRef="`+id+`" cancelActivity="false"`) +
			timer("boundaryEvent", id+"g", "timeDuration", "P9D", `attachedToRef="`+id+`"`),
		m, w, []string{m + ">" + id, id + ">" + x, x + ">" + w + "!", x + ">" + m + "?antrag.n > 1", r + ">" + id + "t",
			id + "t>" + id + "e", id + "g>" + w}
}

func TestParallelBranchesAreNotTriedInEveryOrder(t *testing.T) {
	for name, file := range map[string]string{
		"15 by 3":         wide(15, 3, plainStep),
		"30 by 5":         wide(30, 5, plainStep),
		"300 by 3":        wide(300, 3, plainStep),
		"15 by 3 at work": wide(15, 3, remindedStep),
		"30 by 5 at work": wide(30, 5, remindedStep),
	} {
		p := parse(t, file)
		x := newExplorer(&checker{p: p}, "")
		if !x.run() || len(x.states) > 4*len(p.Elements) {
			t.Errorf("%s: %d markings for %d elements", name, len(x.states), len(p.Elements))
		}
		if got := Check(p, thousandSchema); len(got) > 0 {
			t.Errorf("%s: %s", name, texts(got))
		}
	}
}

func TestMistakesInWideModelsAreFound(t *testing.T) {
	merged := strings.Replace(wide(30, 5, plainStep), `<parallelGateway id="j"`, `<exclusiveGateway id="j"`, 1)
	got := texts(Check(parse(t, merged), Schema{}))
	if !strings.Contains(got, "kann doppelt durchlaufen werden") {
		t.Error(got)
	}
	lost := strings.Replace(wide(30, 5, plainStep), `<parallelGateway id="f"`,
		`<exclusiveGateway id="f" default="f-b0_0"`, 1)
	x := newExplorer(&checker{p: parse(t, lost)}, "")
	if !x.run() || len(x.stuck()) != 1 {
		t.Error(len(x.states), x.stuck())
	}
}

// Every branch may come to the join by two ways, which gives it two to the power of 40 ways to stand.
func TestNotProvenIsNotFine(t *testing.T) {
	two := func(id string) (string, string, string, []string) {
		x, m := id+"x", id+"m"
		return gateway("exclusiveGateway", x, `default="`+x+"-"+id+`a"`) + user(id+"a") + user(id+"b") +
				gateway("exclusiveGateway", m), x, m,
			[]string{x + ">" + id + "a!", x + ">" + id + "b?antrag.n > 1", id + "a>" + m, id + "b>" + m}
	}
	if got := texts(Check(parse(t, wide(40, 1, two)), thousandSchema)); got != "" {
		t.Error("ways that meet again are no more than one:", got)
	}
	late := wide(40, 1, two)
	for i := range 40 { // the second way leads to the join by itself
		late = strings.Replace(late, fmt.Sprintf(`sourceRef="b%d_0b" targetRef="b%d_0m"`, i, i),
			fmt.Sprintf(`sourceRef="b%d_0b" targetRef="j"`, i), 1)
	}
	findings := Check(parse(t, late), thousandSchema)
	got := texts(findings)
	if !HasErrors(findings) || !strings.Contains(got, "Verklemmung: „Gateway hinter") ||
		!strings.Contains(got, "nicht bewiesen") {
		t.Error(got)
	}
}
