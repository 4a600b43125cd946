package httpapi_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"kontor/adapters"
	"kontor/adapters/all"
	"kontor/backend/internal/testkit"
)

// fields are the fields a 422 names, with a reason each.
func fields(t *testing.T, a *testkit.Answer) map[string]string {
	t.Helper()
	var p struct{ Fields map[string]string }
	_ = json.Unmarshal(a.Body, &p)
	return p.Fields
}

// beispiel is a JSON value that fits the schema.
func beispiel(s *openapi3.Schema) any {
	for _, part := range s.AllOf {
		return beispiel(part.Value)
	}
	switch {
	case len(s.Enum) > 0:
		return s.Enum[0]
	case s.Type.Is("object"):
		out := map[string]any{}
		for name, p := range s.Properties {
			if !s.Properties[name].Value.ReadOnly {
				out[name] = beispiel(p.Value)
			}
		}
		if x := s.AdditionalProperties.Schema; x != nil {
			out["frei"] = beispiel(x.Value)
		}
		return out
	case s.Type.Is("array"):
		return []any{beispiel(s.Items.Value)}
	case s.Type.Is("integer"):
		return 1
	case s.Type.Is("boolean"):
		return true
	case s.Format == "uuid":
		return "7a4e0bb0-5a2c-4a55-9e3e-0d3a4c1d7b11"
	case s.Format == "date":
		return frist()
	case s.Format == "date-time":
		return frist() + "T00:00:00Z"
	}
	return "abc_abc_abc"
}

// stellen calls fn for every value of a JSON document with its path and a way to put another in its place.
func stellen(path string, v any, fn func(path string, v any, put func(any))) {
	var walk func(string, any, func(any))
	walk = func(path string, v any, put func(any)) {
		fn(path, v, put)
		under := func(k string) string { return strings.TrimPrefix(path+"."+k, ".") }
		switch x := v.(type) {
		case map[string]any:
			for k, e := range x {
				walk(under(k), e, func(n any) { x[k] = n })
			}
		case []any:
			for i, e := range x {
				walk(under(fmt.Sprint(i)), e, func(n any) { x[i] = n })
			}
		}
	}
	walk(path, v, func(any) {})
}

// What cannot be kept as it was written is refused by the name of its field, in every text of every operation.
func TestTextIsCheckedAtTheDoor(t *testing.T) {
	o := open(t)
	n := 0
	for _, z := range o.zutritte() {
		if z.inhalt == "application/json" {
			doc := beispiel(z.op.RequestBody.Value.Content.Get(z.inhalt).Schema.Value)
			stellen("", doc, func(path string, v any, put func(any)) {
				if _, ok := v.(string); !ok {
					return
				}
				for _, bad := range []string{`a\u0000`, `a\ud800`, `\udc00b`, "M\xfcller"} {
					put("ANDERS")
					raw, err := json.Marshal(doc)
					if err != nil {
						t.Fatal(err)
					}
					put(v)
					a := z.wer.Do(z.method, z.path, z.inhalt,
						bytes.NewReader(bytes.Replace(raw, []byte("ANDERS"), []byte(bad), 1)))
					if n++; a.Status != 422 || fields(t, a)[path] != "text" {
						t.Errorf("%s, %q in %s: %d %s", z.name, bad, path, a.Status, a.Body)
					}
				}
			})
		}
		for _, p := range z.parameter {
			path := z.path
			switch p.Value.In {
			case "query":
				path += map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")] + p.Value.Name + "=a%00b"
			case "path":
				path = strings.Replace(templated(z), "{"+p.Value.Name+"}", "a%00b", 1)
			}
			a := z.wer.Do(z.method, path, z.inhalt, nil)
			if n++; a.Status != 422 || fields(t, a)[p.Value.Name] != "text" {
				t.Errorf("%s, parameter %s: %d %s", z.name, p.Value.Name, a.Status, a.Body)
			}
		}
	}
	t.Logf("%d places", n)
	if n < 400 {
		t.Errorf("only %d places", n)
	}
	for _, path := range []string{"/anmelden?weiter=/%00", "/antragsraum/anmelden?weiter=%00",
		"/anmelden/rueckruf?code=%00&state=%ed%a0%80", "/eingang/%00", "/eingang/%ff/x",
		"/api/v1/ich?%00=1", "/api/v1/live?a=%00"} {
		if a := o.sb.Get(path); a.Status != 422 {
			t.Errorf("%s: %d %s", path, a.Status, a.Body)
		}
	}
}

