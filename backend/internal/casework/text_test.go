package casework

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestJSONTexte(t *testing.T) {
	for raw, want := range map[string]string{
		`{"a": "x"}`: "", `{"a": "\u00e4 \ud83d\ude00 \\u0000 \\\\ud800"}`: "", `{"\u00e4": [1, 2.5e3, null, true, "\u0001"]}`: "",
		`{"a": "x\u0000"}`: "a", `{"a": "\\\u0000"}`: "a", `"\u0000"`: "", `["\uD800"]`: "0", `{"a": {"b": ["gut", "\udc00\ud800"]}, "c": "\ud800\u0041"}`: "a.b.1 c",
		`{"a": "\ud800\ud800\udc00"}`: "a", `{"a": "\ud83d\ude00\ude00"}`: "a", "{\"a\": \"M\xfcller\"}": "a", "{\"a\": \"\xed\xa0\x80\"}": "a",
		`{"x\u0000": 1, "b": "\u0000"}`: "x\uFFFD b", `{"a": [{"k": "\ud800"}]}`: "a.0.k", `{"a": "\u0000`: "", `{"a": "\u0000", "b"`: "a", `{"a": "\ud800\u12`: "",
		`{"a": "\ud800\n"}`: "a", `{"a": "\ud800"}`: "a", `{"a": "\uZZZZ"}`: "",
	} {
		if got := strings.Join(JSONTexte([]byte(raw)), " "); got != want {
			t.Errorf("%q: %q, want %q", raw, got, want)
		}
	}
}

// What is named is just what another encoding of the same strings would name.
func TestJSONTexteNamesWhatIsBad(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.StringOfN(rapid.RuneFrom([]rune("a\\\"\x00\u001fäu😀\u2028")), 0, 6, -1), 1, 5).Draw(t, "texts")
		raw, err := json.Marshal(map[string]any{"x": texts})
		if err != nil {
			t.Fatal(err)
		}
		bad := JSONTexte(raw)
		for i, s := range texts {
			if slices.Contains(bad, "x."+string(rune('0'+i))) == TextOK(s) {
				t.Fatalf("%q in %s: %v", s, raw, bad)
			}
		}
	})
}
