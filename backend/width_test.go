package backend

import (
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

const columns = 120 // a tab is four

var (
	tableRow = regexp.MustCompile("^(\"(?:[^\"\\\\]|\\\\.)*\":|`[^`]*`:|&?[\\w.]*\\{|[\\w.]+:)")
	longText = regexp.MustCompile(`"(?:[^"\\]|\\.){60,}"|` + "`[^`]{60,}`")
)

// Two files beside each other fit on a screen. Wider are only rows of tables, and texts that nobody would read in two
// pieces.
func TestLinesFitTheScreen(t *testing.T) {
	for _, dir := range []string{".", "../adapters", "../workflow", "../migrations", "../bench"} {
		err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(name) != ".go" || strings.HasSuffix(name, ".gen.go") {
				return err
			}
			src, err := os.ReadFile(name)
			if err == nil {
				checkWidth(t, name, src)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func checkWidth(t *testing.T, name string, src []byte) {
	t.Helper()
	texts := linesOfTexts(src)
	for i, line := range strings.Split(string(src), "\n") {
		wide := utf8.RuneCountInString(strings.ReplaceAll(line, "\t", "    "))
		if wide <= columns || texts[i] || tableRow.MatchString(strings.TrimSpace(line)) || longText.MatchString(line) {
			continue
		}
		t.Errorf("%s:%d is %d columns wide", name, i+1, wide)
	}
}

// linesOfTexts are the lines that a text of several lines covers: SQL, JSON, a page.
func linesOfTexts(src []byte) map[int]bool {
	files := token.NewFileSet()
	file := files.AddFile("", -1, len(src))
	var s scanner.Scanner
	s.Init(file, src, nil, 0)
	out := map[int]bool{}
	for {
		pos, tok, text := s.Scan()
		if tok == token.EOF {
			return out
		}
		if n := strings.Count(text, "\n"); tok == token.STRING && n > 0 {
			first := file.Position(pos).Line - 1
			for i := first; i <= first+n; i++ {
				out[i] = true
			}
		}
	}
}
