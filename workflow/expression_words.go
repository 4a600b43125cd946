package workflow

import (
	"fmt"
	"regexp"
	"strings"
)

// What the expression compiler and machine say is English and written for programmers. Here it becomes what a
// person at the picture can use; %s are the parts of the pattern.
var expressionWords = []struct {
	pattern *regexp.Regexp
	german  string
}{
	{regexp.MustCompile(`^unknown name (\S+)`), "„%s“ gibt es nicht; Namen beginnen mit antrag, vorgang oder werte"},
	{regexp.MustCompile(`^unknown field (\S+)`), "das Feld „%s“ gibt es nicht"},
	{regexp.MustCompile(`^type (\S+) has no field (\S+)`), "%s hat kein Feld „%s“"},
	{regexp.MustCompile(`^invalid operation: (\S+) \(mismatched types (\S+) and (\S+)\)`), "„%s“ passt nicht zwischen %s und %s"},
	{regexp.MustCompile(`^invalid operation: (\S+) \(mismatched type (\S+)\)`), "„%s“ passt nicht vor %s"},
	{regexp.MustCompile(`^invalid operation: (\S+) (\S+) (\S+)`), "mit %s lässt sich „%s“ %s nicht rechnen; es fehlt eine Angabe"},
	{regexp.MustCompile(`^expected (\S+), but got (\S+)`), "es wird %s gebraucht, das Ergebnis ist aber %s"},
	{regexp.MustCompile(`^unexpected token EOF`), "der Ausdruck ist nicht zu Ende geschrieben"},
	{regexp.MustCompile(`^unexpected token Operator\("="\)`), "verglichen wird mit zwei Gleichheitszeichen (==)"},
	{regexp.MustCompile(`^unexpected token \w+\("(.*)"\)`), "„%s“ steht an falscher Stelle"},
	{regexp.MustCompile(`^unrecognized character: \S+ '(.*)'`), "das Zeichen „%s“ gehört nicht in einen Ausdruck"},
	{regexp.MustCompile(`^literal not terminated`), "ein Text hat kein schließendes Anführungszeichen"},
	{regexp.MustCompile(`^not enough arguments to call (\S+)`), "bei „%s“ fehlt eine Angabe in den Klammern"},
	{regexp.MustCompile(`^too many arguments to call (\S+)`), "bei „%s“ stehen zu viele Angaben in den Klammern"},
	{regexp.MustCompile(`^invalid argument for (\S+) \(type (\S+)\)`), "„%s“ geht nicht mit %s"},
	{regexp.MustCompile(`^builtin (\S+) takes only array \(got (\S+)\)`), "„%s“ braucht eine Liste und nicht %s"},
	{regexp.MustCompile(`^cannot fetch (\S+) from (\S+)`), "„%s“ lässt sich nicht lesen aus %s"},
	{regexp.MustCompile(`^index out of range: (\S+)`), "einen Eintrag Nummer %s gibt es nicht"},
	{regexp.MustCompile(`^invalid operation: \w+\((.*)\)`), "„%s“ ist keine Zahl"},
	{regexp.MustCompile(`^invalid date (.*)`), "„%s“ ist kein Datum"},
	{regexp.MustCompile(`^error parsing regexp`), "das Suchmuster ist nicht gültig"},
}

// typeWords are the types as the compiler calls them.
var typeWords = map[string]string{
	"bool": "Ja/Nein", "string": "Text", "int": "eine Zahl", "float64": "eine Zahl", "<nil>": "keine Angabe",
	"nil": "keine Angabe", "unknown": "etwas, dessen Art nicht feststeht", "interface": "etwas, dessen Art nicht feststeht",
	"array": "eine Liste", "map": "eine Liste",
}

// inGerman translates the first line of an error of the compiler or the machine.
func inGerman(message string) string {
	message = firstLine(message)
	for _, w := range expressionWords {
		m := w.pattern.FindStringSubmatch(message)
		if m == nil {
			continue
		}
		var parts []any
		for _, part := range m[1:] {
			if word := typeWords[part]; word != "" {
				part = word
			}
			parts = append(parts, part)
		}
		return fmt.Sprintf(w.german, parts...)
	}
	if strings.HasPrefix(message, "länger ") {
		return "der Ausdruck ist " + message
	}
	if m := position.FindStringSubmatch(message); m != nil {
		return "der Ausdruck ist ab Zeichen " + m[1] + " nicht zu verstehen"
	}
	return "der Ausdruck ist nicht zu verstehen"
}

var position = regexp.MustCompile(`\(1:(\d+)\)$`)
