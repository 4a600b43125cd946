package xdatenfelder

import (
	"regexp"
	"strings"

	"kontor/adapters"
)

var (
	numberOf = regexp.MustCompile(`^([FGS])(\d{2})(\d{6}|\d{9})(?:[V._].*)?$`)
)

// canonical is the form in which numbers are compared: upper case, without a version behind it, the eight digits of
// version 2 as eleven of version 3. What is no FIM number is only folded to upper case.
func canonical(name string) string {
	name = strings.ToUpper(strings.TrimSpace(name))
	m := numberOf.FindStringSubmatch(name)
	if m == nil {
		return name
	}
	if len(m[3]) == 6 {
		return m[1] + m[2] + "000" + m[3]
	}
	return m[1] + m[2] + m[3]
}

// Pfad is one field of a schema that a form mapping can name.
type Pfad struct {
	Pfad  string       `json:"pfad"`  // as a form mapping writes it: G99000020[].F99000021
	Label string       `json:"label"` // with the labels of the groups around it: "Hund › Rufname"
	Typ   adapters.Typ `json:"typ"`
}

// Felder lists every field of the schema, without the groups, in its order. The paths are those of applications after
// Apply.
func Felder(s *Schema) []Pfad {
	return paths(s.Felder, "", "")
}

func paths(list []Element, path, label string) []Pfad {
	out := []Pfad{}
	for i := range list {
		e := &list[i]
		p, l := e.Nummer, nameOf(e)
		if path != "" {
			p, l = path+"."+p, label+" › "+l
		}
		if e.repeated() {
			p += "[]"
		}
		if e.Gruppe {
			out = append(out, paths(e.Felder, p, l)...)
		} else {
			out = append(out, Pfad{Pfad: p, Label: l, Typ: e.Typ})
		}
	}
	return out
}
