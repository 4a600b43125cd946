package httpapi_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/antragsraum"
	"kontor/backend/internal/testkit"
)

// bereit is a Bescheid of Tuesday, 2026-03-10, that waits for retrieval until Friday, 2026-03-20.
func bereit(o *office) *akte {
	o.at(berlin("2026-03-10 10:00"))
	return o.antrag().consent().act("/bescheid", map[string]any{"ergebnis": "bewilligt"})
}

func (a *akte) openMessage() {
	a.t.Helper()
	a.buerger.Post(a.raum+"/nachrichten/"+a.Nachrichten[len(a.Nachrichten)-1].ID+"/abruf", nil).Is(200)
}

func (a *akte) pdf() string { return a.raum + "/dokumente/" + a.Bescheide[0].DokumentID }

// eintrag is what the journal says of the newest entry of a kind.
func (a *akte) eintrag(art string) map[string]any {
	a.t.Helper()
	var v struct {
		Verlauf []struct {
			Art   string
			Daten map[string]any
		}
	}
	a.alle.Get(a.base + "/verlauf").Is(200).JSON(&v)
	var out map[string]any
	for _, e := range v.Verlauf {
		if e.Art == art {
			out = e.Daten
		}
	}
	return out
}

// A Bescheid is retrieved when all of it has gone to its applicant, not when somebody clicks on the message. Both are
// written down: with the level and the session, the delivery with the hash of what went out.
func TestRetrievalIsTheWholeDelivery(t *testing.T) {
	o := open(t)
	a := bereit(o)
	o.buerger.Get(a.pdf()).Is(404) // nobody has opened the message
	o.at(berlin("2026-03-11 10:00"))
	a.openMessage()
	if b := a.load().Bescheide[0]; b.Zustand != "bereitgestellt" || b.Bekanntgabe.Am != "" ||
		a.eintrag("bescheid_abgerufen") != nil {
		t.Errorf("a click on the message announced it: %+v", b)
	}
	a.says("entschieden sie bis 2026-03-20, neu 0; abruf bis 2026-03-20 fehlt 0")
	var r raumVorgang
	o.buerger.Get(a.raum).Is(200).JSON(&r)
	if b := r.Bescheide[0]; b.Ergebnis != "" || b.RechtsbehelfBis != "" || b.DokumentID != a.Bescheide[0].DokumentID {
		t.Errorf("what is decided is said before the Bescheid is there: %+v", b)
	}
	o.at(berlin("2026-03-12 10:00"))
	whole := o.buerger.Get(a.pdf()).Is(200)
	if b := a.load().Bescheide[0]; b.Zustand != "bekanntgegeben" || b.Bekanntgabe.Am != "2026-03-13" ||
		b.Bekanntgabe.RechtsbehelfBis != "2026-04-13" {
		t.Errorf("%+v", b)
	}
	a.says("entschieden niemand bis , neu 0")
	read, sent := a.eintrag("nachricht_abgerufen"), a.eintrag("bescheid_abgerufen")
	sum := sha256.Sum256(whole.Body)
	if sent["sha256"] != hex.EncodeToString(sum[:]) || sent["vertrauensniveau"] != 3.0 ||
		sent["zeit"] != "2026-03-12T09:00:00Z" || sent["dokument"] != a.Bescheide[0].DokumentID ||
		read["vertrauensniveau"] != 3.0 {
		t.Errorf("read %v, sent %v", read, sent)
	}
	cookie := o.buerger.Header().Get("Cookie")
	_, secret, _ := strings.Cut(cookie, "=")
	kurz, _ := sent["sitzung"].(string)
	if len(kurz) != 12 || read["sitzung"] != kurz || strings.Contains(cookie, kurz) ||
		strings.Contains(fmt.Sprintf("%x", sha256.Sum256([]byte(secret))), kurz) {
		t.Errorf("session %q: the same for both, and no part of the secret or of its key", kurz)
	}
	entries := len(a.verlauf())
	o.at(berlin("2026-03-14 10:00"))
	o.buerger.Get(a.pdf()).Is(200) // as often as they like
	if b := a.load().Bescheide[0]; b.Bekanntgabe.Am != "2026-03-13" || len(a.verlauf()) != entries {
		t.Errorf("a second time: %+v", b)
	}
}

