// Package kanaltest is what every channel must pass, against a stand-in that knows nothing of it.
package kanaltest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/standin"
)

// Postfach is the port, as versand has it.
type Postfach interface {
	Faehigkeiten() casework.Faehigkeiten
	Deliver(ctx context.Context, z casework.Zustellung) (casework.Quittung, error)
}

// Ferne is the far end of one test, with nothing in it but a mailbox.
type Ferne struct {
	Open       func() Postfach // as a process that has just started has it
	Faults     *standin.Faults
	Adresse    string     // of the mailbox
	Sent       func() int // messages that lie there
	Gone       func()     // deletes the account
	Senden     string     // part of "METHOD /path" of the call that must not happen twice
	Schluessel string     // that came with the application; "" = none
	Befaellt   []byte     // what its scanner reports; nil = it has none
	Auskunft   bool       // the far end tells what was sent: nothing stays unknown that can be looked up there
}

// Run tests a channel; open makes a fresh far end.
func Run(t *testing.T, open func(t *testing.T) *Ferne) {
	for name, test := range map[string]func(*testing.T, *Ferne){
		"a message with two files": whole, "no address": noAddress, "a mailbox that is gone": gone,
		"an answer that is lost": lost, "cut off while it was sent": cutOff, "killed at every step": killed,
		"asked to wait": asked, "a burst of errors": burst, "a wrong answer": garbage, "a slow one": slow,
		"an infected file": infected, "a level nobody knows": level, "half an answer": half,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

// run is one Sendung over its attempts, as versand plays them.
type run struct {
	t     *testing.T
	f     *Ferne
	z     casework.Zustellung
	stand []byte
	keeps int
	die   int // at the nth keep the process is killed; 0 = never
}

var errKilled = errors.New("killed")

func begin(t *testing.T, f *Ferne, art casework.NachrichtArt, files ...[]byte) *run {
	r := &run{t: t, f: f}
	r.z = casework.Zustellung{Sendung: uuid.New(), Vorgangsnummer: "LF-2026-00017", Art: art, Betreff: "Ihr Antrag",
		Text: "Bitte lesen Sie die Anlagen.", Antwort: casework.AntwortMoeglich, Vertrauensniveau: 1, Adresse: f.Adresse,
		Schluessel: f.Schluessel, Link: "http://127.0.0.1/antragsraum", Behoerde: "Stadt Lindenfurt", Dienst: "Sondernutzung"}
	for i, content := range files {
		sum := sha256.Sum256(content)
		r.z.Beilagen = append(r.z.Beilagen, casework.Beilage{Dokument: uuid.New(),
			Name: "anlage-" + string(rune('a'+i)) + ".pdf", Typ: "application/pdf", Groesse: int64(len(content)), SHA256: hex.EncodeToString(sum[:]),
			Open: func() (io.ReadCloser, error) { return &file{Reader: bytes.NewReader(content)}, nil }})
	}
	r.z.Merke = func(_ context.Context, stand []byte) error {
		r.keeps++
		if r.keeps == r.die { // what is kept is kept, and then it is over
			r.stand = bytes.Clone(stand)
			return errKilled
		}
		if !json.Valid(stand) {
			t.Errorf("what is kept is no JSON: %q", stand)
		}
		r.stand = bytes.Clone(stand)
		return nil
	}
	return r
}

// attempt is one of a fresh process.
func (r *run) attempt(ungewiss bool) (casework.Quittung, *casework.Zustellfehler) {
	r.t.Helper()
	r.z.Stand, r.z.Ungewiss = r.stand, ungewiss
	q, err := r.f.Open().Deliver(r.t.Context(), r.z)
	var z *casework.Zustellfehler
	if err != nil && !errors.As(err, &z) {
		r.t.Fatalf("%v is no Zustellfehler", err)
	}
	if z != nil && z.Cause != nil && r.f.Adresse != "" && strings.Contains(z.Cause.Error(), r.f.Adresse) {
		r.t.Errorf("the cause names the mailbox: %v", z.Cause)
	}
	return q, z
}

// until attempts as the job does: what is temporary comes again, one of unknown outcome once, if it may.
func (r *run) until() (*casework.Zustellfehler, int) {
	r.t.Helper()
	ungewiss := false
	for n := 1; n <= 20; n++ {
		_, z := r.attempt(ungewiss)
		switch {
		case z == nil:
			return nil, n
		case z.Klasse() == casework.Ungewiss && r.z.Art != casework.ArtBescheid && !ungewiss:
			ungewiss = true
		case !z.Wiederhole:
			return z, n
		}
	}
	r.t.Fatal("it never ends")
	return nil, 0
}

func (r *run) found(n int) {
	r.t.Helper()
	if got := r.f.Sent(); got != n {
		r.t.Errorf("%d messages lie there, want %d", got, n)
	}
}

func (r *run) wants(z *casework.Zustellfehler, klasse casework.Fehlerklasse) {
	r.t.Helper()
	if z == nil || z.Klasse() != klasse {
		r.t.Errorf("%v, want %s", z, klasse)
	}
}

func (r *run) succeeds(z *casework.Zustellfehler) {
	r.t.Helper()
	if z != nil {
		r.t.Errorf("%v, and the far end could have been asked", z)
	}
}

func pdf(n int) []byte { return append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte("x"), n)...) }

