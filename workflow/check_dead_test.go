package workflow

import (
	"strings"
	"testing"
)

func TestWaysThatAreNeverTakenAreNamed(t *testing.T) {
	schema := Schema{Daten: []Datum{{Name: "n", Typ: TypZahl}, {Name: "ja", Typ: TypJaNein},
		{Name: "art", Typ: TypText}}}
	for name, c := range map[string]struct {
		first, second string
		want          string // "" = no finding
	}{
		"apart":                  {"antrag.n > 10", "antrag.n > 5", ""},
		"hidden by the first":    {"antrag.n > 5", "antrag.n > 10", "vom Gateway „x“ zur Aufgabe „b“ wird nie genommen"},
		"the same twice":         {"antrag.art == 'A'", "antrag.art == 'A'", "vom Gateway „x“ zur Aufgabe „b“ wird nie genommen"},
		"in a list":              {"antrag.art in ['A', 'B']", "antrag.art == 'B'", "vom Gateway „x“ zur Aufgabe „b“ wird nie genommen"},
		"never true":             {"antrag.n > 5 && antrag.n < 3", "antrag.n == 2", "vom Gateway „x“ zur Aufgabe „a“ wird nie genommen"},
		"always true":            {"true", "antrag.n == 2", "vom Gateway „x“ zur Aufgabe „b“ wird nie genommen"},
		"nothing for default":    {"antrag.n >= 5", "antrag.n < 5", "Der Standardweg hinter dem Gateway „x“ wird nie genommen"},
		"a gap for default":      {"antrag.n > 5", "antrag.n < 5", ""},
		"yes and no":             {"antrag.ja", "!antrag.ja", "Der Standardweg hinter dem Gateway „x“ wird nie genommen"},
		"yes, no and unsaid":     {"antrag.ja ?? false", "fehlt(antrag.ja)", ""},
		"unsaid, no and yes":     {"fehlt(antrag.ja)", "antrag.ja", ""},
		"about different things": {"antrag.n > 5", "antrag.art == 'A'", ""},
		"too much to ask":        {"antrag.n > len(antrag.art)", "antrag.n > len(antrag.art)", ""},
		"later than a day":       {"antrag.art >= '2025-01-01'", "antrag.art > '2025-06-01'", "zur Aufgabe „b“ wird nie"},
		"earlier than a day":     {"antrag.art > '2025-06-01'", "antrag.art >= '2025-01-01'", ""},
	} {
		p := parse(t, wrap(start("s")+gateway("exclusiveGateway", "x", `name="x" default="x-e"`)+user("a")+user("b")+
			end("e"),
			"s>x", "x>a?"+c.first, "x>b?"+c.second, "x>e!", "a>e", "b>e"))
		got := Check(p, schema)
		if HasErrors(got) || c.want == "" && len(got) > 0 || !strings.Contains(texts(got), c.want) {
			t.Errorf("%s: want %q in\n%s", name, c.want, texts(got))
		}
	}
}

func TestTimersThatAreAlwaysBeatenAreNamed(t *testing.T) {
	race := func(one, two string) string {
		return texts(Check(parse(t, wrap(start("s")+gateway("eventBasedGateway", "g")+
			timer("intermediateCatchEvent", "kurz", "timeDuration", one, `name="kurz"`)+
			timer("intermediateCatchEvent", "lang", "timeDuration", two, `name="lang"`)+
			gateway("exclusiveGateway", "m")+end("e"),
			"s>m", "m>g", "g>kurz", "g>lang", "kurz>m", "lang>e")), Schema{}))
	}
	const beaten = "„lang“ (PT5H) tritt nie ein: „kurz“ (PT1H) kommt immer vorher"
	if got := race("PT1H", "PT5H"); !strings.Contains(got, beaten) {
		t.Error(got)
	}
	for _, pair := range [][2]string{{"P30D", "P1M"}, {"P1M", "P30D"}, {"P7D", "P1W"}, {"=heute", "P1D"}} {
		if got := race(pair[0], pair[1]); got != "" {
			t.Error(pair, got)
		}
	}
	withFrist := texts(Check(parse(t, wrap(start("s")+gateway("eventBasedGateway", "g")+
		timer("intermediateCatchEvent", "kurz", "timeDuration", "PT1H")+
		frist("intermediateCatchEvent", "lang", `dauer="P2W"`)+gateway("exclusiveGateway", "m")+end("e"),
		"s>m", "m>g", "g>kurz", "g>lang", "kurz>m", "lang>e")), Schema{}))
	if withFrist != "" {
		t.Error(withFrist)
	}
	border := func(interrupting string) string {
		return texts(Check(parse(t, wrap(start("s")+user("a")+end("e")+
			timer("boundaryEvent", "frist", "timeDuration", "P10D", `attachedToRef="a"`,
				`cancelActivity="`+interrupting+`"`)+
			timer("boundaryEvent", "mahnung", "timeCycle", "R3/P14D",
				`name="mahnung" attachedToRef="a" cancelActivity="false"`),
			"s>a", "a>e", "frist>e", "mahnung>e")), Schema{}))
	}
	if got := border("true"); !strings.Contains(got, "„mahnung“ (R3/P14D) tritt nie ein") {
		t.Error(got)
	}
	if got := border("false"); got != "" {
		t.Error(got)
	}
}

