package workflow

import (
	"fmt"
	"slices"
	"strings"
)

// groupFrom is how often the same may be said before it is said once: a picture with twenty tasks that have no
// role lacks one thing, not twenty.
const groupFrom = 4

// grouped says once what holds for many elements; the first keeps its sentence, the others their names, and
// all their ids.
func grouped(findings []Finding) []Finding {
	count := map[string]int{}
	for _, f := range findings {
		count[f.kind]++
	}
	var out []Finding
	first := map[string]int{}
	names := map[string][]string{}
	for _, f := range findings {
		i, seen := first[f.kind]
		switch {
		case f.label == "" || count[f.kind] < groupFrom:
			out = append(out, f)
		case !seen:
			first[f.kind] = len(out)
			out = append(out, f)
		default:
			for _, id := range f.Elements {
				if !slices.Contains(out[i].Elements, id) {
					out[i].Elements = append(out[i].Elements, id)
				}
			}
			names[f.kind] = append(names[f.kind], "„"+f.label+"“")
		}
	}
	for kind, i := range first {
		out[i].Message += " " + others(names[kind])
	}
	return out
}

// unnamed leaves the element out of a sentence.
func (e *Element) unnamed(text string) string {
	words := []string{e.subject(), e.the(nominative), e.the(dative), capital(e.the(dative)), e.the(accusative),
		e.Label()}
	if around := e.spot.text("‚", "‘"); around != "" {
		words = append(words, around)
	}
	for _, word := range words {
		text = strings.ReplaceAll(text, word, "*")
	}
	return text
}

func others(names []string) string {
	const shown = 5
	if len(names) <= shown {
		return "Ebenso bei " + listed(names) + "."
	}
	return fmt.Sprintf("Ebenso bei %s und %d weiteren.", strings.Join(names[:shown], ", "), len(names)-shown)
}
