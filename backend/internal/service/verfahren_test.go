package service

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"kontor/adapters"
	"kontor/workflow"
)

// copyOf is a shipped procedure under another name and version, with another verfahren.yaml if change is given.
func copyOf(t *testing.T, from, to string, change func(string) string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(workflow.Shipped(), from, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(workflow.Shipped(), name)
		if change != nil && strings.HasSuffix(name, "verfahren.yaml") {
			raw = []byte(change(string(raw)))
		}
		out[to+strings.TrimPrefix(name, from)] = &fstest.MapFile{Data: raw}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestLoadVerfahren(t *testing.T) {
	comment := func(yaml string) string { return yaml + "# anders\n" }
	for name, c := range map[string]struct {
		own  fs.FS
		want []string // words of the error, none = it loads
		form string   // name/version that takes the form afterwards
	}{
		"the shipped ones":        {fstest.MapFS{}, nil, "hundesteuer/2"},
		"a form claimed twice":    {copyOf(t, "hundesteuer/1", "hundehaltung/7", nil), []string{"20/hundesteuer_anmeldung", "intelliform", "hundehaltung/7", "hundesteuer/2"}, ""},
		"a newer version":         {copyOf(t, "hundesteuer/1", "hundesteuer/12", nil), nil, "hundesteuer/12"},
		"the same once more":      {copyOf(t, "hundesteuer/1", "hundesteuer/1", nil), nil, "hundesteuer/2"},
		"other files, same stand": {copyOf(t, "hundesteuer/1", "hundesteuer/1", comment), []string{"hundesteuer/1", "twice"}, ""},
		"no number":               {copyOf(t, "hundesteuer/1", "hundesteuer/neu", nil), []string{"hundesteuer/neu", "whole number"}, ""},
	} {
		r, err := LoadVerfahren(workflow.Shipped(), c.own)
		if (err != nil) != (c.want != nil) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, word := range c.want {
			if !strings.Contains(err.Error(), word) {
				t.Errorf("%s: %q is missing in %v", name, word, err)
			}
		}
		if c.want == nil {
			d, f := r.ForForm("intelliform", adapters.Formular{Schluessel: "20/hundesteuer_anmeldung"})
			if d == nil || f == nil || d.Name+"/"+d.Version != c.form {
				t.Fatalf("%s: the form goes to %v", name, d)
			}
		}
	}
}
