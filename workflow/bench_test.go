package workflow

import (
	"fmt"
	"strings"
	"testing"
	"time"
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

func TestThousandElementsInUnderASecond(t *testing.T) {
	begin := time.Now()
	p := parse(t, thousand())
	if len(p.Elements) < 1000 {
		t.Fatal(len(p.Elements))
	}
	if findings := Check(p, thousandSchema); len(findings) > 0 {
		t.Fatal(texts(findings))
	}
	if took := time.Since(begin); took > time.Second {
		t.Errorf("took %s", took)
	}
}

func BenchmarkParseAndCheckThousand(b *testing.B) {
	file := thousand()
	for b.Loop() {
		Check(parse(b, file), thousandSchema)
	}
}

func BenchmarkStep(b *testing.B) {
	defs, err := LoadAll(Shipped())
	if err != nil {
		b.Fatal(err)
	}
	p := defs[0].Process
	facts := Facts{Now: monday, Antrag: map[string]any{"flaeche": 25.5}}
	st, _, _ := Apply(p, State{}, Start{}, facts)
	cmd := CompleteTask{Token: st.Tokens[0].ID, Actor: "x", Values: map[string]any{"ergebnis": "vollstaendig"}}
	for b.Loop() {
		if _, _, err := Apply(p, st, cmd, facts); err != nil {
			b.Fatal(err)
		}
	}
}

func TestWideModelsStayBounded(t *testing.T) {
	var body strings.Builder
	flows := []string{"s>f", "j>e"}
	body.WriteString(start("s") + end("e") + gateway("parallelGateway", "f") + gateway("parallelGateway", "j"))
	for i := range 40 {
		a, b := fmt.Sprint("a", i), fmt.Sprint("b", i)
		body.WriteString(user(a) + user(b))
		flows = append(flows, "f>"+a, a+">"+b, b+">j")
	}
	begin := time.Now()
	got := texts(Check(parse(t, wrap(body.String(), flows...)), Schema{}))
	if !strings.Contains(got, "nicht vollständig") || strings.Contains(got, SeverityFehler) {
		t.Error(got)
	}
	t.Log(time.Since(begin))
}
