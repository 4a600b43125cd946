package workflow

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Path leads from the root of the field tree of a submission to values:
//
//	a.b      child b of child a
//	a[].b    b in every repeat of the list a
//	a[]      every repeat of the list a itself
//	a.*.b    b in every child of a, whatever its name
//	a.*_qm   every child of a whose name ends in _qm; * stands for any run of characters
//	"a b".c  child c of the child named a b: between quotes every character stands for itself, \" and \\ for " and \
//
// Names are those of the form server, compared exactly. A name that exists more than once on its
// level matches every time.
type Path []segment

type segment struct {
	pattern string
	exact   bool // pattern is the name itself
	repeat  bool
}

func (s segment) matches(name string) bool {
	if s.exact || !strings.Contains(s.pattern, "*") {
		return s.pattern == name
	}
	ok, err := path.Match(s.pattern, name)
	return err == nil && ok
}

// plainName are names that need no quotes in a path.
var plainName = regexp.MustCompile(`^[^\[\]{}?*\\/.\s"]+$`)

// PathName writes one name as it stands in a path.
func PathName(name string) string {
	if plainName.MatchString(name) {
		return name
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name) + `"`
}

// ParsePath reads a path.
func ParsePath(text string) (Path, error) {
	var p Path
	for rest, more := text, true; more; {
		var s segment
		var ok bool
		if s.exact = strings.HasPrefix(rest, `"`); s.exact {
			s.pattern, rest, ok = unquote(rest[1:])
		} else {
			end := strings.IndexAny(rest, ".[")
			if end < 0 {
				end = len(rest)
			}
			s.pattern, rest = rest[:end], rest[end:]
			ok = !strings.ContainsAny(s.pattern, "]{}?\\/\" \t\n")
		}
		rest, s.repeat = strings.CutPrefix(rest, "[]")
		if rest, more = strings.CutPrefix(rest, "."); s.pattern == "" || !ok || !more && rest != "" {
			return nil, fmt.Errorf("„%s“ ist kein Feldpfad (Beispiel: betrieb.firma, flaechen[].quadratmeter)", text)
		}
		p = append(p, s)
	}
	return p, nil
}

// unquote reads a name up to the closing quote.
func unquote(text string) (name, rest string, ok bool) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"':
			return b.String(), text[i+1:], true
		case c == '\\' && i+1 < len(text):
			i++
			b.WriteByte(text[i])
		default:
			b.WriteByte(c)
		}
	}
	return "", "", false
}

// Select returns the nodes of a field tree that a path leads to, in document order. name and children
// read a node; the children of a list are its repeats.
func Select[N any](roots []N, p Path, name func(N) string, children func(N) []N) []N {
	if len(p) == 0 {
		return nil
	}
	var found []N
	for _, n := range roots {
		if !p[0].matches(name(n)) {
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

// Repeats tells whether the path goes into a repetition ("[]").
func (p Path) Repeats() bool {
	return slices.ContainsFunc(p, func(s segment) bool { return s.repeat })
}

// Covers tells whether other, the path of one field without patterns, is among those that p leads to.
func (p Path) Covers(other Path) bool {
	if len(p) != len(other) {
		return false
	}
	for i, s := range p {
		if s.repeat != other[i].repeat || !s.matches(other[i].pattern) {
			return false
		}
	}
	return true
}
