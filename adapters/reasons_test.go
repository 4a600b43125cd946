package adapters_test

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// sources are the Go files of all adapters, without tests and without what tests bring along.
func sources(t *testing.T) (files []*ast.File, where *token.FileSet) {
	t.Helper()
	where = token.NewFileSet()
	err := filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		if e.IsDir() && slices.Contains([]string{"adaptertest", "standin", "testdata"}, e.Name()) {
			return filepath.SkipDir
		}
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(where, path, nil, 0)
		files = append(files, f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files, where
}

// takers are the functions that take a reason, and which of their parameters it is.
func takers(files []*ast.File) map[string]int {
	out := map[string]int{}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			d, ok := n.(*ast.FuncDecl)
			if !ok {
				return true
			}
			at := 0
			for _, p := range d.Type.Params.List {
				for _, name := range p.Names {
					if name.Name == "reason" {
						out[d.Name.Name] = at
					}
					at++
				}
			}
			return true
		})
	}
	return out
}

// given are the expressions that a node gives as a reason.
func given(n ast.Node, takers map[string]int) (out []ast.Expr) {
	switch x := n.(type) {
	case *ast.CallExpr:
		name := ""
		switch f := x.Fun.(type) {
		case *ast.Ident:
			name = f.Name
		case *ast.SelectorExpr:
			name = f.Sel.Name
		}
		if at, ok := takers[name]; ok && at < len(x.Args) {
			out = append(out, x.Args[at])
		}
	case *ast.KeyValueExpr:
		if key, ok := x.Key.(*ast.Ident); ok && key.Name == "Reason" {
			out = append(out, x.Value)
		}
	case *ast.AssignStmt:
		for i, to := range x.Lhs {
			if s, ok := to.(*ast.SelectorExpr); ok && s.Sel.Name == "Reason" && len(x.Lhs) == len(x.Rhs) {
				out = append(out, x.Rhs[i])
			}
		}
	}
	return out
}

// What an adapter answers is told at the desk in a sentence of its own: reasons.txt lists every reason, and
// frontend/src/i18n/reasons.test.ts asks for the sentence. A reason is written out where it is given, so that none is
// missed.
func TestReasonsAreListed(t *testing.T) {
	files, where := sources(t)
	functions := takers(files)
	var found []string
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			for _, e := range given(n, functions) {
				switch x := e.(type) {
				case *ast.BasicLit:
					text, err := strconv.Unquote(x.Value)
					if err != nil {
						t.Fatal(err)
					}
					found = append(found, text)
				case *ast.Ident:
					if x.Name != "reason" {
						t.Errorf("%s: the reason is not written out", where.Position(e.Pos()))
					}
				case *ast.SelectorExpr: // handed on
					if x.Sel.Name != "Reason" && x.Sel.Name != "Grund" {
						t.Errorf("%s: the reason is not written out", where.Position(e.Pos()))
					}
				default:
					t.Errorf("%s: the reason is not written out", where.Position(e.Pos()))
				}
			}
			return true
		})
	}
	slices.Sort(found)
	got := strings.Join(slices.Compact(found), "\n") + "\n"
	const file = "reasons.txt"
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || string(want) != got {
		t.Errorf("%s differs, %v; if the change is meant, run with -update:\n%s", file, err, got)
	}
}
