package zbpfit_test

import (
	"context"
	"errors"
	"maps"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/anruf"
	"kontor/backend/internal/postfach/kanaltest"
	"kontor/backend/internal/postfach/standin"
	"kontor/backend/internal/postfach/zbpfit"
)

const (
	box    = "7a1f0a3e-0b1c-4d5e-8f90-1234567890ab"
	antrag = "11111111-2222-4333-8444-555555555555"
	ziel   = "99999999-aaaa-4bbb-8ccc-dddddddddddd"
)

var (
	issuer = sync.OnceValue(func() *standin.Authority { return must(standin.NewAuthority()) })
	client = sync.OnceValue(func() string {
		return must(issuer().Client("Stadt Lindenfurt", time.Now().Add(12*time.Hour)))
	})
)

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

type far struct {
	*standin.FITConnect
	box      *standin.ZBP
	t        *testing.T
	settings map[string]string
}

func open(t *testing.T) *far {
	t.Helper()
	f := &far{standin.NewFITConnect("kontor", "geheim"), standin.NewZBP(), t, nil}
	f.box.AddMailbox(box)
	f.box.Roots = issuer().Roots
	f.AddDestination(standin.FITDestination{ID: ziel, Handle: standin.ServeZBP(f.box)})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	door, err := standin.Serve(l, f)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { door.Close() })
	f.settings = map[string]string{"url": door.URL + "/submission-api", "token_url": door.URL + "/token",
		"client_id": "kontor", "client_secret": "geheim", "zustellpunkt": ziel, "zertifikat": client()}
	return f
}

func (f *far) postfach() *zbpfit.Postfach {
	f.t.Helper()
	p, err := zbpfit.New(f.settings)
	if err != nil {
		f.t.Fatal(err)
	}
	p.Warten, p.Pause = 20*time.Millisecond, time.Millisecond
	return p
}

func TestContract(t *testing.T) {
	kanaltest.Run(t, func(t *testing.T) *kanaltest.Ferne {
		f := open(t)
		return &kanaltest.Ferne{Open: func() kanaltest.Postfach { return f.postfach() }, Faults: f.Faults,
			Adresse: box, Sent: func() int { return len(f.box.Sent()) }, Gone: func() { f.box.DeleteMailbox(box) },
			Senden: "PUT /submission-api/v2/submissions/", Auskunft: true}
	})
}

func zustellung() casework.Zustellung {
	return casework.Zustellung{Sendung: uuid.MustParse("01900000-0000-7000-8000-00003f2a9c1b"),
		Vorgangsnummer: "LF-2026-00017", Betreff: "Ihr Antrag", Text: "Guten Tag", Vertrauensniveau: 3, Adresse: box,
		AntragID: antrag, Antragsstatus: "in_bearbeitung", Link: "https://kontor.example/antragsraum",
		Behoerde: "Stadt Lindenfurt", Dienst: "Sondernutzung"}
}

func TestMessageAndState(t *testing.T) {
	f := open(t)
	f.box.AddApplication(antrag)
	q, err := f.postfach().Deliver(t.Context(), zustellung())
	if err != nil {
		t.Fatal(err)
	}
	m, states := f.box.Sent(), f.box.States()
	if len(m) != 1 || m[0].Title != "Ihr Antrag" || len(states) != 1 || states[0].Status != "PROCESSING" ||
		q.Nachweis["status"] != "PROCESSING" || q.Kennung != f.Announced()[0] || q.Nachweis["angenommen"] == "" {
		t.Errorf("%+v, %+v, %+v", m, states, q)
	}
}

// run plays attempts with what is kept between them.
type run struct {
	z casework.Zustellung
	f *far
}

func begin(f *far) *run { return &run{zustellung(), f} }

func (r *run) attempt(t *testing.T) *casework.Zustellfehler {
	t.Helper()
	r.z.Merke = func(_ context.Context, stand []byte) error {
		r.z.Stand = append([]byte{}, stand...)
		return nil
	}
	_, err := r.f.postfach().Deliver(t.Context(), r.z)
	var zf *casework.Zustellfehler
	if err != nil && !errors.As(err, &zf) {
		t.Fatal(err)
	}
	return zf
}