// Another session of the same person has another name.
func TestSessionsAreToldApart(t *testing.T) {
	o := open(t)
	a := bereit(o)
	a.openMessage()
	first := a.eintrag("nachricht_abgerufen")["sitzung"]
	o.Applicant(konto(3)).Get(a.pdf()).Is(200)
	if second := a.eintrag("bescheid_abgerufen")["sitzung"]; first == second || second == "" {
		t.Errorf("%v and %v", first, second)
	}
}

// A Bescheid that has not arrived yet goes out whole, whatever part is asked for: parts would add up to a retrieval
// that nobody can prove.
func TestAPartIsNoRetrieval(t *testing.T) {
	o := open(t)
	a := bereit(o)
	a.openMessage()
	w := &leitung{ResponseRecorder: httptest.NewRecorder(), left: -1}
	r := a.asking(a.pdf())
	r.Header.Set("Range", "bytes=0-99")
	o.Handler.ServeHTTP(w, r)
	if w.Code != 200 || w.Body.Len() < 1000 || a.load().Bescheide[0].Zustand != "bekanntgegeben" {
		t.Errorf("%d with %d bytes, %s", w.Code, w.Body.Len(), a.Bescheide[0].Zustand)
	}
}

// leitung is a connection that breaks after so many bytes; -1 = it holds. end is what happens once all is sent.
type leitung struct {
	*httptest.ResponseRecorder
	left int
	end  func()
}

func (l *leitung) Write(p []byte) (int, error) {
	if l.left >= 0 && len(p) > l.left {
		n, _ := l.ResponseRecorder.Write(p[:l.left])
		l.left = 0
		return n, io.ErrClosedPipe
	}
	if l.left >= 0 {
		l.left -= len(p)
	}
	return l.ResponseRecorder.Write(p)
}

func (l *leitung) Flush() {
	if l.ResponseRecorder.Flush(); l.end != nil {
		l.end()
	}
}

func (a *akte) asking(path string) *http.Request {
	r := httptest.NewRequestWithContext(a.t.Context(), http.MethodGet, path, nil)
	r.Header = a.buerger.Header()
	return r
}

// A download that breaks off is no retrieval, wherever it breaks; the next one that is whole is.
func TestABrokenDownloadIsNoRetrieval(t *testing.T) {
	o := open(t)
	a := bereit(o)
	a.openMessage()
	size := 0
	for _, d := range a.Dokumente {
		if d.ID == a.Bescheide[0].DokumentID {
			size = int(d.Groesse)
		}
	}
	broken := func(what string, w http.ResponseWriter, r *http.Request) {
		t.Helper()
		func() {
			defer func() {
				if x := recover(); x != nil && x != http.ErrAbortHandler {
					panic(x)
				}
			}()
			o.Handler.ServeHTTP(w, r)
			t.Errorf("%s: the answer looks whole", what)
		}()
		if b := a.load().Bescheide[0]; b.Zustand != "bereitgestellt" || b.Bekanntgabe.Am != "" ||
			a.eintrag("bescheid_abgerufen") != nil {
			t.Errorf("%s: %+v", what, b)
		}
	}
	for _, n := range []int{0, 1, size / 2, size - 1} {
		broken(fmt.Sprintf("after %d of %d", n, size), &leitung{ResponseRecorder: httptest.NewRecorder(), left: n},
			a.asking(a.pdf()))
	}
	r := a.asking(a.pdf())
	ctx, gone := context.WithCancel(r.Context())
	broken("before the end was seen", &leitung{ResponseRecorder: httptest.NewRecorder(), left: -1, end: gone},
		r.WithContext(ctx))
	o.buerger.Get(a.pdf()).Is(200)
	if b := a.load().Bescheide[0]; b.Zustand != "bekanntgegeben" {
		t.Errorf("%+v", b)
	}
}

