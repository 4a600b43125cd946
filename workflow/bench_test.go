package workflow

import (
	"fmt"
	"strings"
	"testing"
)

// thousand is a model of a thousand elements with choices, loops and parallel parts.
func thousand() string {
	var body strings.Builder
	var flows []string
	last := "s"
	body.WriteString(start("s") + end("e"))
	for i := range 125 {
		f, j, x, m := fmt.Sprint("f", i), fmt.Sprint("j", i), fmt.Sprint("x", i), fmt.Sprint("m", i)
		a, b, c, d := fmt.Sprint("a", i), fmt.Sprint("b", i), fmt.Sprint("c", i), fmt.Sprint("d", i)
		body.WriteString(gateway("parallelGateway", f) + gateway("parallelGateway", j) +
			gateway("exclusiveGateway", m) +
			gateway("exclusiveGateway", x, `default="`+x+"-"+d+`"`) + user(a) + user(b) + user(c) + user(d))
		flows = append(flows, last+">"+m, m+">"+f, f+">"+a, f+">"+b, a+">"+j, b+">"+j, j+">"+c, c+">"+x, x+">"+m+
			"?antrag.n > 1", x+">"+d+"!")
		last = d
	}
	return wrap(body.String(), append(flows, last+">e")...)
}

var thousandSchema = Schema{Daten: []Datum{{Name: "n", Typ: TypZahl}}}

func TestAThousandElementsAreJudgedInAsManySteps(t *testing.T) {
	p := parse(t, thousand())
	if len(p.Elements) < 1000 {
		t.Fatal(len(p.Elements))
	}
	if findings := Check(p, thousandSchema); len(findings) > 0 {
		t.Fatal(texts(findings))
	}
	x := newExplorer(&checker{p: p}, "")
	if !x.run() || len(x.states) > 2*len(p.Elements) {
		t.Errorf("%d markings for %d elements", len(x.states), len(p.Elements))
	}
}

func BenchmarkParseAndCheckThousand(b *testing.B) {
	file := thousand()
	for b.Loop() {
		Check(parse(b, file), thousandSchema)
	}
}

// chain is one task behind the other.
func chain(tasks int) string {
	var body strings.Builder
	body.WriteString(start("s") + end("e"))
	flows, last := []string{}, "s"
	for i := range tasks {
		id := fmt.Sprint("task", i)
		body.WriteString(user(id))
		flows = append(flows, last+">"+id)
		last = id
	}
	return wrap(body.String(), append(flows, last+">e")...)
}

// walked is a run that has some tasks behind it.
func walked(t testing.TB, p *Process, tasks int) State {
	st, _, err := Apply(p, State{}, Start{}, Facts{Now: monday})
	for range tasks {
		if err == nil {
			st, _, err = Apply(p, st, CompleteTask{Token: st.Tokens[0].ID, Actor: "x"}, Facts{Now: monday})
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func BenchmarkStep(b *testing.B) {
	for _, size := range []int{100, 1000, 20_000} {
		p := parse(b, chain(size))
		for name, st := range map[string]State{"first": walked(b, p, 0), "middle": walked(b, p, size/2)} {
			cmd := CompleteTask{Token: st.Tokens[0].ID, Actor: "x"}
			b.Run(fmt.Sprintf("%d/%s", size, name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, _, err := Apply(p, st, cmd, Facts{Now: monday}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// A step takes as many allocations in a large picture as in a small one: nothing in it walks the picture.
func TestAStepDoesNotGrowWithTheDrawing(t *testing.T) {
	step := func(size int) float64 {
		p := parse(t, chain(size))
		st := walked(t, p, size/2)
		cmd := CompleteTask{Token: st.Tokens[0].ID, Actor: "x"}
		return testing.AllocsPerRun(20, func() {
			if _, _, err := Apply(p, st, cmd, Facts{Now: monday}); err != nil {
				t.Fatal(err)
			}
		})
	}
	if small, large := step(10), step(2000); large > small+2 {
		t.Errorf("%v allocations, %v in the small picture", large, small)
	}
}