// templated is the path of the contract with every other parameter filled in, so that it reaches its route.
func templated(z zutritt) string {
	spec, _ := testkit.Contract()
	for path, item := range spec.Paths.Map() {
		if op := item.GetOperation(z.method); op != nil && op.OperationID == z.name {
			return path
		}
	}
	return ""
}

// Multipart, YAML and mail carry texts, too.
func TestTextOfUploadsIsChecked(t *testing.T) {
	o := open(t)
	a := o.antrag()
	odd := func(name, inhalt string) string {
		return "--g\r\nContent-Disposition: form-data; name=\"" + name + "\"" + inhalt + "\r\n--g--\r\n"
	}
	for want, body := range map[string]string{
		"text":       odd("text", "\r\n\r\na\x00b"),
		"schluessel": odd("schluessel", "\r\n\r\nM\xfcller"),
		"datei":      odd("datei", "; filename*=UTF-8''a%00b.pdf\r\n\r\n%PDF-1.4"),
	} {
		answer := o.buerger.Do("POST", a.raum+"/antworten", "multipart/form-data; boundary=g", strings.NewReader(body))
		if answer.Status != 422 || fields(t, answer)[want] != "text" {
			t.Errorf("%s: %d %s", want, answer.Status, answer.Body)
		}
	}
	answer := o.sb.Do("POST", a.base+"/dokumente", "multipart/form-data; boundary=g",
		strings.NewReader(odd("datei", "; filename*=UTF-8''a%ED%A0%80.pdf\r\n\r\n%PDF-1.4")))
	if answer.Status != 422 || fields(t, answer)["datei"] != "text" {
		t.Errorf("%d %s", answer.Status, answer.Body)
	}
	for _, datei := range []string{"formular: f\nverfahren: standard\ntitel: \"a\\0b\"\n",
		"formular: f\nverfahren: standard\nlabels: {\"a\\x00\": b}\n", "formular: f\ntitel: a\x00b\n"} {
		o.adm.Do("POST", "/api/v1/zuordnungen/datei?zugang="+o.zugangID("neutral"), "application/yaml",
			strings.NewReader(datei)).Problem(422, "zuordnung_file_malformed")
	}
}

// In deliveries a text that cannot be kept is cleaned, refused in the adapter's own words, or waits for a person.
func TestTextOfDeliveriesIsChecked(t *testing.T) {
	o := open(t)
	for name, ad := range all.ByName() {
		sample := ad.(adapters.Sampler).Sample("probe", map[string]string{"absender": "@lindenfurt.example"})
		raw, err := io.ReadAll(sample.Body)
		if err != nil {
			t.Fatal(err)
		}
		send := func(path string, raw []byte) *testkit.Answer {
			return o.Form(name).Do("POST", "/eingang/"+name+sample.Path+path, sample.Header.Get("Content-Type"),
				bytes.NewReader(raw))
		}
		for _, path := range []string{"/%00", "?x=%00", "/" + url.PathEscape("\xff")} {
			if a := send(path, raw); a.Status >= 500 && !strings.Contains(string(a.Body), "soap:Fault") ||
				a.Status == 503 {
				t.Errorf("%s%s: %d %s", name, path, a.Status, a.Body)
			}
		}
		for i, bad := range []string{`\u0000`, `\ud800`, "\x00", "\xff", "&#0;", "&#xD800;", "=00", "%00"} {
			for at := range raw {
				if at%17 != i || at == 0 || !letter(raw[at-1]) || !letter(raw[at]) {
					continue
				}
				hostile := append(append(append([]byte{}, raw[:at]...), bad...), raw[at:]...)
				a := send("", hostile)
				if a.Status >= 500 && !strings.Contains(string(a.Body), "soap:Fault") ||
					strings.Contains(string(a.Body), "storage_unavailable") || a.Status == 503 {
					t.Errorf("%s, %q at %d: %d %s", name, bad, at, a.Status, a.Body)
					break
				}
			}
		}
	}
	if a := o.Anonymous().Do(http.MethodPost, "/eingang/neutral?x=%00", "application/json",
		strings.NewReader("{}")); a.Status != 401 {
		t.Errorf("before the credentials: %d", a.Status)
	}
}

func letter(b byte) bool { return 'a' <= b && b <= 'z' }
