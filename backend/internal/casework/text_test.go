package casework

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func jsonTexte(t interface{ Fatal(...any) }, raw []byte) (bad []string) {
	faults, err := CheckJSON(raw)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range faults {
		if f.Grund != "text" {
			t.Fatal(f)
		}
		bad = append(bad, f.Pfad)
	}
	return bad
}

// A key that stands twice in one object is named wherever it stands: readers differ in which value counts.
func TestPruefeJSONNamesDoubledKeys(t *testing.T) {
	for raw, want := range map[string]string{
		`{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}`: "[]", `{"a":1,"a":1}`: "[{a field_twice}]",
		`{"a":1,"\u0061":2}`:                   "[{a field_twice}]",
		`{"x":[{},{"k":{"b":1,"c":2,"b":3}}]}`: "[{x.1.k.b field_twice}]",
		`{"a":1,"a":"\u0000"}`:                 "[{a field_twice} {a text}]",
		`{"a":1,"A":2}`:                        "[]", `{"a":1,"a"`: "[{a field_twice}]",
		`{"":1,"":2}`: "[{ field_twice}]",
	} {
		if got, err := CheckJSON([]byte(raw)); fmt.Sprint(got) != want || err != nil {
			t.Errorf("%s: %v %v, want %s", raw, got, err, want)
		}
	}
}

// A body of the size an act may have costs its length, whatever stands in it, and no more than MaxMaengel faults are
// told.
func TestPruefeJSONIsBounded(t *testing.T) {
	long := strings.Repeat("k", 1<<20)
	for name, c := range map[string]struct {
		raw    string
		faults int
		err    error
	}{
		"a long name over many texts": {`{"` + long + `":["` + strings.Repeat(`","`, 40_000) + `\u0000"]}`, 1, nil},
		"many bad texts":              {"[" + strings.Repeat(`"\u0000",`, 40_000) + "0]", MaxMaengel, nil},
		"many doubled keys":           {"{" + strings.Repeat(`"a":0,`, 40_000) + `"a":0}`, MaxMaengel, nil},
		"as many as may be":           {"[" + strings.Repeat("0,", MaxJSONWerte-2) + "0]", 0, nil},
		"one more":                    {"[" + strings.Repeat("0,", MaxJSONWerte-1) + "0]", 0, ErrJSONWerte},
		"as deep as may be":           {strings.Repeat("[", MaxJSONTiefe) + `"\u0041"` + strings.Repeat("]", MaxJSONTiefe), 0, nil},
		"one deeper":                  {strings.Repeat("[", MaxJSONTiefe+1) + `"\u0041"`, 0, ErrJSONTiefe},
		"very deep":                   {`["\u0041",` + strings.Repeat("[", 1<<20), 0, ErrJSONTiefe},
	} {
		if got, err := CheckJSON([]byte(c.raw)); len(got) != c.faults || !errors.Is(err, c.err) {
			t.Errorf("%s: %d faults, %v", name, len(got), err)
		}
	}
}

func TestPruefeJSON(t *testing.T) {
	for raw, want := range map[string]string{
		`{"a": "x"}`: "", `{"a": "\u00e4 \ud83d\ude00 \\u0000 \\\\ud800"}`: "",
		`{"\u00e4": [1, 2.5e3, null, true, "\u0001"]}`: "",
		`{"a": "x\u0000"}`: "a", `{"a": "\\\u0000"}`: "a", `"\u0000"`: "", `["\uD800"]`: "0",
		`{"a": {"b": ["gut", "\udc00\ud800"]}, "c": "\ud800\u0041"}`: "a.b.1 c",
		`{"a": "\ud800\ud800\udc00"}`:                                "a", `{"a": "\ud83d\ude00\ude00"}`: "a",
		"{\"a\": \"M\xfcller\"}": "a", "{\"a\": \"\xed\xa0\x80\"}": "a",
		`{"x\u0000": 1, "b": "\u0000"}`: "x\uFFFD b", `{"a": [{"k": "\ud800"}]}`: "a.0.k", `{"a": "\u0000`: "",
		`{"a": "\u0000", "b"`: "a", `{"a": "\ud800\u12`: "",
		`{"a": "\ud800\n"}`: "a", `{"a": "\ud800"}`: "a", `{"a": "\uZZZZ"}`: "",
	} {
		if got := strings.Join(jsonTexte(t, []byte(raw)), " "); got != want {
			t.Errorf("%q: %q, want %q", raw, got, want)
		}
	}
}

// What is named is just what another encoding of the same strings would name.
func TestPruefeJSONNamesWhatIsBad(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOfN(rapid.StringOfN(rapid.RuneFrom([]rune("a\\\"\x00\u001fäu😀\u2028")), 0, 6, -1),
			1, 5).Draw(t, "texts")
		raw, err := json.Marshal(map[string]any{"x": texts})
		if err != nil {
			t.Fatal(err)
		}
		bad := jsonTexte(t, raw)
		for i, s := range texts {
			if slices.Contains(bad, "x."+string(rune('0'+i))) == TextOK(s) {
				t.Fatalf("%q in %s: %v", s, raw, bad)
			}
		}
	})
}
