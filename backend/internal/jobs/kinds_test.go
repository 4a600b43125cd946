package jobs

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/services"
)

// declared are the names of all types of casework that are a job, because they have a method Kind.
func declared(t *testing.T) (out []string) {
	t.Helper()
	files, err := os.ReadDir("../casework")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), "../casework/"+f.Name(), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if m, ok := d.(*ast.FuncDecl); ok && m.Recv != nil && m.Name.Name == "Kind" {
				value := m.Body.List[0].(*ast.ReturnStmt).Results[0].(*ast.BasicLit).Value
				out = append(out, strings.Trim(value, `"`))
			}
		}
	}
	slices.Sort(out)
	return out
}

// An act may ask for any job that casework knows, so each is worked on, once, with time enough and not for ever.
func TestEveryKindOfJobIsWorkedOn(t *testing.T) {
	kinds := (&Runner{svc: &services.All{}}).kinds()
	var worked []string
	for _, k := range kinds {
		worked = append(worked, k.args.Kind())
		if k.timeout < 0 || k.timeout > longTimeout || k.pause < 0 || k.every > 0 && k.every < time.Second {
			t.Errorf("%s: %+v", k.args.Kind(), k.limits)
		}
	}
	slices.Sort(worked)
	if want := declared(t); !slices.Equal(worked, want) {
		t.Errorf("casework knows the jobs %q, worked on are %q", want, worked)
	}
	if _, err := workers(kinds, false); err != nil {
		t.Error(err)
	}
}

// A list that would leave jobs lying is refused at the start.
func TestFaultyListOfKindsIsRefused(t *testing.T) {
	kinds := (&Runner{svc: &services.All{}}).kinds()
	suche := slices.IndexFunc(kinds, func(k kind) bool { return k.args == casework.JobSuche{} })
	lost := slices.Clone(kinds)
	lost[suche].many = nil
	idle := slices.Clone(kinds)
	idle[suche].loops = 0
	idler := slices.Clone(kinds)
	idler[0].many, idler[0].loops = func(context.Context) (int, error) { return 0, nil }, 1
	for what, list := range map[string][]kind{
		"a kind twice": append(slices.Clone(kinds), kinds[0]), "a queue nobody works": lost,
		"a queue without loops": idle,
		"loops without a queue": idler,
	} {
		if _, err := workers(list, false); err == nil {
			t.Errorf("%s is taken", what)
		}
	}
}
