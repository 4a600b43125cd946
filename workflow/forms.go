package workflow

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Newest returns of each procedure the version that new Vorgänge get, by name: the highest number. Of two with the same
// number the one that stands first.
func Newest(defs []*Definition) []*Definition {
	var out []*Definition
	for _, d := range defs {
		i, found := slices.BinarySearchFunc(out, d.Name, func(x *Definition, name string) int {
			return cmp.Compare(x.Name, name)
		})
		switch {
		case !found:
			out = slices.Insert(out, i, d)
		case number(out[i].Version) < number(d.Version):
			out[i] = d
		}
	}
	return out
}

// number of a version; what is none (it is set aside) comes before every number.
func number(version string) int {
	n, err := strconv.Atoi(version)
	if err != nil {
		return -1
	}
	return n
}

// Claims tells whether a definition takes a form of that key, of any adapter.
func (d *Definition) Claims(formular string) bool {
	return slices.ContainsFunc(d.Meta.Formulare, func(f Formular) bool { return f.Formular == formular })
}

// CheckForms finds the forms that several procedures claim: which of them takes an application would be chance.
// Different versions of one procedure may claim the same, so it is given what Newest returns.
func CheckForms(newest []*Definition) []Finding {
	claims := map[[2]string][]string{}
	for _, d := range newest {
		for _, f := range d.Meta.Formulare {
			key, name := [2]string{f.Adapter, f.Formular}, d.Name+"/"+d.Version
			if !slices.Contains(claims[key], name) { // twice in one is a finding of its own
				claims[key] = append(claims[key], name)
			}
		}
	}
	var out []Finding
	for _, d := range newest { // in the order of the files
		for _, f := range d.Meta.Formulare {
			key := [2]string{f.Adapter, f.Formular}
			if names := claims[key]; len(names) > 1 {
				out = append(out, Finding{Element: "formulare", Name: f.Formular, Severity: SeverityFehler,
					Message: fmt.Sprintf(
						"Das Formular „%s“ (Adapter %s) beanspruchen mehrere Verfahren: %s. Es darf nur in einem stehen; bitte aus den anderen streichen.",
						f.Formular, f.Adapter, strings.Join(names, " und "))})
				delete(claims, key)
			}
		}
	}
	return out
}
