package postfach

import (
	"slices"
	"strings"
	"testing"
	"time"

	"kontor/backend/internal/casework"
)

// The line of an anchor comes out of the mail as it went in, and a notice keeps the mail that went out.
func TestAnkermail(t *testing.T) {
	r := &relay{}
	e, err := NewEmail(r.start(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	a := casework.Anker{Nr: 2, Tag: time.Now(), Am: time.Now(), Wurzel: make([]byte, 32), Vorher: make([]byte, 32)}
	key, err := casework.NewSchluessel("geheim")
	if err != nil {
		t.Fatal(err)
	}
	a.Zeichne("stadt", key)
	weg := Ankermail{e, "revision@kreis.example"}
	if _, err := weg.Publish(t.Context(), "2026-11-30", a.Zeile("stadt")); err != nil {
		t.Fatal(err)
	}
	if len(r.mails) != 1 || !slices.Equal(casework.Ankerzeilen(r.mails[0], "stadt"), []string{a.Zeile("stadt")}) {
		t.Errorf("%s", r.mails)
	}
	q, err := e.Deliver(t.Context(), zustellung())
	if err != nil || len(r.mails) != 2 {
		t.Fatal(err)
	}
	kept, _ := q.Nachweis["mail"].(string)
	_, body, _ := strings.Cut(r.mails[1], "\r\n\r\n")
	if body == "" || !strings.Contains(kept, strings.TrimSpace(body)) {
		t.Errorf("kept:\n%s\nsent:\n%s", kept, r.mails[1])
	}
}
