package kanaele_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/standin"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

const (
	korb   = "7a1f0a3e-0b1c-4d5e-8f90-1234567890ab"
	antrag = "11111111-2222-4333-8444-555555555555"
)

// openZBP is the town with a channel to the mailboxes behind the BundID, and an application that came from one.
func openZBP(t *testing.T) (*town, *standin.ZBP) {
	t.Helper()
	w, b := open(t), standin.NewZBP()
	b.AddMailbox(korb)
	b.AddApplication(antrag)
	issuer, err := standin.NewAuthority()
	if err != nil {
		t.Fatal(err)
	}
	own, err := issuer.Client("Stadt Lindenfurt", time.Now().Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	door, err := standin.ServeMutual(l, b, issuer)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { door.Close() })
	if w.kanal, err = w.Kanaele.CreateKanal(t.Context(), w.adm, casework.ZielZBP, "BundID"); err != nil {
		t.Fatal(err)
	}
	w.set(map[string]string{"url": door.URL, "wurzeln": issuer.PEM, "zertifikat": own})
	body := strings.Replace(fmt.Sprintf(neutral, "z-1", `,"bescheide":"erlaubt"`),
		`"kanal":"osi","adresse":"konto-4711"`, `"kanal":"bundid","adresse":"`+korb+`"`, 1)
	body = strings.Replace(body, `"leika":[]`,
		`"leika":[],"referenzen":[{"art":"bundid_antrag","wert":"`+antrag+`"}]`, 1)
	z, ad, err := w.Posteingang.OpenZugang(t.Context(), "neutral")
	if err != nil {
		t.Fatal(err)
	}
	out := w.Posteingang.ReceiveEingang(t.Context(), z, ad, posteingang.Lieferung{
		Header: http.Header{"Content-Type": {"application/json"}}, Body: strings.NewReader(body)})
	if out.Fehler != nil {
		t.Fatal(out.Fehler)
	}
	w.MustWork()
	w.tx(func(ctx context.Context, tx *store.Tx) error {
		id, err := tx.FindVorgangPostfach(ctx, korb)
		if err == nil {
			w.id = *id
		}
		return err
	})
	return w, b
}

// Who applied with the BundID is written to there, with the way back to the Antragsraum; the status monitor is told how
// the application stands, of the number that came with it. The certificate is shown to nobody again.
func TestMessageToTheBundID(t *testing.T) {
	w, b := openZBP(t)
	if got := w.kanal.Einstellungen["zertifikat"]; got != "***" {
		t.Errorf("the key is shown: %.20s", got)
	}
	if err := w.send(casework.Nachricht{Vertrauensniveau: 3}); err != nil {
		t.Fatal(err)
	}
	w.MustWork()
	a := w.load()
	if len(a.sendungen) != 1 || a.sendungen[0].Ziel != casework.ZielZBP ||
		a.sendungen[0].Zustand != casework.SendungBereitgestellt {
		t.Fatalf("%+v", a.sendungen)
	}
	m, states := b.Sent(), b.States()
	if len(m) != 1 || m[0].Level != 3 || m[0].SenderURL != "http://localhost/antragsraum" ||
		m[0].ApplicationID == nil || *m[0].ApplicationID != antrag || len(states) != 1 ||
		states[0].Status != "PROCESSING" {
		t.Errorf("%+v, %+v", m, states)
	}
	w.sound()
}

// The channel brings no answers, but leads to the Antragsraum: a message may ask for one. A mailbox that is gone stands
// in front of a person.
func TestMessageToTheBundIDThatWantsAnAnswer(t *testing.T) {
	w, b := openZBP(t)
	if err := w.send(casework.Nachricht{Antwort: casework.AntwortErforderlich}); err != nil {
		t.Fatal(err)
	}
	w.MustWork()
	if states := b.States(); len(states) != 1 || states[0].Status != "ACTION_REQUIRED" {
		t.Errorf("%+v", states)
	}
	b.DeleteMailbox(korb)
	if err := w.send(casework.Nachricht{}); err != nil {
		t.Fatal(err)
	}
	w.MustWork()
	a := w.load()
	last := a.sendungen[len(a.sendungen)-1]
	for _, x := range a.sendungen {
		if x.Zustand == casework.SendungFehlgeschlagen {
			last = x
		}
	}
	if last.Fehler != "mailbox_gone" || !a.vorgang.Vorfall {
		t.Errorf("%+v", a.sendungen)
	}
}

// Whether the mailbox behind the BundID tells the person itself is not known for sure: no Bescheid is announced there
// before IT has entered that the operator says so.
func TestBescheidToTheBundID(t *testing.T) {
	w, b := openZBP(t)
	if got := reason(w.decide(casework.KanalPostfach)); got != "mailbox_no_rule" {
		t.Errorf("announced on an assumption: %s", got)
	}
	e := w.kanal.Einstellungen
	e["benachrichtigt"] = "ja"
	w.set(e)
	if err := w.decide(""); err != nil {
		t.Fatal(err)
	}
	x := w.bescheid()
	if x.Kanal != casework.KanalPostfach || x.Regel != "B1 (§ 9 Abs. 1 OZG)" || len(b.Sent()) != 1 {
		t.Errorf("%s %s %s, %d lie there, %+v", x.Kanal, x.Zustand, x.Regel, len(b.Sent()), w.load().sendungen)
	}
	w.sound()
}
