package workflow

import (
	"slices"
	"strings"
	"testing"
)

// claiming is a version of a procedure that claims forms, written "adapter formular".
func claiming(name, version string, forms ...string) *Definition {
	d := &Definition{Name: name, Version: version}
	for _, f := range forms {
		adapter, form, _ := strings.Cut(f, " ")
		d.Meta.Formulare = append(d.Meta.Formulare, Formular{Adapter: adapter, Formular: form})
	}
	return d
}

func TestNewest(t *testing.T) {
	first, other := claiming("b", "3"), claiming("b", "3")
	got := Newest([]*Definition{claiming("c", "1"), claiming("b", "2"), first, other, claiming("a", "9"),
		claiming("a", "10"), claiming("a", "neu")})
	var names []string
	for _, d := range got {
		names = append(names, d.Name+"/"+d.Version)
	}
	if !slices.Equal(names, []string{"a/10", "b/3", "c/1"}) || got[1] != first {
		t.Errorf("got %v", names)
	}
}

func TestCheckForms(t *testing.T) {
	for name, c := range map[string]struct {
		defs []*Definition
		want []string // what the messages name, one each
	}{
		"nobody":                  {nil, nil},
		"each its own":            {[]*Definition{claiming("a", "1", "gover f"), claiming("b", "1", "gover g")}, nil},
		"same key, other adapter": {[]*Definition{claiming("a", "1", "gover f"), claiming("b", "1", "fim f")}, nil},
		"two versions":            {[]*Definition{claiming("a", "1", "gover f"), claiming("a", "2", "gover f")}, nil},
		"an old version":          {[]*Definition{claiming("a", "1", "gover f"), claiming("a", "2"), claiming("b", "1", "gover f")}, nil},
		"two procedures":          {[]*Definition{claiming("b", "1", "gover f"), claiming("a", "3", "gover f")}, []string{"„f“ (Adapter gover) beanspruchen mehrere Verfahren: a/3 und b/1."}},
		"three":                   {[]*Definition{claiming("c", "1", "gover f"), claiming("b", "1", "gover f"), claiming("a", "1", "gover f")}, []string{"a/1 und b/1 und c/1."}},
		"two forms":               {[]*Definition{claiming("a", "1", "gover f", "gover g"), claiming("b", "1", "gover g", "gover f")}, []string{"„f“", "„g“"}},
		"twice in one":            {[]*Definition{claiming("a", "1", "gover f", "gover f")}, nil},
	} {
		got := CheckForms(Newest(c.defs))
		if len(got) != len(c.want) {
			t.Errorf("%s: %v", name, got)
			continue
		}
		for i, f := range got {
			if f.Severity != SeverityFehler || !strings.Contains(f.Message, c.want[i]) {
				t.Errorf("%s: %q is missing in %+v", name, c.want[i], f)
			}
		}
	}
}