func whole(t *testing.T, f *Ferne) {
	r := begin(t, f, casework.ArtNachricht, pdf(10), pdf(3000))
	q, z := r.attempt(false)
	if z != nil || q.BereitgestelltAm.IsZero() || len(q.Nachweis) == 0 {
		t.Fatalf("%+v, %v", q, z)
	}
	r.found(1)
	if raw, err := json.Marshal(q); err != nil || bytes.Contains(raw, []byte(r.z.Text)) {
		t.Errorf("the evidence holds the text: %s, %v", raw, err)
	}
}

func noAddress(t *testing.T, f *Ferne) {
	r := begin(t, f, casework.ArtNachricht)
	r.z.Adresse = ""
	_, z := r.attempt(false)
	r.wants(z, casework.OhnePostfach)
	r.found(0)
}

func gone(t *testing.T, f *Ferne) {
	f.Gone()
	r := begin(t, f, casework.ArtNachricht)
	z, n := r.until()
	r.wants(z, casework.PostfachWeg)
	if n != 1 {
		t.Errorf("%d attempts at a mailbox that is gone", n)
	}
	r.found(0)
}

// lost: accepted, and the answer never came. A message goes once more by itself, a Bescheid waits for a person.
func lost(t *testing.T, f *Ferne) {
	f.Faults.Add(standin.Fault{Kind: standin.DropAfter, Path: f.Senden})
	r := begin(t, f, casework.ArtBescheid)
	z, n := r.until()
	r.found(1)
	if f.Auskunft {
		r.succeeds(z)
		return
	}
	r.wants(z, casework.Ungewiss)
	if n != 1 {
		t.Errorf("a Bescheid of unknown outcome was sent %d times", n)
	}
	f.Faults.Add(standin.Fault{Kind: standin.DropAfter, Path: f.Senden, Times: 3})
	m := begin(t, f, casework.ArtNachricht)
	if z, n = m.until(); z == nil || z.Klasse() != casework.Ungewiss || n != 2 {
		t.Errorf("%v after %d attempts", z, n)
	}
}

// cutOff: the process was killed in the last step.
func cutOff(t *testing.T, f *Ferne) {
	f.Faults.Add(standin.Fault{Kind: standin.DropAfter, Path: f.Senden})
	r := begin(t, f, casework.ArtBescheid)
	_, _ = r.attempt(false)
	_, z := r.attempt(false) // it begins with what was kept
	if f.Auskunft {
		r.succeeds(z)
	} else {
		r.wants(z, casework.Ungewiss)
	}
	r.found(1)
}

