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
// testdata/<Name>.golden.json; with Reason it fails with that one.
type Case struct {
	Name   string
	Type   string // Content-Type
	Path   string
	Query  url.Values
	Body   []byte
	Reason string
	Limits adapters.Limits
}

func (c Case) delivery(data []byte) adapters.Delivery {
	return adapters.Delivery{Path: c.Path, Query: c.Query, Header: http.Header{"Content-Type": {c.Type}},
		ReceivedAt: time.Date(2025, 4, 14, 8, 31, 28, 0, time.UTC), Body: Bytes(data), Size: int64(len(data)), Limits: c.Limits}
}

// Parse runs one case against fresh Files.
func Parse(a adapters.Adapter, c Case) (*adapters.Submission, error) {
	return a.Parse(context.Background(), c.delivery(c.Body), NewMemoryFiles())
}

// Run checks what holds for every adapter: the expected outcome of each case, the same outcome twice,
// orderly errors for truncated and oversized deliveries, and well-formed answers.
func Run(t *testing.T, a adapters.Adapter, cases []Case) {
	t.Helper()
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
			truncated(t, a, c, values(s))
			oversize(t, a, c)
			interrupted(t, a, c)
		})
	}
	t.Run("answers", func(t *testing.T) { answers(t, a) })
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
	checkError(t, err, nil)
	var e *adapters.Error
	if errors.As(err, &e) && e.Reason != reason {
		t.Errorf("reason %q, want %q", e.Reason, reason)
	}
}

// checkError wants an *Error with code, reason and German detail, and none of the values in it.
func checkError(t *testing.T, err error, secret []string) {
	t.Helper()
	var e *adapters.Error
	if !errors.As(err, &e) {
		t.Fatalf("no *adapters.Error but %T: %v", err, err)
	}
	if e.Code == "" || e.Reason == "" || e.Reason != strings.ToLower(e.Reason) || strings.ContainsAny(e.Reason, " -") || len(e.Detail) < 20 {
		t.Errorf("code %q, reason %q or detail %q is not in order", e.Code, e.Reason, e.Detail)
	}
	for _, v := range secret {
		if strings.Contains(e.Error()+e.Detail, v) {
			t.Errorf("the error %q quotes a value", e.Reason)
		}
	}
}

// truncated cuts the delivery at sampled places. It may still be readable where only white space is
// missing, but must never panic or fail without an *Error.
func truncated(t *testing.T, a adapters.Adapter, c Case, secret []string) {
	t.Helper()
	step := max(1, len(c.Body)/97)
	for n := 0; n < len(c.Body); n += step {
		if _, err := a.Parse(context.Background(), c.delivery(c.Body[:n]), NewMemoryFiles()); err != nil {
			checkError(t, err, secret)
			if adapters.HasCode(err, adapters.Unavailable) {
				t.Errorf("cut at %d looks like our fault: %s", n, explain(err))
			}
		}
	}
}

func oversize(t *testing.T, a adapters.Adapter, c Case) {
	t.Helper()
	c.Limits = adapters.Limits{Document: 1}
	if _, err := Parse(a, c); !adapters.HasCode(err, adapters.TooLarge) {
		t.Errorf("a document over the limit gives %v, want %s", err, adapters.TooLarge)
	}
	for _, l := range []adapters.Limits{{Depth: 1}, {Fields: 1}, {Files: 1}, {Unpacked: 1}} {
		c.Limits = l
		if _, err := Parse(a, c); err != nil {
			checkError(t, err, nil)
		}
	}
}

func interrupted(t *testing.T, a adapters.Adapter, c Case) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := a.Parse(ctx, c.delivery(c.Body), NewMemoryFiles()); !adapters.HasCode(err, adapters.Unavailable) {
		t.Errorf("a cancelled Parse gives %v, want %s", err, adapters.Unavailable)
	}
	if _, err := a.Parse(context.Background(), c.delivery(c.Body), brokenFiles{}); err != nil && !adapters.HasCode(err, adapters.Unavailable) {
		t.Errorf("a broken storage gives %s, want %s", explain(err), adapters.Unavailable)
	}
}
