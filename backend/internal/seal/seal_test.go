package seal_test

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kontor/backend/internal/seal"
)

func sealer(t testing.TB, key string) *seal.Sealer {
	t.Helper()
	s, err := seal.New(key)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// What is sealed shows nothing, opens at its place with its key, and nowhere else.
func TestSeal(t *testing.T) {
	ours, theirs := sealer(t, strings.Repeat("a", seal.MinKey)), sealer(t, strings.Repeat("b", seal.MinKey))
	rapid.Check(t, func(t *rapid.T) {
		text, place := rapid.StringMatching(`.{4,40}`).Draw(t, "text"), rapid.String().Draw(t, "place")
		sealed := ours.Seal(text, place)
		if !seal.Sealed(sealed) || strings.Contains(sealed, text) || sealed == ours.Seal(text, place) {
			t.Fatalf("%q", sealed)
		}
		if again := ours.Seal(sealed, place); again != sealed {
			t.Fatalf("sealed twice: %q", again)
		}
		if open, err := ours.Open(sealed, place); err != nil || open != text {
			t.Fatalf("%q %v", open, err)
		}
		for name, open := range map[string]func() (string, error){
			"another key":   func() (string, error) { return theirs.Open(sealed, place) },
			"another place": func() (string, error) { return ours.Open(sealed, place+"x") },
			"cut off":       func() (string, error) { return ours.Open(sealed[:len(sealed)-2], place) },
			"no base64":     func() (string, error) { return ours.Open(sealed+"!", place) },
		} {
			if got, err := open(); got != "" || !errors.Is(err, seal.ErrUnreadable) {
				t.Fatalf("%s: %q %v", name, got, err)
			}
		}
	})
	if open, err := ours.Open("lag offen", "x"); err != nil || open != "lag offen" {
		t.Errorf("%q %v", open, err)
	}
	if ours.Seal("", "x") != "" {
		t.Error("nothing is sealed")
	}
	if _, err := seal.New("kurz"); err == nil {
		t.Error("a short key is taken")
	}
}
