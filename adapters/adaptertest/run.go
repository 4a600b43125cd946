package adaptertest

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"kontor/adapters"
)

var update = flag.Bool("update", false, "write testdata/*.golden.json anew")

// Case is one delivery. Without Reason it is accepted and its Submission equals
// testdata/<Name>.golden.json; with Reason it fails with that one, or is answered (adapters.Answered)
// with that one.
type Case struct {
	Name     string
	Type     string // Content-Type
	Path     string
	Query    url.Values
	Body     []byte
	Reason   string
	Limits   adapters.Limits
	Settings map[string]string
}

func (c Case) delivery(data []byte) adapters.Delivery {
	return adapters.Delivery{Path: c.Path, Query: c.Query, Header: http.Header{"Content-Type": {c.Type}},
		ReceivedAt: time.Date(2025, 4, 14, 8, 31, 28, 0, time.UTC), Body: Bytes(data), Size: int64(len(data)),
		Limits: c.Limits, Settings: c.Settings}
}

// Parse runs one case against fresh Files.
func Parse(a adapters.Adapter, c Case) (*adapters.Submission, error) {
	return a.Parse(context.Background(), c.delivery(c.Body), NewMemoryFiles())
}

// Run checks what holds for every adapter. Each accepted case gives its golden Submission, and the same
// once more; it is cut at every boundary, written in other character sets, asked for more than the
// limits allow, interrupted and met by a failing storage. Hostile documents and file names are put into
// the first case of each kind. Answers and settings are in order.
func Run(t *testing.T, a adapters.Adapter, cases []Case) {
	t.Helper()
	hostile := map[string]bool{}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			s, err := Parse(a, c)
			if c.Reason != "" {
				checkReason(t, err, c.Reason)
				return
			}
			if err != nil {
				t.Fatalf("not accepted: %s", explain(err))
			}
			Check(t, s)
			golden(t, c.Name, s)
			again, err := Parse(a, c)
			if err != nil || !reflect.DeepEqual(s, again) {
				t.Errorf("a second Parse of the same bytes differs (error %v)", err)
			}
			if t.Failed() {
				return // more of the same would hide why
			}
			truncated(t, a, c, s)
			foreign(t, a, c, s)
			oversize(t, a, c, s)
			interrupted(t, a, c)
			if kind := c.kind() + " " + c.Type; !hostile[kind] && !t.Failed() {
				hostile[kind] = true
				infested(t, a, c, s)
			}
		})
	}
	t.Run("answers", func(t *testing.T) { answers(t, a) })
	t.Run("settings", func(t *testing.T) { settings(t, a) })
	t.Run("no body", func(t *testing.T) {
		_, err := a.Parse(context.Background(), adapters.Delivery{Header: http.Header{}}, NewMemoryFiles())
		checkError(t, err, nil)
	})
}

// Refuse checks that none of the cases is accepted and every error is in order.
func Refuse(t *testing.T, a adapters.Adapter, cases []Case) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			_, err := Parse(a, c)
			if err == nil {
				t.Fatal("accepted")
			}
			checkError(t, err, []string{"geheim"})
			if c.Reason != "" {
				checkReason(t, err, c.Reason)
			}
			if adapters.HasCode(err, adapters.Unavailable) {
				t.Errorf("a bad delivery must not look like our fault: %s", explain(err))
			}
		})
	}
}

func golden(t *testing.T, name string, s *adapters.Submission) {
	t.Helper()
	got, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	file := filepath.Join("testdata", name+".golden.json")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v (run with -update to write it)", err)
	}
	if string(want) != string(got) {
		t.Errorf("%s differs from the Submission:\n%s", file, got)
	}
}

func explain(err error) string {
	var e *adapters.Error
	if errors.As(err, &e) {
		return e.Error() + " – " + e.Detail
	}
	return err.Error()
}

func checkReason(t *testing.T, err error, reason string) {
	t.Helper()
	var answered *adapters.Answered
	if errors.As(err, &answered) {
		checkForm(t, answered.Response)
		if answered.Reason != reason {
			t.Errorf("answered with reason %q, want %q", answered.Reason, reason)
		}
		return
	}
	checkError(t, err, nil)
	var e *adapters.Error
	if errors.As(err, &e) && e.Reason != reason {
		t.Errorf("reason %q, want %q", e.Reason, reason)
	}
}

// checkRefused wants an error in order that does not look like our fault.
func checkRefused(t *testing.T, err error, secret []string, what string) {
	t.Helper()
	checkError(t, err, secret)
	if adapters.HasCode(err, adapters.Unavailable) {
		t.Errorf("%s looks like our fault: %s", what, explain(err))
	}
}

// checkError wants an *Error with code, reason and German detail, and none of the values in it.
func checkError(t testing.TB, err error, secret []string) {
	t.Helper()
	var e *adapters.Error
	if !errors.As(err, &e) {
		t.Fatalf("no *adapters.Error but %T: %v", err, err)
	}
	if e.Code == "" || e.Reason == "" || e.Reason != strings.ToLower(e.Reason) ||
		strings.ContainsAny(e.Reason, " -") || len(e.Detail) < 20 {
		t.Errorf("code %q, reason %q or detail %q is not in order", e.Code, e.Reason, e.Detail)
	}
	for _, v := range secret {
		if strings.Contains(e.Error()+e.Detail, v) {
			t.Errorf("the error %q quotes a value", e.Reason)
		}
	}
}
