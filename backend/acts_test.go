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

// operations are the ids of the contract.
func operations(t *testing.T) []string {
	t.Helper()
	raw, err := os.ReadFile("../docs/api/openapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, id := range operation.FindAllStringSubmatch(string(raw), -1) {
		out = append(out, id[1])
	}
	if len(out) < 80 {
		t.Fatalf("only %d operations were read", len(out))
	}
	return out
}

// read is the one file that pattern names.
func read(t *testing.T, pattern string) string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) != 1 {
		t.Errorf("want one file %s, there are %q", pattern, files)
		return ""
	}
	code, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	return string(code)
}

// An operation of the contract is one act: one file of its name below service, with a function of its name in it, and
// one in httpapi/operations that answers with it. So "where is …?" is answered by the list of files.
func TestEveryOperationHasItsAct(t *testing.T) {
	for _, id := range operations(t) {
		name := strings.ToUpper(id[:1]) + id[1:]
		if code := read(t, "internal/service/*/"+stem(id)+".go"); !strings.Contains(code, "*Service) "+name+"(") {
			t.Errorf("no act %s below service", name)
		}
		if code := read(t, "internal/httpapi/operations/"+stem(id)+".go"); !strings.Contains(code,
			"(o Operations) "+name+"(") {
			t.Errorf("no operation %s", name)
		}
	}
}

var passedOn = regexp.MustCompile(`[^f]\(c, `) // inhaltOf(c, …) takes only the request out of it

// gin uses its context again for the next request: what outlives an operation, as a connection that waits for an end,
// would see a stranger's.
func TestGinsContextGoesNoFurther(t *testing.T) {
	for _, id := range operations(t) {
		code := read(t, "internal/httpapi/operations/"+stem(id)+".go")
		if !strings.Contains(code, ":= asked(c)") || passedOn.MatchString(code) {
			t.Errorf("%s passes on the context of gin", id)
		}
	}
}
