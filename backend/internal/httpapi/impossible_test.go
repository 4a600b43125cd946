package httpapi_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"
)

// What cannot be is named with its field, in path, query and body of every operation.
func TestImpossibleValuesAreNamed(t *testing.T) {
	o := open(t)
	n := 0
	for _, z := range o.zutritte() {
		for _, p := range z.parameter {
			s, path := p.Value.Schema.Value, z.path
			bad := map[string]string{"date": "2026-13-01", "uuid": "keine"}[s.Format]
			if s.Type.Is("integer") {
				bad = "0x"
			}
			switch {
			case bad == "":
				continue
			case p.Value.In == "path":
				path = strings.Replace(templated(z), "{"+p.Value.Name+"}", bad, 1)
				path = regexp.MustCompile(`{\w+}`).ReplaceAllString(path, uuid.NewString())
			default:
				path, _, _ = strings.Cut(path, "?")
				path += "?" + p.Value.Name + "=" + bad
			}
			a := z.wer.Do(z.method, path, z.inhalt, nil)
			if n++; a.Status != 422 || fields(t, a)[p.Value.Name] == "" {
				t.Errorf("%s, parameter %s: %d %s", z.name, p.Value.Name, a.Status, a.Body)
			}
		}
		if z.inhalt != "application/json" {
			continue
		}
		schema := z.op.RequestBody.Value.Content.Get(z.inhalt).Schema.Value
		doc := beispiel(schema)
		stellen("", doc, func(path string, v any, put func(any)) {
			text, ok := v.(string)
			for good, bad := range map[string]string{frist(): "2027-02-30", frist() +
				"T00:00:00Z": "2027-02-30T00:00:00Z", "7a4e0bb0-5a2c-4a55-9e3e-0d3a4c1d7b11": "keine"} {
				if !ok || text != good {
					continue
				}
				put(bad)
				a := z.wer.Send(z.method, z.path, doc)
				put(v)
				if n++; a.Status != 422 || fields(t, a)[path] != "format" {
					t.Errorf("%s, %q in %s: %d %s", z.name, bad, path, a.Status, a.Body)
				}
			}
		})
	}
	if n < 40 {
		t.Errorf("only %d places", n)
	}
	for query, name := range map[string]string{"anzahl=0": "anzahl", "eingangVon=2026-02-30": "eingangVon",
		"sortierung=x": "sortierung"} {
		if a := o.sb.Get("/api/v1/vorgaenge?" + query); a.Status != 422 || fields(t, a)[name] == "" {
			t.Errorf("%s: %d %s", query, a.Status, a.Body)
		}
	}
}
