package httpapi_test

import (
	"io"
	"net/http"
	"testing"

	"kontor/backend/internal/testkit"
)

// load asks as a browser does that takes these encodings; Go's own client would decompress by itself.
func load(t *testing.T, url string, header map[string]string, from ...*testkit.Client) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range from {
		r.Header = c.Header()
	}
	for k, v := range header {
		r.Header.Set(k, v)
	}
	answer, err := (&http.Transport{DisableCompression: true}).RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(body)
}

// The app comes compressed to whoever takes it so, is kept for ever under its name, and is not sent twice.
func TestAppIsServedCompressed(t *testing.T) {
	o := open(t)
	for accept, want := range map[string][2]string{
		"gzip, deflate, br": {"br", "as br"}, "gzip": {"gzip", "as gzip"}, "br;q=0, gzip;q=0.5": {"gzip", "as gzip"},
		"": {"", "plain"}, "brotli": {"", "plain"}, "BR": {"br", "as br"},
	} {
		a, body := load(t, o.URL+"/assets/app-1.js", map[string]string{"Accept-Encoding": accept})
		if a.StatusCode != 200 || body != want[1] || a.Header.Get("Content-Encoding") != want[0] ||
			a.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q: %d %q %v", accept, a.StatusCode, body, a.Header)
		}
		if a.Header.Get("Cache-Control") != "public, max-age=31536000, immutable" ||
			a.Header.Get("Content-Type") != "text/javascript; charset=utf-8" {
			t.Errorf("%q: %v", accept, a.Header)
		}
		again, body := load(t, o.URL+"/assets/app-1.js", map[string]string{"Accept-Encoding": accept,
			"If-None-Match": a.Header.Get("Etag")})
		if again.StatusCode != http.StatusNotModified || body != "" {
			t.Errorf("%q again: %d %q", accept, again.StatusCode, body)
		}
	}
	if a, body := load(t, o.URL+"/assets/font-1.woff2", map[string]string{"Accept-Encoding": "br"}); body != "font" ||
		a.Header.Get("Content-Encoding") != "" {
		t.Errorf("font: %q %v", body, a.Header)
	}
	// asked about each time, so that an upgrade is seen
	for _, page := range []string{"/", "/vorgaenge/1", "/antragsraum"} {
		a, _ := load(t, o.URL+page, nil)
		again, _ := load(t, o.URL+page, map[string]string{"If-None-Match": a.Header.Get("Etag")})
		if a.Header.Get("Cache-Control") != "no-cache" || again.StatusCode != http.StatusNotModified {
			t.Errorf("%s: %v, again %d", page, a.Header, again.StatusCode)
		}
	}
	for _, nothing := range []string{"/assets/app-2.js", "/assets/app-1.js.br", "/assets/",
		"/.gitkeep", "/favicon.ico"} {
		if a, _ := load(t, o.URL+nothing, nil); a.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %d", nothing, a.StatusCode)
		}
	}
}

// Lists and pages of the desk come compressed; what is small or a document does not.
func TestAnswersAreCompressed(t *testing.T) {
	o := open(t)
	a := o.antrag()
	full, whole := load(t, o.URL+a.base, nil, o.sb)
	takes := map[string]string{"Accept-Encoding": "gzip, br"}
	small, body := load(t, o.URL+a.base, takes, o.sb)
	if full.Header.Get("Content-Encoding") != "" || small.Header.Get("Content-Encoding") != "gzip" ||
		len(body)*2 > len(whole) {
		t.Errorf("%d bytes of %d: %v", len(body), len(whole), small.Header)
	}
	if doc, _ := load(t, o.URL+a.base+"/export/xdomea", takes, o.sb); doc.StatusCode != 200 ||
		doc.Header.Get("Content-Encoding") != "" {
		t.Errorf("ZIP: %d %v", doc.StatusCode, doc.Header)
	}
}