// What lies there and is not accepted yet is waited for, not sent again; then it is provided.
func TestAcceptedLater(t *testing.T) {
	f := open(t)
	f.AddDestination(standin.FITDestination{ID: ziel, Handle: standin.ServeZBP(f.box), Holds: true})
	r := begin(f)
	for range 3 {
		if zf := r.attempt(t); zf == nil || !zf.Wiederhole || !zf.Unbekannt {
			t.Fatalf("%v", zf)
		}
	}
	f.Release(ziel)
	if zf := r.attempt(t); zf != nil || len(f.box.Sent()) != 1 {
		t.Errorf("%v, %d", zf, len(f.box.Sent()))
	}
}

// Nobody took it for 14 days: that is seen, and whoever sends it again begins anew.
func TestRejected(t *testing.T) {
	f := open(t)
	f.AddDestination(standin.FITDestination{ID: ziel, Handle: standin.ServeZBP(f.box), Holds: true})
	r := begin(f)
	r.attempt(t)
	f.Expire(ziel)
	if zf := r.attempt(t); zf == nil || zf.Wiederhole || zf.Unbekannt || zf.Klasse() != casework.Ungueltig {
		t.Fatalf("%v", zf)
	}
	f.Release(ziel)
	if zf := r.attempt(t); zf != nil || len(f.box.Sent()) != 1 {
		t.Errorf("%v, %d", zf, len(f.box.Sent()))
	}
}

// An entry of the log that somebody else wrote is no acceptance: nothing is taken from such a log.
func TestForgedLog(t *testing.T) {
	f := open(t)
	f.AddDestination(standin.FITDestination{ID: ziel, Handle: standin.ServeZBP(f.box), Holds: true})
	r := begin(f)
	r.attempt(t)
	f.Forge(f.Announced()[0])
	if zf := r.attempt(t); zf == nil || !zf.Unbekannt {
		t.Errorf("%v", zf)
	}
}

func TestWrongCertificate(t *testing.T) {
	f := open(t)
	other := must(standin.NewAuthority())
	f.settings["zertifikat"] = must(other.Client("Stadt Lindenfurt", time.Now().Add(time.Hour)))
	_, err := f.postfach().Deliver(t.Context(), zustellung())
	var zf *casework.Zustellfehler
	if !errors.As(err, &zf) || zf.Wiederhole || len(f.box.Sent()) > 0 ||
		!strings.Contains(err.Error(), "author-certificate") {
		t.Errorf("%v", err)
	}
}

// Wrong settings stop the channel; a key without the certificate that was asked for is none.
func TestWrongSettingsStopTheChannel(t *testing.T) {
	for name, change := range map[string]map[string]string{
		"secret":      {"client_secret": "falsch"},
		"destination": {"zustellpunkt": "00000000-aaaa-4bbb-8ccc-dddddddddddd"},
		"roots":       {"wurzeln": issuer().PEM},
	} {
		f := open(t)
		maps.Copy(f.settings, change)
		var zf *casework.Zustellfehler
		if _, err := f.postfach().Deliver(t.Context(), zustellung()); !errors.As(err, &zf) || !zf.Haelt {
			t.Errorf("%s: %v", name, err)
		}
		if err := f.postfach().Check(t.Context()); !errors.As(err, &zf) || !zf.Haelt {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := open(t).postfach().Check(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestSettingsAreChecked(t *testing.T) {
	f := open(t)
	for field, c := range map[string][2]string{"url": {"http://x.example", "https_required"},
		"zustellpunkt": {"BundID", "format"}, "client_id": {"", "required"}, "zertifikat": {"x", anruf.GrundZertifikat}} {
		e := maps.Clone(f.settings)
		e[field] = c[0]
		_, err := zbpfit.New(e)
		var ce *casework.Error
		if !errors.As(err, &ce) || ce.Fields[field] != c[1] {
			t.Errorf("%s: %v", field, err)
		}
	}
}
