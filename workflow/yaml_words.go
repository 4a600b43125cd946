package workflow

import (
	"regexp"
	"strings"
)

// What the YAML reader says is English; here is what whoever wrote the file can use of it.
var yamlWords = []struct {
	pattern *regexp.Regexp
	german  string
}{
	{regexp.MustCompile(`line (\d+): field (\S+) not found in type \S+`), "Zeile $1: Den Eintrag „$2“ gibt es nicht."},
	{regexp.MustCompile(`line (\d+): mapping key "(.*)" already defined.*`), "Zeile $1: Den Eintrag „$2“ gibt es zweimal."},
	{regexp.MustCompile("line (\\d+): cannot unmarshal !!\\w+ `(.*)` into (?:int|float64)"), "Zeile $1: „$2“ ist keine Zahl."},
	{regexp.MustCompile("line (\\d+): cannot unmarshal !!\\w+ `(.*)` into bool"), "Zeile $1: „$2“ ist weder true noch false."},
	{regexp.MustCompile(`line (\d+): .*`), "Zeile $1 passt nicht; bitte Einrückung, Doppelpunkte und Anführungszeichen prüfen."},
}

func yamlReason(err error) string {
	var said []string
	for _, line := range strings.Split(err.Error(), "\n") {
		for _, w := range yamlWords {
			if m := w.pattern.FindStringSubmatchIndex(line); m != nil {
				said = append(said, string(w.pattern.ExpandString(nil, w.german, line, m)))
				break
			}
		}
	}
	if len(said) == 0 {
		return "Die Datei ist nicht lesbar; bitte Einrückung, Doppelpunkte und Anführungszeichen prüfen."
	}
	return strings.Join(said, " ")
}
