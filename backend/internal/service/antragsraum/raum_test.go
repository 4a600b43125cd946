package antragsraum

import (
	"testing"

	"kontor/backend/internal/casework"
)

// A Vorgang belongs to an account by pseudonym or mailbox. Two that are empty are not the same: an application without
// an account belongs to nobody.
func TestWhoseApplicationItIs(t *testing.T) {
	for _, pseudonym := range []string{"", "p-1", "p-2"} {
		for _, postfach := range []string{"", "pf-1", "pf-2"} {
			for _, v := range []casework.Vorgang{{}, {KontoPseudonym: "p-1"}, {PostfachAdresse: "pf-1"},
				{KontoPseudonym: "p-1", PostfachAdresse: "pf-1"}} {
				k := casework.Konto{Pseudonym: pseudonym, Postfach: postfach, Vertrauensniveau: 4}
				want := pseudonym == "p-1" && v.KontoPseudonym == "p-1" || postfach == "pf-1" &&
					v.PostfachAdresse == "pf-1"
				if got := belongsTo(&v, k); got != want {
					t.Errorf("account %q and mailbox %q open an application of %q and %q: %v", pseudonym, postfach,
						v.KontoPseudonym, v.PostfachAdresse, got)
				}
			}
		}
	}
}
