package httpapi_test

import (
	"strings"
	"testing"
)

// A filter that nothing can match is refused by its name: an empty list would say that there is nothing to do.
func TestFilterValuesThatDoNotExist(t *testing.T) {
	o := open(t)
	a := o.antrag()
	for query, reason := range map[string]string{
		"wartetAuf=xx": "invalid", "verfahren=gibtsnicht": "unknown", "einheit=gibtsnicht": "unknown",
		"status=nue": "unknown",
		"eingangBis=2026-03-01&eingangVon=2026-03-02": "before_start",
	} {
		name, _, _ := strings.Cut(query, "=")
		answer := o.sb.Get("/api/v1/vorgaenge?" + query)
		if answer.Status != 422 || fields(t, answer)[name] != reason {
			t.Errorf("%s: %d %s", query, answer.Status, answer.Body)
		}
	}
	for _, query := range []string{"eingangVon=2026-03-02&eingangBis=2026-03-02", "verfahren=" + a.Verfahren,
		"einheit=" + a.Einheit, "wartetAuf=" + a.WartetAuf} {
		o.sb.Get("/api/v1/vorgaenge?" + query).Is(200)
	}
}
