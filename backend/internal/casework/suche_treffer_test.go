package casework

import (
	"testing"

	"kontor/adapters"
)

// Where address, mail and telephone all hit, the list shows the same one at every look.
func TestTrefferIsTheSameEveryTime(t *testing.T) {
	a := &Antrag{}
	a.Antragsteller = adapters.Antragsteller{Strasse: "Lindenweg", PLZ: "43210",
		Email: "lindenweg@example.org", Telefon: "43210 7"}
	for _, c := range []struct{ wort, want string }{
		{"lindenweg", "Anschrift: Lindenweg, 43210"}, {"43210", "Anschrift: Lindenweg, 43210"}, {"example", "E-Mail: lindenweg@example.org"},
	} {
		for range 200 {
			if got := Suchbild([]string{c.wort}).Treffer(a); got != c.want {
				t.Fatalf("%s: %q, want %q", c.wort, got, c.want)
			}
		}
	}
}
