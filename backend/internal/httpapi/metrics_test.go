package httpapi_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"kontor/backend/internal/store"
	"kontor/backend/internal/version"
)

// What somebody sends never becomes a label: 3,000 invented methods, paths, Zugänge and lengths make no more series
// than one.
func TestSeriesAreBounded(t *testing.T) {
	o := openAlone(t)
	series := func() int {
		t.Helper()
		page := o.Anonymous().Get("/metrics").Is(200).Body
		if len(page) > 1<<20 || bytes.Contains(page, []byte("EVIL")) {
			t.Fatalf("what was sent stands in %d bytes of metrics", len(page))
		}
		return bytes.Count(page, []byte("\n"))
	}
	paths := []string{"/%s", "/api/v1/%s", "/eingang/%s", "/eingang/neutral/%s", "/api/v1/vorgaenge/%s",
		"/api/v1/verfahren/%s/1", "/assets/%s", "/antragsraum/api/v1/vorgaenge/%s"}
	attack := func(n int) {
		t.Helper()
		name := fmt.Sprintf("EVIL%d%s", n, strings.Repeat("X", 400))
		path := fmt.Sprintf(paths[n%len(paths)], name)
		for _, method := range []string{name, http.MethodPost, http.MethodDelete, "get"} {
			if a := o.Anonymous().Do(method, path, "", nil); a.Status == 500 { // 503: too many wrong passwords
				t.Fatalf("%.10s %.20s answers %d", method, path, a.Status)
			}
		}
	}
	for n := range len(paths) {
		attack(n)
	}
	before := series()
	for n := range 750 {
		attack(n)
	}
	if after := series(); after > before+100 { // another status of a route is a series of a dozen lines
		t.Errorf("%d lines of metrics became %d", before, after)
	}
}

// Which program runs where is seen from outside, by a monitor and by a person.
func TestProgramSaysWhichItIs(t *testing.T) {
	o := open(t)
	v := version.Read()
	line := fmt.Sprintf(`kontor_build_info{commit="%s",go="%s",schema="%d",version="%s"} 1`, v.Stand(), v.Go,
		store.KnownSchema(), v.Number)
	if page := o.Anonymous().Get("/metrics").Is(200).Body; !bytes.Contains(page, []byte(line)) {
		t.Errorf("%s is missing", line)
	}
	want := fmt.Sprintf(`"programm":{"commit":"%s","version":"%s"}`, v.Stand(), v.Number)
	if me := o.sb.Get("/api/v1/ich").Is(200).Body; !bytes.Contains(me, []byte(want)) {
		t.Errorf("%s is missing in %s", want, me)
	}
}