// A delivery that cannot be noted, whatever statement fails, is a broken download and leaves nothing half done.
func TestADeliveryThatCannotBeNotedBreaksOff(t *testing.T) {
	f := openFaulty(t)
	a := bereit(f.office)
	a.openMessage()
	broken := 0
	for n := 1; ; n++ {
		w, whole := &leitung{ResponseRecorder: httptest.NewRecorder(), left: -1}, true
		struck := f.seen.Strike(testkit.Refused, n, testkit.NoBegin, func() {
			defer func() {
				if x := recover(); x != nil {
					whole = false
				}
			}()
			f.Handler.ServeHTTP(w, a.asking(a.pdf()))
		})
		b := a.load().Bescheide[0]
		done, noted := b.Zustand == "bekanntgegeben", a.eintrag("bescheid_abgerufen") != nil
		if done != (struck == "") || done != noted {
			t.Fatalf("statement %d, %q: %+v", n, struck, b)
		}
		if struck == "" {
			break
		}
		if whole && w.Code == 200 {
			t.Errorf("statement %d, %q: the download looks whole", n, struck)
		}
		if !whole {
			broken++
		}
	}
	if broken < 5 {
		t.Errorf("only %d deliveries broke off", broken)
	}
}

// Somebody leaves while a large Bescheid is on its way: a real connection, closed by the reader.
func TestAReaderWhoLeavesHasRetrievedNothing(t *testing.T) {
	o := open(t)
	a := bereit(o)
	a.openMessage()
	blob, err := o.Blobs.Put(t.Context(), io.LimitReader(zeros{}, 64<<20))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.superuser().Exec("update dokument set sha256 = $1, groesse = $2 where id = $3", blob.SHA256,
		blob.Groesse, a.Bescheide[0].DokumentID); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer close(ended)
		o.Handler.ServeHTTP(w, r)
	}))
	t.Cleanup(srv.Close)
	r := a.asking(a.pdf())
	r.RequestURI, r.Host = "", ""
	r.URL.Scheme, r.URL.Host = "http", strings.TrimPrefix(srv.URL, "http://")
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(resp.Body, make([]byte, 1000)); err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	<-ended
	if b := a.load().Bescheide[0]; b.Zustand != "bereitgestellt" || a.eintrag("bescheid_abgerufen") != nil {
		t.Errorf("%+v", b)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// The last second of the last day counts, and the moment of the last byte decides: what began in time and ended after
// midnight came too late, has no effect, and is written down.
func TestRetrievalAtTheLastSecond(t *testing.T) {
	for _, x := range []struct {
		name, begun, ended, zustand, am string
	}{
		{"in time", "2026-03-20 23:59:58", "2026-03-20 23:59:59", "bekanntgegeben", "2026-03-21"},
		{"a second too late", "2026-03-20 23:59:59", "2026-03-21 00:00:00", "abruf_abgelaufen", ""},
		{"over midnight on another day", "2026-03-12 23:59:59", "2026-03-13 00:00:01", "bekanntgegeben", "2026-03-14"},
	} {
		t.Run(x.name, func(t *testing.T) {
			o := open(t)
			a := bereit(o)
			a.openMessage()
			o.at(sekunde(x.begun))
			w := &leitung{ResponseRecorder: httptest.NewRecorder(), left: -1, end: func() { o.at(sekunde(x.ended)) }}
			o.Handler.ServeHTTP(w, a.asking(a.pdf()))
			b := a.load().Bescheide[0]
			if b.Zustand != x.zustand || b.Bekanntgabe.Am != x.am {
				t.Errorf("%+v", b)
			}
			late := a.eintrag("bescheid_zu_spaet")
			if (late != nil) != (x.am == "") || (a.eintrag("bescheid_abruf_abgelaufen") != nil) != (x.am == "") {
				t.Errorf("%v", a.verlauf())
			}
			o.at(sekunde("2026-03-21 00:00:05")) // the job
			o.MustWork()
			if again := a.load().Bescheide[0]; again.Zustand != x.zustand || again.Bekanntgabe.Am != x.am {
				t.Errorf("the job moved it: %+v", again)
			}
			n := strings.Count(strings.Join(a.verlauf(), " "), "bescheid_abruf_abgelaufen")
			if want := map[bool]int{true: 1}[x.am == ""]; n != want {
				t.Errorf("ended %d times", n)
			}
		})
	}
}

func sekunde(s string) time.Time {
	t, err := time.ParseInLocation(time.DateTime, s, casework.Berlin(time.Now()).Location())
	if err != nil {
		panic(err)
	}
	return t
}

// The job that ends the provision may be faster than the note of a delivery that was in time: the delivery counts. One
// that was late stays late, and counts neither before the job nor after it.
func TestTheDayDecidesNotTheJob(t *testing.T) {
	o := open(t)
	a := bereit(o)
	a.openMessage()
	id, dokument := uuid.MustParse(a.ID), uuid.MustParse(a.Bescheide[0].DokumentID)
	note := func(am string, sum string) error {
		return o.Antragsraum.NoteAbruf(t.Context(), o.applicantActor(), id, dokument,
			antragsraum.Lieferung{SHA256: sum, Am: sekunde(am)})
	}
	var e *casework.Error
	if err := note("2026-03-20 23:59:59", strings.Repeat("0", 64)); !errors.As(err, &e) ||
		e.Reason != "storage_corrupts" {
		t.Errorf("other bytes than those of the Bescheid: %v", err)
	}
	sum := a.summe()
	o.at(sekunde("2026-03-21 00:00:00"))
	o.MustWork()
	if z := a.load().Bescheide[0].Zustand; z != "abruf_abgelaufen" {
		t.Fatal(z)
	}
	if err := note("2026-03-21 00:00:00", sum); err != nil || a.load().Bescheide[0].Zustand != "abruf_abgelaufen" {
		t.Errorf("late: %v %+v", err, a.Bescheide[0])
	}
	if err := note("2026-03-20 23:59:59", sum); err != nil {
		t.Fatal(err)
	}
	if b := a.load().Bescheide[0]; b.Zustand != "bekanntgegeben" || b.Bekanntgabe.Am != "2026-03-21" ||
		b.Bekanntgabe.RechtsbehelfBis != "2026-04-21" {
		t.Errorf("%+v", b)
	}
}

func (a *akte) summe() string {
	a.t.Helper()
	var v struct {
		Dokumente []struct{ ID, Sha256 string }
	}
	a.sb.Get(a.base).Is(200).JSON(&v)
	for _, d := range v.Dokumente {
		if d.ID == a.Bescheide[0].DokumentID {
			return d.Sha256
		}
	}
	a.t.Fatal("no document")
	return ""
}

// A job that comes days late ends what ended on its day; nobody retrieves in between. One that comes too early, because
// the last day moved, waits for the right one.
func TestTheJobOfExpiryIsNotThePeriod(t *testing.T) {
	o := open(t)
	a := bereit(o)
	a.openMessage()
	job := casework.JobAbrufFrist{Mandant: o.Mandant, Bescheid: uuid.MustParse(a.Bescheide[0].ID)}
	o.at(berlin("2026-03-20 12:00"))
	err := o.Bescheid.ExpireAbruf(t.Context(), job)
	if err != nil || a.load().Bescheide[0].Zustand != "bereitgestellt" {
		t.Errorf("too early: %v %+v", err, a.Bescheide[0])
	}
	o.at(berlin("2026-03-25 10:00")) // no job has run
	o.buerger.Get(a.pdf()).Is(404)
	o.buerger.Post(a.raum+"/nachrichten/"+a.Nachrichten[len(a.Nachrichten)-1].ID+"/abruf", nil).Problem(409,
		"retrieval_expired")
	if b := a.load().Bescheide[0]; b.Bekanntgabe.Am != "" {
		t.Errorf("%+v", b)
	}
	o.MustWork()
	bis := a.eintrag("bescheid_abruf_abgelaufen")["bis"]
	if b := a.load().Bescheide[0]; b.Zustand != "abruf_abgelaufen" || bis != "2026-03-20" {
		t.Errorf("%+v, until %v", b, bis)
	}
}
