package httpapi_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"kontor/backend/internal/testkit"
)

// umschlag stands between clients and the door and passes on other bodies than they send.
type umschlag struct {
	next http.Handler
	put  func(body []byte) []byte
}

func (u *umschlag) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body) // of a test
	body = u.put(body)
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	u.next.ServeHTTP(w, r)
}

// required are the texts that a person writes and that the body of an operation has to have: no ids,
// keys, days or words of a list.
func (f *faulty) required() map[string][]string {
	out := map[string][]string{}
	for _, z := range f.zutritte() {
		if z.inhalt != "application/json" {
			continue
		}
		name := strings.ToLower(z.name[:1]) + z.name[1:]
		schema := z.op.RequestBody.Value.Content.Get(z.inhalt).Schema.Value
		for _, field := range schema.Required {
			s := schema.Properties[field].Value
			if s.Type.Is("string") && s.Format == "" && s.Enum == nil && field != "ziel" {
				out[name] = append(out[name], field)
			}
		}
	}
	return out
}

// A text that has to be there is refused by the name of its field when nothing can be read in it, and nothing is done.
func TestNothingIsNoText(t *testing.T) {
	f := openFaulty(t)
	whole := func(body []byte) []byte { return body }
	u := &umschlag{next: f.Handler, put: whole}
	srv := httptest.NewServer(u)
	t.Cleanup(srv.Close)
	f.URL = srv.URL
	through := map[*testkit.Client]*testkit.Client{f.tl: f.Staff(f.tlActor), f.buerger: f.Applicant(konto(3))}
	n, required := 0, f.required()
	for _, x := range f.acts() {
		c := through[x.wer]
		if c == nil || len(required[x.name]) == 0 {
			continue
		}
		u.put = whole
		v := f.versuch(x)
		for _, field := range required[x.name] {
			for _, nothing := range []string{"", " \t\n", "\u200b\ufeff", "\u00a0"} {
				u.put = func(body []byte) []byte {
					var doc map[string]any
					if json.Unmarshal(body, &doc) != nil {
						return body // of the desk's own preparations
					}
					doc[field] = nothing
					return []byte(mustJSON(t, doc))
				}
				n++
				answer := x.ruf(c, v.a)
				if spur := v.spur(); answer.Status != 422 || fields(t, answer)[field] == "" || spur != "" {
					t.Errorf("%s, %s = %q: %d %s; leaves %s", x.name, field, nothing, answer.Status, answer.Body, spur)
					u.put = whole
					v = f.versuch(x)
				}
			}
		}
	}
	if n < 30 {
		t.Errorf("only %d texts", n)
	}
}

// Done a second time, on the version of now: refused with a reason, or nothing happens.
func TestASecondTimeChangesNothing(t *testing.T) {
	f := openFaulty(t)
	for _, x := range f.acts() {
		v := f.versuch(x)
		x.ruf(x.wer, v.a).Is(200, 201, 202, 204)
		v.now()
		if _, more := twice[x.name]; more {
			continue
		}
		answer := x.ruf(x.wer, v.a)
		if spur := v.spur(); spur != "" || answer.Status >= 500 {
			t.Errorf("%s a second time: %d %s; leaves %s", x.name, answer.Status, answer.Body, spur)
		}
	}
}

// now lets the person see the Vorgang as it is; what they are about to do stays.
func (v *versuch) now() {
	v.t.Helper()
	if v.a.base != "" {
		then := *v.a
		v.a.load()
		then.Version = v.a.Version
		*v.a = then
	}
	v.look()
}

// immer are the acts that have their place on a finished Vorgang, and why.
var immer = map[string]string{
	"addKommentar": "a note", "updateVorgang": "it is found by its Aktenzeichen",
	"denyDublette":  "the hint stands on both",
	"exportVorgang": "it leaves for the archive", "exportVorgaenge": "it leaves for the archive",
	"fileVorgang": "it leaves for the archive",
	"saveEntwurf": "no act", "deleteEntwurf": "no act", "reopenVorgang": "for that",
	"markNachrichtGelesen":     "whoever writes is read",
	"readAntragsraumNachricht": "whoever is written to may read", "retrySendung": "what was said still has to arrive",
	"setEinwilligung": "for all Vorgänge of the account", "sendBrief": "what was said still has to arrive",
	"postBrief": "it lies there all the same", "postPostausgang": "it lies there all the same",
	"returnBrief": "letters come back late", "dropBrief": "it lies there all the same",
}

// On a finished Vorgang nothing is done any more but what belongs there.
func TestTooLate(t *testing.T) {
	f := openFaulty(t)
	for _, x := range f.acts() {
		v := f.versuch(x)
		if v.a.base == "" {
			continue
		}
		end := func(path string) int {
			v.now()
			return f.tl.Post(v.a.base+path, v.a.mit(map[string]any{"grund": "fertig"})).Status
		}
		switch {
		case x.name == "reopenVorgang", x.name == "fileVorgang": // are finished
		case x.name == "postBescheid", x.name == "strikeAdressat": // until then it does not end
			if s := end("/abschluss"); s != 409 {
				t.Errorf("ended with a Bescheid under way: %d", s)
			}
			continue
		case end("/verwerfung") != 200 && end("/abschluss") != 200:
			t.Fatalf("%s: cannot be ended", x.name)
		}
		v.now()
		answer := x.ruf(x.wer, v.a)
		spur := v.spur()
		if _, may := immer[x.name]; may {
			answer.Is(200, 201, 204)
		} else if answer.Status != 404 && answer.Status != 409 || spur != "" {
			t.Errorf("%s: %d %s; leaves %s", x.name, answer.Status, answer.Body, spur)
		}
	}
}
