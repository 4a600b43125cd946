package casework

import (
	"context"
	"io"
	"regexp"
	"time"
)

// Rueckmeldung is what came back by a channel. Of its text nothing is certain but who signed in to write it.
type Rueckmeldung struct {
	Kennung    string // the channel's, unique there
	Faden      string // thread key: the Vorgangsnummer it was sent with; "" = none
	Betreff    string
	Text       string
	HTML       bool   // Text is HTML
	InAntwort  string // the channel's id of what it answers (Quittung.Kennung); "" = unknown
	GesendetAm time.Time
	Niveau     int // of the login it was written with; 0 = unknown
	Dateien    []Rueckdatei
}

// Rueckdatei is a file of it; its bytes come as a stream.
type Rueckdatei struct {
	Name    string
	Typ     string // as declared
	Groesse int64  // as declared
	Open    func(ctx context.Context) (io.ReadCloser, error)
}

// Marke stands at the end of what goes out: an answer that quotes it finds its Vorgang.
func Marke(vorgangsnummer string) string { return "[Vorgang " + vorgangsnummer + "]" }

var marken = regexp.MustCompile(`\[Vorgang ([A-Za-z0-9ÄÖÜäöüß/_.\-]{3,64})\]`)

// FindMarke reads the Vorgangsnummer of the first Marke; "" = there is none, or there are several different ones.
func FindMarke(text string) string {
	out := ""
	for _, m := range marken.FindAllStringSubmatch(text, -1) {
		if out != "" && out != m[1] {
			return ""
		}
		out = m[1]
	}
	return out
}
