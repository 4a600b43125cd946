package formcycle

import (
	"os"
	"regexp"
	"testing"
)

// TestContractIsDocumented holds the page for form builders and the program together.
func TestContractIsDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/formcycle-http-aktion.md")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{representationPart: true}
	for _, name := range regexp.MustCompile("`((?:meta|bk)_[a-z_]*[a-z])`").FindAllSubmatch(page, -1) {
		named[string(name[1])] = true
		if !contract[string(name[1])] {
			t.Errorf("the page names %s, which nobody reads", name[1])
		}
	}
	listed := map[string]bool{}
	for _, line := range regexp.MustCompile(`(?m)^((?:meta|bk)_[a-z_]+)\s`).FindAllSubmatch(page, -1) {
		listed[string(line[1])] = true
	}
	for name := range contract {
		if !named[name] || !listed[name] {
			t.Errorf("the page does not explain %s and list it for copying", name)
		}
	}
	for name := range templateKeys {
		if !regexp.MustCompile("`" + name + "`").Match(page) {
			t.Errorf("the page does not name %s for templates", name)
		}
	}
}
