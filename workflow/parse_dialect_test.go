package workflow

import (
	"strings"
	"testing"
)

var dialectSchema = Schema{Daten: []Datum{{Name: "betrag", Typ: TypBetrag}, {Name: "ort", Typ: TypText},
	{Name: "hund", Typ: TypJaNein}, {Name: "beides", Typ: TypZahl}}}

// condition is a file whose one choice has this condition, in this language; the task before fills `geprueft`,
// `stand` and `beides`.
func condition(text, language string) string {
	task := `<userTask id="a" name="a"><extensionElements><k:aufgabe rolle="r"><k:feld name="geprueft" label="g" typ="ja_nein"/>
<k:feld name="antrag_stand" label="s" typ="text"/><k:feld name="beides" label="b" typ="zahl"/></k:aufgabe></extensionElements></userTask>`
	file := wrap(start("s")+task+gateway("exclusiveGateway", "x", `default="x-e"`)+user("b")+end("e"), "s>a", "a>x",
		"x>b?"+text, "x>e!", "b>e")
	return strings.Replace(file, "<conditionExpression>", `<conditionExpression language="`+language+`">`, 1)
}

func TestConditionsOfOtherToolsAreReadAndShown(t *testing.T) {
	const xpath, feel = "http://www.w3.org/1999/XPath", "https://www.omg.org/spec/DMN/20191111/FEEL/"
	for _, c := range []struct{ text, language, want string }{
		{`${geprueft}`, "", `werte.geprueft`},
		{`${!geprueft}`, "", `! werte.geprueft`},
		{`${ betrag > 100 && geprueft == true }`, "", `antrag.betrag > 100 && werte.geprueft == true`},
		{`#{antragStand eq 'ok'}`, "", `werte.antrag_stand == "ok"`},
		{`${not empty ort}`, "", `not fehlt(antrag.ort)`},
		{`${execution.getVariable("geprueft") == true}`, "", `werte.geprueft == true`},
		{`betrag >= 10.50 and not(geprueft)`, feel, `antrag.betrag >= 10.50 and not ( werte.geprueft )`},
		{`= ort = "Musterstadt"`, feel, `antrag.ort == "Musterstadt"`},
		{`$betrag > 5 or $hund = true()`, xpath, `antrag.betrag > 5 or antrag.hund == true`},
		{`/antrag/betrag > 5`, xpath, `antrag.betrag > 5`},
		{`getDataObject('ort') != 'x'`, xpath, `antrag.ort != "x"`},
	} {
		p := parse(t, condition(c.text, c.language))
		f := p.Flow("x-b").Condition
		got := texts(Check(p, dialectSchema))
		if f.Source != c.want || strings.Contains(got, SeverityFehler) ||
			!strings.Contains(got, "Sie wird gelesen als „"+c.want) {
			t.Errorf("%s: %s\n%s", c.text, f.Source, got)
		}
	}
}

// Our own expressions stay as they are, whatever language the tool claims.
func TestOwnExpressionsAreNotTranslated(t *testing.T) {
	for _, text := range []string{`antrag.betrag > 5`, `fehlt(antrag.ort) or heute > "2025-01-01"`,
		`let n = antrag.betrag ?? 0; n > 1`, `any([1, 2], # > 1)`} {
		p := parse(t, condition(text, "http://www.w3.org/1999/XPath"))
		if got := texts(Check(p, dialectSchema)); got != "" {
			t.Errorf("%s: %s", text, got)
		}
	}
}

func TestWhatCannotBeReadIsRefused(t *testing.T) {
	for text, want := range map[string]string{
		`${pruefer.istErlaubt(betrag)}`: "ist nicht gültig",
		`${farbe == 'rot'}`:             "Hier hieße das „antrag.farbe == \"rot\"“, ist aber nicht gültig: das Feld „farbe“ gibt es nicht",
		`${beides > 1}`:                 "gemeint ist antrag.beides oder werte.beides",
		`execution.x() == 1`:            "ist nicht gültig",
	} {
		got := texts(Check(parse(t, condition(text, "")), dialectSchema))
		if !strings.Contains(got, SeverityFehler) || !strings.Contains(got, want) {
			t.Errorf("%s: want %q in\n%s", text, want, got)
		}
	}
}

// A time of another tool is read the same way.
func TestTimesOfOtherTools(t *testing.T) {
	p := parse(t, wrap(start("s")+user("a", `><k:feld name="tag" label="t" typ="datum"/></k:aufgabe><k:status wert="neu"`)+
		timer("intermediateCatchEvent", "t", "timeDate", "${tag}")+end("e"), "s>a", "a>t", "t>e"))
	if got := texts(Check(p, Schema{})); !strings.Contains(got, "Sie wird gelesen als „werte.tag“") {
		t.Fatal(got)
	}
}
