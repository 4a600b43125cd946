package workflow

import (
	"fmt"
	"path"
	"strings"
)

// Path leads from the root of the field tree of a submission to values:
//
//	a.b      child b of child a
//	a[].b    b in every repeat of the list a
//	a[]      every repeat of the list a itself
//	a.*.b    b in every child of a, whatever its name
//	a.*_qm   every child of a whose name ends in _qm; * stands for any run of characters
//
// Names are those of the form server, compared exactly. A name that exists more than once on its
// level matches every time.
type Path []segment

type segment struct {
	pattern string
	repeat  bool
}

// ParsePath reads a path.
func ParsePath(text string) (Path, error) {
	var p Path
	for _, part := range strings.Split(text, ".") {
		name, repeat := strings.CutSuffix(part, "[]")
		if name == "" || strings.ContainsAny(name, "[]{}?\\/ \t\n") {
			return nil, fmt.Errorf("„%s“ ist kein Feldpfad (Beispiel: betrieb.firma, flaechen[].quadratmeter)", text)
		}
		p = append(p, segment{name, repeat})
	}
	return p, nil
}

// Select returns the nodes of a field tree that a path leads to, in document order. name and children
// read a node; the children of a list are its repeats.
func Select[N any](roots []N, p Path, name func(N) string, children func(N) []N) []N {
	if len(p) == 0 {
		return nil
	}
	var found []N
	for _, n := range roots {
		if ok, err := path.Match(p[0].pattern, name(n)); err != nil || !ok {
			continue
		}
		hits := []N{n}
		if p[0].repeat {
			hits = children(n)
		}
		if len(p) == 1 {
			found = append(found, hits...)
			continue
		}
		for _, h := range hits {
			found = append(found, Select(children(h), p[1:], name, children)...)
		}
	}
	return found
}
