package kanaele_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/standin"
	"kontor/backend/internal/service/kanaele"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

const (
	fall  = "c9f0db91-9355-451a-b2a5-7a9be10ce765"
	punkt = "99999999-aaaa-4bbb-8ccc-dddddddddddd"
)

// openFIT is the town with a channel to FIT-Connect, and an application that came with a reply channel.
func openFIT(t *testing.T) (*town, *standin.FITConnect) {
	t.Helper()
	w := open(t)
	f := standin.NewFITConnect("kontor", "geheim")
	f.AddDestination(standin.FITDestination{ID: punkt})
	f.AddCase(fall)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	door, err := standin.Serve(l, f)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { door.Close() })
	f.At(door.URL)
	if w.kanal, err = w.Kanaele.CreateKanal(t.Context(), w.adm, casework.ZielFITConnect, "Onlinedienst"); err != nil {
		t.Fatal(err)
	}
	w.set(map[string]string{"url": door.URL + "/submission-api", "token_url": door.URL + "/token",
		"client_id": "kontor", "client_secret": "geheim", "zustellpunkt": punkt, "schluessel": standin.FITKeys(),
		"schema": "https://schema.example/nachricht.json"})
	key, err := json.Marshal(standin.FITReplyKey())
	if err != nil {
		t.Fatal(err)
	}
	body := strings.Replace(fmt.Sprintf(neutral, "f-1", `,"schluessel":`+string(key)),
		`"kanal":"osi","adresse":"konto-4711"`, `"kanal":"fitconnect","adresse":"`+fall+`"`, 1)
	body = strings.Replace(body, `"konto":{"art":"osi","pseudonym":"p-1"},`, "", 1) // nobody signed in
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
		id, err := tx.FindVorgangPostfach(ctx, fall)
		if err == nil && id != nil {
			w.id = *id
		}
		return err
	})
	if w.id == uuid.Nil {
		t.Fatal("no Vorgang")
	}
	return w, f
}

// A message goes back to the online service, encrypted with the key of the application; its answer comes into the
// Vorgang of its case, and is accepted there when it is stored. What is a new application stays where it lies.
func TestFITConnectBothWays(t *testing.T) {
	w, f := openFIT(t)
	if err := w.send(casework.Nachricht{}); err != nil {
		t.Fatal(err)
	}
	w.MustWork()
	a := w.load()
	if len(a.sendungen) != 1 || a.sendungen[0].Ziel != casework.ZielFITConnect ||
		a.sendungen[0].Zustand != casework.SendungBereitgestellt || len(f.Replies()) != 1 {
		t.Fatalf("%+v", a.sendungen)
	}
	ours := f.Answer(punkt, fall, map[string]string{"betreff": "Re", "text": "Anbei. [Vorgang " + w.nr + "]"},
		[]standin.FITFile{{Name: "plan.pdf", Type: "application/pdf", Content: []byte("%PDF-1.7 plan")}}, nil)
	other := f.Answer(punkt, uuid.NewString(), map[string]string{"text": "Ich beantrage …"}, nil, nil)
	w.poll()
	a = w.load()
	if len(a.ein) != 1 || !strings.HasPrefix(a.ein[0].Text, "Anbei.") || f.State(ours) != "accepted" {
		t.Errorf("%+v, it is %s", a.ein, f.State(ours))
	}
	if f.State(other) != "submitted" || f.Seen("GET ", other) != 0 {
		t.Errorf("a new application is %s, and was looked at %d times", f.State(other), f.Seen("GET ", other))
	}
	w.sound()
}

// What does not fit the event log is neither taken nor accepted, and does not stop the channel.
func TestFITConnectExchanged(t *testing.T) {
	w, f := openFIT(t)
	good := f.Answer(punkt, fall, map[string]string{"text": "Erste"}, nil, nil)
	bad := f.Answer(punkt, fall, map[string]string{"text": "Anbei."}, nil, func(r *standin.FITRaw) {
		r.Exchange(map[string]string{"text": "Widerruf"})
	})
	if err := w.Kehraus.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	_ = w.Work() // the job of what does not fit comes again, in vain
	if a := w.load(); len(a.ein) != 1 || a.ein[0].Text != "Erste" {
		t.Errorf("%+v", a.ein)
	}
	w.tx(func(ctx context.Context, tx *store.Tx) error {
		k, err := tx.GetKanal(ctx, w.kanal.ID)
		if err == nil && k.Stoerung != "" {
			t.Errorf("the channel is at fault: %s", k.Stoerung)
		}
		return err
	})
	if f.State(bad) != "submitted" || f.State(good) != "accepted" {
		t.Errorf("%s, %s", f.State(bad), f.State(good))
	}
}

// Without the channel nobody could sign in and read it: it is a letter.
func TestFITConnectWithoutTheChannel(t *testing.T) {
	w, f := openFIT(t)
	k, err := w.Kanaele.UpdateKanal(t.Context(), w.adm, w.kanal.ID, kanaele.KanalAenderung{Version: w.kanal.Version,
		Name: "Onlinedienst", Einstellungen: w.kanal.Einstellungen})
	if err != nil || k.Aktiv {
		t.Fatal(err)
	}
	if err := w.send(casework.Nachricht{}); err != nil {
		t.Fatal(err)
	}
	w.MustWork()
	if a := w.load(); len(a.sendungen) != 1 || a.sendungen[0].Ziel != casework.ZielPost || len(f.Replies()) > 0 {
		t.Errorf("%+v", a.sendungen)
	}
}
