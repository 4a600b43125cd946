package workflow

import "testing"

func TestShippedProceduresAreWithoutFindings(t *testing.T) {
	all, err := LoadAll(Shipped())
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 3 {
		t.Fatalf("want three procedures, got %d", len(all))
	}
	for _, d := range all {
		for _, f := range d.Check() {
			t.Errorf("%s/%s: %s %s: %s", d.Name, d.Version, f.Severity, f.Element, f.Message)
		}
	}
}