// killed at each keep in turn: in the end exactly one lies there, or nobody knows and a person is asked.
func killed(t *testing.T, f *Ferne) {
	want := 0
	for die := 1; die < 20; die++ {
		r := begin(t, f, casework.ArtBescheid, pdf(10), pdf(3000))
		r.die = die
		z, _ := r.until()
		if z == nil {
			want++
		}
		r.found(want)
		if z != nil && z.Klasse() != casework.Ungewiss {
			t.Fatalf("killed at keep %d: %v", die, z)
		}
		if r.keeps < die {
			return
		}
	}
}

func asked(t *testing.T, f *Ferne) {
	f.Faults.Add(standin.Fault{Kind: standin.TooMany, Path: f.Senden, Times: 2})
	r := begin(t, f, casework.ArtBescheid)
	if z, _ := r.until(); z != nil {
		t.Error(z)
	}
	r.found(1)
}

// burst: errors 500 before the last step pass, those that stay stop the channel.
func burst(t *testing.T, f *Ferne) {
	f.Faults.Add(standin.Fault{Kind: standin.Gateway, Times: 3})
	r := begin(t, f, casework.ArtBescheid, pdf(10))
	if z, _ := r.until(); z != nil {
		t.Error(z)
	}
	r.found(1)
	p := f.Open()
	f.Faults.Add(standin.Fault{Kind: standin.Burst, Times: 50})
	var last *casework.Zustellfehler
	for range 5 {
		_, err := p.Deliver(t.Context(), begin(t, f, casework.ArtBescheid).z)
		if !errors.As(err, &last) {
			t.Fatal(err)
		}
	}
	if !last.Haelt {
		t.Errorf("errors that stay do not stop the channel: %v", last)
	}
	f.Faults.Clear()
}

func garbage(t *testing.T, f *Ferne) {
	f.Faults.Add(standin.Fault{Kind: standin.Garbage, Path: f.Senden})
	r := begin(t, f, casework.ArtBescheid)
	z, _ := r.until()
	if f.Auskunft { // it was not taken, which is found out
		r.succeeds(z)
		r.found(1)
		return
	}
	r.wants(z, casework.Ungewiss) // 200, and nobody knows of what
}

func half(t *testing.T, f *Ferne) {
	f.Faults.Add(standin.Fault{Kind: standin.CutBody, Path: f.Senden})
	r := begin(t, f, casework.ArtBescheid)
	z, _ := r.until()
	if f.Auskunft {
		r.succeeds(z)
	} else {
		r.wants(z, casework.Ungewiss)
	}
	r.found(1)
}

func slow(t *testing.T, f *Ferne) {
	f.Faults.Add(standin.Fault{Kind: standin.Slow, Path: f.Senden, Wait: time.Minute})
	r := begin(t, f, casework.ArtBescheid)
	ctx, cancel := context.WithCancel(t.Context()) // as soon as the far end has it, nobody waits any longer
	defer cancel()
	go func() {
		f.Faults.Await(ctx, f.Senden)
		cancel()
	}()
	_, err := f.Open().Deliver(ctx, r.z)
	var z *casework.Zustellfehler
	if !errors.As(err, &z) || !z.Unbekannt {
		t.Errorf("%v: nobody knows whether it arrived", err)
	}
}

func infected(t *testing.T, f *Ferne) {
	if f.Befaellt == nil {
		t.Skip("the far end has no scanner")
	}
	r := begin(t, f, casework.ArtNachricht, pdf(10), append(pdf(5), f.Befaellt...))
	z, _ := r.until()
	r.wants(z, casework.Befallen)
	if z.Dokument == nil || *z.Dokument != r.z.Beilagen[1].Dokument {
		t.Errorf("the file is not named: %v", z.Dokument)
	}
	r.found(0)
}

func level(t *testing.T, f *Ferne) {
	r := begin(t, f, casework.ArtNachricht)
	r.z.Vertrauensniveau = 7
	_, z := r.attempt(false)
	r.wants(z, casework.NiveauFehlt)
	r.found(0)
}

// file is closed once, as a file on disk is.
type file struct {
	io.Reader
	closed bool
}

func (f *file) Close() error {
	if f.closed {
		return os.ErrClosed
	}
	f.closed = true
	return nil
}
