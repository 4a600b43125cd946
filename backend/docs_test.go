package backend

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	quoted = regexp.MustCompile("`([^`\n]+)`")
	name   = regexp.MustCompile(`^\*?[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*(\(\))?$`)
	file   = regexp.MustCompile(`^[\w./<>-]+\.(go|tsx?|css|sql|ya?ml|typ|bpmn|json|md)$`)
	word   = regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_]*`)
)

// sources are the files of the project and all words in those that hold code.
func sources(t *testing.T) (paths []string, words map[string]bool) {
	t.Helper()
	words = map[string]bool{}
	skip := []string{"node_modules", ".git", ".kontor", "bin", "dist", "results", "report"}
	err := filepath.WalkDir("..", func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && slices.Contains(skip, e.Name()):
			return filepath.SkipDir
		case e.IsDir():
			return nil
		}
		paths = append(paths, filepath.ToSlash(strings.TrimPrefix(path, "../")))
		if slices.Contains([]string{".go", ".ts", ".tsx", ".sql", ".yaml", ".bpmn", ".css", ".json", ".mod"},
			filepath.Ext(path)) || e.Name() == "Makefile" {
			raw, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for _, w := range word.FindAllString(string(raw), -1) {
				words[w] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths, words
}

// What newcomers are told to look for is there: every file and every name that the walkthrough and the page for
// contributors put in quotes.
func TestDocsNameWhatExists(t *testing.T) {
	paths, words := sources(t)
	for _, doc := range []string{"../docs/walkthrough.md", "../CONTRIBUTING.md", "../docs/glossar.md"} {
		raw, err := os.ReadFile(doc)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range quoted.FindAllStringSubmatch(string(raw), -1) {
			switch token := q[1]; {
			case strings.ContainsAny(token, "<> …*") && !strings.HasPrefix(token, "*"): // a pattern
			case file.MatchString(token):
				if !slices.ContainsFunc(paths, func(p string) bool {
					return p == token || strings.HasSuffix(p, "/"+token)
				}) {
					t.Errorf("%s: there is no file %s", doc, token)
				}
			case name.MatchString(token):
				for _, w := range word.FindAllString(token, -1) {
					if !words[w] {
						t.Errorf("%s: nothing is called %s", doc, token)
					}
				}
			}
		}
	}
}

// The import table of the walkthrough is the one that is executed.
func TestImportTableIsTold(t *testing.T) {
	raw, err := os.ReadFile("../docs/walkthrough.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(raw), "\n## Who may import whom\n")
	table, _, _ := strings.Cut(rest, "\n## ")
	told := map[string][]string{}
	for _, line := range strings.Split(table, "\n") {
		if cells := strings.Split(line, "|"); len(cells) > 3 {
			may := names(cells[2])
			if strings.TrimSpace(cells[2]) == "anything" {
				may = []string{"…"}
			}
			for _, room := range names(cells[1]) {
				told[room] = may
			}
		}
	}
	executed := map[string][]string{}
	for _, room := range pure {
		executed[short(room)] = nil
	}
	for room, may := range rooms {
		for _, m := range may {
			executed[short(room)] = append(executed[short(room)], short(m))
		}
		executed[short(room)] = append([]string(nil), executed[short(room)]...)
	}
	for room := range maps.Keys(executed) {
		slices.Sort(executed[room])
		slices.Sort(told[room])
		if _, there := told[room]; !there || !slices.Equal(told[room], executed[room]) {
			t.Errorf("%s: the walkthrough tells %q, the table says %q", room, told[room], executed[room])
		}
	}
	for room := range told {
		if _, there := executed[room]; !there {
			t.Errorf("the walkthrough tells of %s, which has no row in the table", room)
		}
	}
}

func names(cell string) (out []string) {
	for _, q := range quoted.FindAllStringSubmatch(cell, -1) {
		out = append(out, q[1])
	}
	return out
}

// short is how the walkthrough calls a room.
func short(room string) string {
	return strings.TrimPrefix(strings.TrimPrefix(room, internal), "kontor/")
}

var ziel = regexp.MustCompile(`(?m)^\tZiel\w+ += "(\w+)"`)

// The glossary tells of every target that a Sendung can have.
func TestTargetsAreTold(t *testing.T) {
	code, err := os.ReadFile("internal/casework/nachricht.go")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile("../docs/glossar.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(raw), "\n| Ziel |")
	row, _, _ := strings.Cut(rest, "\n")
	targets := ziel.FindAllStringSubmatch(string(code), -1)
	if len(targets) < 3 {
		t.Errorf("only %d targets were found", len(targets))
	}
	for _, z := range targets {
		if !slices.Contains(word.FindAllString(row, -1), z[1]) {
			t.Errorf("the glossary does not tell of the target %s", z[1])
		}
	}
}

var jobKind = regexp.MustCompile(`Kind\(\) string +\{ return "(\w+)" \}`)

// The walkthrough tells of every kind of job.
func TestJobsAreTold(t *testing.T) {
	code, err := os.ReadFile("internal/casework/job.go")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile("../docs/walkthrough.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(raw), "\n## Work after the commit\n")
	table, _, _ := strings.Cut(rest, "\n## ")
	kinds := jobKind.FindAllStringSubmatch(string(code), -1)
	if n := strings.Count(table, "\n| `"); n != len(kinds) {
		t.Errorf("the table has %d rows, there are %d kinds of jobs", n, len(kinds))
	}
	for _, k := range kinds {
		if !strings.Contains(table, "\n| `"+k[1]+"` |") {
			t.Errorf("the walkthrough does not tell of the job %s", k[1])
		}
	}
}
