package backend

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

var operation = regexp.MustCompile(`(?m)^      operationId: (\w+)$`)

// stem is how the files of an operation are called: assignVorgang → assign_vorgang.
func stem(operation string) string {
	var b strings.Builder
	for _, r := range operation {
		if unicode.IsUpper(r) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// An operation of the contract is one act: one file of its name below service, with a function of its name in it. So
// "where is …?" is answered by the list of files.
func TestEveryOperationHasItsAct(t *testing.T) {
	raw, err := os.ReadFile("../docs/api/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	ids := operation.FindAllStringSubmatch(string(raw), -1)
	if len(ids) < 80 {
		t.Fatalf("only %d operations were read", len(ids))
	}
	for _, id := range ids {
		files, err := filepath.Glob("internal/service/*/" + stem(id[1]) + ".go")
		if err != nil || len(files) != 1 {
			t.Errorf("%s: want one file %s.go below service, there are %q", id[1], stem(id[1]), files)
			continue
		}
		code, err := os.ReadFile(files[0])
		if err != nil {
			t.Fatal(err)
		}
		if act := strings.ToUpper(id[1][:1]) + id[1][1:]; !strings.Contains(string(code), "*Service) "+act+"(") {
			t.Errorf("%s has no act %s", files[0], act)
		}
	}
}
