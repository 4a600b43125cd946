package dienste

import (
	"testing"

	"kontor/workflow"
)

// Every kind that a procedure may name is done, or the catalogue says what to draw instead.
func TestEveryKindIsDoneOrRefused(t *testing.T) {
	for kind, k := range workflow.Services() {
		if _, done := arten[kind]; done == (k.Statt != "") {
			t.Errorf("%s: done %t, instead of it %q", kind, done, k.Statt)
		}
	}
	for _, kind := range Arten() {
		if _, known := workflow.Services()[kind]; !known {
			t.Errorf("no procedure can name %s", kind)
		}
	}
}
