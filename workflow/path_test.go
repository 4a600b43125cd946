package workflow

import (
	"testing"

	"pgregory.net/rapid"
)

type branch struct {
	name     string
	children []branch
}

func lead(t interface{ Fatal(...any) }, roots []branch, text string) []branch {
	p, err := ParsePath(text)
	if err != nil {
		t.Fatal(err)
	}
	return Select(roots, p, func(b branch) string { return b.name }, func(b branch) []branch { return b.children })
}

// Names that people gave their fields, with blanks and stops, can be mapped too.
func TestPathReachesEveryName(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		outer, inner := rapid.StringN(1, 12, -1).Draw(t, "outer"), rapid.StringN(1, 12, -1).Draw(t, "inner")
		tree := []branch{{"anders", nil}, {outer, []branch{{inner + "x", nil}, {inner, nil}}}}
		found := lead(t, tree, PathName(outer)+"."+PathName(inner))
		if len(found) != 1 || found[0].name != inner {
			t.Fatalf("%q.%q led to %v", outer, inner, found)
		}
	})
}

func TestPathCovers(t *testing.T) {
	for _, c := range []struct {
		pattern, field string
		want           bool
	}{
		{"a.b", "a.b", true}, {"a.*", "a.b", true}, {"*.b", "a.b", true}, {"a[].b", "a[].b", true},
		{"a.b", "a[].b", false}, {"a", "a.b", false}, {"a.*_qm", "a.1_qm", true}, {"a.*_qm", "a.1_bez", false},
		{`"a b"`, `"a b"`, true}, {`"*"`, "a", false}, {`"a*"`, `"a*"`, true},
	} {
		p, err := ParsePath(c.pattern)
		if err != nil {
			t.Fatal(err)
		}
		f, err := ParsePath(c.field)
		if err != nil {
			t.Fatal(err)
		}
		if p.Covers(f) != c.want {
			t.Errorf("%s covers %s: %v", c.pattern, c.field, !c.want)
		}
	}
}