func TestLoopsThatStopAtTheGuardAreNamed(t *testing.T) {
	script := func(id, line string) string {
		return `<scriptTask id="` + id + `" scriptFormat="expr"><script>` + line + `</script></scriptTask>`
	}
	schema := Schema{Daten: []Datum{{Name: "anzahl", Typ: TypZahl}}}
	const never, counts = "dreht sich von selbst", "n = (werte.n ?? 0) + 1"
	for name, c := range map[string]struct {
		line, stay string
		body, want string
	}{
		"counts to a bound":     {line: counts, stay: "werte.n &lt; 120"},
		"counts to a number":    {line: counts, stay: "werte.n &lt;= antrag.anzahl"},
		"counts and looks":      {line: counts, stay: "werte.n &lt; 20 and werte.n != 7"},
		"counts down":           {line: "n = (werte.n ?? 9) - 1", stay: "werte.n > 0"},
		"counts the wrong way":  {line: counts, stay: "werte.n > 0", want: never},
		"counts or looks":       {line: counts, stay: "werte.n &lt; 20 or antrag.anzahl > 1", want: never},
		"moves the bound":       {line: counts + "\nm = werte.n + 1", stay: "werte.n &lt; werte.m", want: never},
		"starts again":          {line: counts + "\nn = 0", stay: "werte.n &lt; 20", want: never},
		"does not count":        {line: "n = 1", stay: "werte.n &lt; 20", want: never},
		"waits for a person":    {line: "n = 1", stay: "werte.n &lt; 20", body: user("w")},
		"waits for a day":       {line: "n = 1", stay: "werte.n &lt; 20", body: timer("intermediateCatchEvent", "w", "timeDuration", "P1D")},
		"asks a service":        {line: counts, stay: "werte.n &lt; 20", body: service("w"), want: "ruft den Dienst ohne Pause immer wieder auf"},
		"waits in a subprocess": {line: "n = 1", stay: "werte.n &lt; 20", body: `<subProcess id="w">` + start("ws") + user("wu") + end("we") + arrows("ws>wu", "wu>we") + `</subProcess>`},
	} {
		behind := "w"
		if c.body == "" {
			c.body = gateway("exclusiveGateway", "w")
		}
		p := parse(t, wrap(start("s")+gateway("exclusiveGateway", "m")+script("k", c.line)+c.body+
			gateway("exclusiveGateway", "x", `default="x-e"`)+end("e"),
			"s>m", "m>k", "k>"+behind, behind+">x", "x>m?"+strings.ReplaceAll(c.stay, "&lt;", "<"), "x>e!"))
		got := texts(Check(p, schema))
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: want %q in\n%s", name, c.want, got)
		}
	}
}

func TestACountingLoopOverManyPositionsRuns(t *testing.T) {
	p := parse(t, wrap(start("s")+gateway("exclusiveGateway", "m")+
		`<scriptTask id="k" scriptFormat="expr"><script>n = (werte.n ?? 0) + 1</script></scriptTask>`+
		gateway("exclusiveGateway", "x", `default="x-e"`)+end("e"), "s>m", "m>k", "k>x", "x>m?werte.n < 900", "x>e!"))
	if s := play(t, p).phase(PhaseFinished); s.st.Werte()["n"] != 900.0 {
		t.Error(s.st.Werte())
	}
}
