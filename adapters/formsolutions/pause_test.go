package formsolutions_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"kontor/adapters"
)

// asked runs every minute for a while and tells after how many minutes the source was asked.
func asked(o *office, a *api, minutes int) (at []int) {
	for m := range minutes {
		a.forget()
		_ = o.run()
		if len(a.calls) > 0 {
			at = append(at, m)
		}
		time.Sleep(time.Minute)
	}
	return at
}

func status(code int, retryAfter string) *api {
	return &api{serve: func(w http.ResponseWriter, _ *http.Request) {
		if retryAfter != "" {
			w.Header().Set("Retry-After", retryAfter)
		}
		w.WriteHeader(code)
	}}
}

func TestPullGivesASickSourceTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for _, c := range []struct {
			name, want string
			api        *api
		}{
			{"down", "[0 1 3 7 15 30 45]", status(500, "")},
			{"wrong form number", "[0 1 3 7 15 30 45]", status(404, "")},
			{"busy", "[0 20 40]", status(429, "1200")},
			{"busy until", "[0 5 10 15 23 38 53]", status(503, "300")},
			{"nonsense", "[0 1 3 7 15 30 45]", status(503, "bald")},
			{"refused", "[0 15 45]", status(401, "")},
			{"forbidden", "[0 15 45]", status(403, "")},
			{"no list", "[0 1 2 3", one()},
		} {
			o := newOffice(c.api.client(), forms())
			if at := fmt.Sprint(asked(o, c.api, 60)); !strings.HasPrefix(at, c.want) {
				t.Errorf("%s: asked at %s, want %s", c.name, at, c.want)
			}
		}
	})
}

func TestPullTellsWhyItRests(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := status(401, "")
		o := newOffice(a.client(), forms())
		first := o.run()
		a.forget()
		second := o.run()
		if !adapters.HasCode(second, adapters.Unauthenticated) || reason(second) != reason(first) || len(a.calls) != 0 {
			t.Errorf("%v, then %v", first, second)
		}
		a.serve = one("AS_1-a NEW").serve
		o.Password = "anderer" // corrected settings are tried at once
		if _ = o.run(); len(a.calls) != 1 {
			t.Errorf("calls %v", a.calls)
		}
		o.Cursor = strings.NewReplacer(`"ab":9`, `"ab":99`).Replace(o.Cursor)
		o.Password = "schluessel"
		if err := o.run(); err != nil || o.taken["AS_1-a"] != 1 {
			t.Errorf("%v, %v", err, o.taken)
		}
	})
}

// A cursor somebody damaged must not silence a Zugang for years.
func TestPullMistrustsALongPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := status(500, "")
		o := newOffice(a.client(), forms())
		_ = o.run()
		o.Cursor = strings.ReplaceAll(o.Cursor, `"ab":`, `"ab":9`)
		if a.forget(); o.run() == nil || len(a.calls) != 1 {
			t.Errorf("cursor %s, calls %v", o.Cursor, a.calls)
		}
	})
}

// Our own storage is down: the run ends early, and nothing waits longer than a few hours.
func TestPullStopsWhenNothingCanBeStored(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := one("AS_1-a NEW", "AS_1-b NEW", "AS_1-c NEW", "AS_1-d NEW")
		o := newOffice(a.client(), forms())
		o.judge = func(string) error {
			return adapters.Fail(adapters.Unavailable, "storage_unavailable", "Der Speicher ist nicht erreichbar.")
		}
		if err := o.run(); reason(err) != "storage_unavailable" || len(a.calls) != 4 {
			t.Errorf("%v, calls %v", err, a.calls)
		}
		o.judge = func(string) error { return nil }
		for range 5 {
			time.Sleep(time.Minute)
			_ = o.run()
		}
		if len(o.taken) != 4 {
			t.Errorf("taken %v", o.taken)
		}
	})
}

// A transfer that breaks off is no fault of the submission.
func TestPullRepeatsABrokenTransferSoon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := one("AS_1-a NEW")
		o := newOffice(&http.Client{Transport: cut{a}}, forms())
		if err := o.run(); reason(err) != "source_truncated" {
			t.Errorf("%v", err)
		}
		o.Client = a.client()
		time.Sleep(time.Minute)
		if err := o.run(); err != nil || o.taken["AS_1-a"] != 1 {
			t.Errorf("%v, %v", err, o.taken)
		}
	})
}

func TestPullNamesAWrongVersion(t *testing.T) {
	a := one("AS_1-a NEW", "AS_1-b NEW")
	o := newOffice(a.client(), forms("version", "4.1"))
	if err := o.run(); reason(err) != "version_mismatch" || len(o.taken) != 2 {
		t.Errorf("%v, taken %v", err, o.taken)
	}
}

func TestPullLeavesOldSubmissions(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := one("AS_1-a NEW")
		o := newOffice(a.client(), forms("abholen_ab", time.Now().AddDate(0, 0, 1).Format(time.DateOnly)))
		if err := o.run(); err != nil || len(o.taken) != 0 || a.since[0] == "" {
			t.Errorf("%v, taken %v, since %q", err, o.taken, a.since)
		}
	})
}

// An unreadable list takes nothing from the cursor and does not stop what it named.
func TestPullKeepsWhatAnUnreadableListNamed(t *testing.T) {
	for name, body := range map[string]string{"cut": `[{"transID": "AS_1-a", "status": "NEW"}, {"transID`,
		"no list": `{"transID": "AS_1-a"}`, "empty": ``} {
		a := one()
		detail := a.serve
		a.serve = func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Query().Has("status") {
				fmt.Fprint(w, body)
				return
			}
			detail(w, r)
		}
		o := newOffice(a.client(), forms())
		if err := o.run(); reason(err) != "list_unreadable" ||
			len(o.taken) != strings.Count(body, `"AS_1-a", "status"`) {
			t.Errorf("%s: %v, taken %v", name, err, o.taken)
		}
	}
}
