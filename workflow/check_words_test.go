package workflow

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// What has no name is called after its neighbour: nobody knows the ids of their drawing program.
func TestFindingsNameTheNeighbour(t *testing.T) {
	x := gateway("exclusiveGateway", "x", `default="x-e"`)
	pruefen := strings.Replace(user("a"), `name="a"`, `name="Antrag prüfen"`, 1)
	for name, c := range map[string]struct{ file, want string }{
		"gateway": {wrap(start("s")+pruefen+x+user("b")+end("e"), "s>a", "a>x", "x>b", "x>e!", "b>e"),
			"Dem Weg vom Gateway hinter „Antrag prüfen“ zur Aufgabe „b“ fehlt eine Bedingung."},
		"event": {wrap(start("s")+pruefen+`<boundaryEvent id="t" attachedToRef="a"><timerEventDefinition/></boundaryEvent>`+
			end("e"), "s>a", "a>e", "t>e"), "Dem Zeitereignis an „Antrag prüfen“ fehlt die Zeitangabe."},
		"task": {wrap(start("s")+`<userTask id="b"/>`+pruefen+end("e"), "s>b", "b>a", "a>e"),
			"Der Aufgabe vor „Antrag prüfen“ fehlt die Rolle, die sie erledigt."},
		"refused": {wrap(start("s")+pruefen+gateway("complexGateway", "g")+end("e"), "s>a", "a>g", "g>e"),
			"Das Gateway hinter „Antrag prüfen“: Komplexe Gateways"},
		"farther away": {wrap(start("s")+pruefen+gateway("exclusiveGateway", "m")+gateway("exclusiveGateway", "x")+
			`<receiveTask id="r"/>`+end("e"), "s>a", "a>m", "m>x", "x>r", "r>e"),
			"Der Empfangsaufgabe hinter „Antrag prüfen“ fehlt eine Nachricht"},
		"twice the same": {wrap(start("s")+pruefen+gateway("parallelGateway", "f")+`<receiveTask id="r1"/><receiveTask id="r2"/>`+
			end("e"), "s>a", "a>f", "f>r1", "f>r2", "r1>e", "r2>e"), "Der Empfangsaufgabe hinter „Antrag prüfen“ (r1)"},
	} {
		if got := texts(Check(parse(t, c.file), Schema{})); !strings.Contains(got, c.want) {
			t.Errorf("%s: want %q in\n%s", name, c.want, got)
		}
	}
}

// The same said of twenty elements is said once, and the browser still finds all twenty.
func TestTheSameIsSaidOnce(t *testing.T) {
	var body strings.Builder
	flows := []string{"s>t0", "t19>e"}
	for i := range 20 {
		fmt.Fprintf(&body, `<userTask id="t%d" name="Schritt %d"/>`, i, i)
		if i > 0 {
			flows = append(flows, fmt.Sprintf("t%d>t%d", i-1, i))
		}
	}
	got := Check(parse(t, wrap(start("s")+body.String()+end("e"), flows...)), Schema{})
	if len(got) != 1 || len(got[0].Elements) != 20 || got[0].Element != "t0" || got[0].Message !=
		"Der Aufgabe „Schritt 0“ fehlt die Rolle, die sie erledigt. Ebenso bei „Schritt 1“, „Schritt 2“, „Schritt 3“, "+
			"„Schritt 4“, „Schritt 5“ und 14 weiteren." {
		t.Fatal(texts(got))
	}
}

func TestEveryFindingCarriesItsElements(t *testing.T) {
	p := parse(t, wrap(start("s")+start("s2")+`<userTask id="a"/>`+gateway("inclusiveGateway", "g")+end("e"),
		"s>a", "s2>a", "a>g", "g>e", "g>weg"))
	for _, f := range Check(p, Schema{}) {
		if f.Element == "" || len(f.Elements) == 0 || f.Elements[0] != f.Element {
			t.Errorf("%+v", f)
		}
	}
	if got := Check(p, Schema{})[0]; len(got.Elements) != 2 {
		t.Errorf("two starts: %+v", got)
	}
}

var quoted = regexp.MustCompile(`„[^“]*“`)

var english = regexp.MustCompile(`(?i)\b(the|is|not|unknown|unexpected|field|expected|invalid|operation|mismatched|type|token|of|line)\b`)

// Findings are German to the last word, also where a compiler speaks.
func TestFindingsAreGerman(t *testing.T) {
	for _, text := range []string{`antrag.x > 1`, `foo > 1`, `antrag.n > "a"`, `antrag.n +`, `(antrag.n`,
		`antrag.n = 1`, `now()`, `fehlt()`, `fehlt(1, 2)`, `antrag.n.x`, `antrag.s > 1`, `antrag.s matches "["`,
		`len(1)`, `'a`, `1 2`, `antrag.n`, `@`, `filter(1, # > 0)`, `-antrag.s`, `not antrag.s`, `1..`, `a b c`,
		`antrag.n[`, `{`, `"\x"`,
		strings.Repeat("1 + ", 2000) + "1", `sum(["a"])`, `antrag.s()`, `map(antrag.s, # * 2)`} {
		p := parse(t, wrap(start("s")+gateway("exclusiveGateway", "x", `default="x-e"`)+user("a")+end("e"), "s>x",
			"x>a?"+text, "x>e!", "a>e"))
		got := texts(Check(p, Schema{Daten: []Datum{{Name: "n", Typ: TypZahl}, {Name: "s", Typ: TypText}}}))
		if got == "" || english.MatchString(quoted.ReplaceAllString(got, "")) || strings.Contains(got, "..\n") {
			t.Errorf("%.40s: %s", text, got)
		}
	}
	for _, file := range []string{"<a", "<a></b>", `<definitions x=y>`, "<a>&nbsp;</a>", "\x00", "<a b='1' b='2'/>"} {
		if _, err := Parse(strings.NewReader(file)); err == nil || english.MatchString(err.(*Error).Reason) {
			t.Errorf("%q: %v", file, err)
		}
	}
}
