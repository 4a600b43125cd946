package kanaele_test

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/standin"
	"kontor/backend/internal/service/kanaele"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

const (
	senden = "POST /api/osi_postfach/1.0.0/MessageExchange/v1/Send/"
	konto  = "konto-4711"
)

const lieferung = `{"control":{"transactionId":"%s","leikaIds":[],"formId":"4711","name":"Antrag",
"zustaendigeStelle":"lf-32-sondernutzung","serviceKonto":{"type":"OSI","trustLevel":"STORK-QAA-Level-3",
"postfachAddress":{"identifier":"%s","type":"Citizen"}}},
"formData":[{"name":"firma","stringValue":"Café Müller GmbH"}]}`

// town is Lindenfurt with a channel to a far end, and one Vorgang whose applicant has a mailbox there.
type town struct {
	*testkit.Kit
	t     *testing.T
	fern  *standin.OSI2
	kanal *kanaele.Kanal
	sb    casework.Actor
	adm   casework.Actor
	id    uuid.UUID
	nr    string
}

func open(t *testing.T) *town {
	t.Helper()
	w := &town{Kit: testkit.Service(t), t: t}
	w.fern = standin.NewOSI2(standin.OSI2Config{Client: "kontor", Secret: "geheim", Scope: "access", Resource: "urn:x",
		Tenant: "ST"})
	w.fern.AddMailbox(konto, standin.OSI2Mailbox{ID: "pf-1", Tenant: "ST"})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	door, err := standin.Serve(l, w.fern)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { door.Close() })
	w.sb, w.adm = w.Sachbearbeitung(), w.Person("adm", casework.RolleAdministration)
	if w.kanal, err = w.Kanaele.CreateKanal(t.Context(), w.adm, casework.ZielOSI, "Servicekonto"); err != nil {
		t.Fatal(err)
	}
	w.set(map[string]string{"url": door.URL + "/api/osi_postfach/1.0.0",
		"token_url": door.URL + "/webidp2/connect/token", "client_id": "kontor", "client_secret": "geheim",
		"scope": "access", "resource": "urn:x", "mandant": "ST"})
	w.id = w.apply("t-1", konto)
	w.tx(func(ctx context.Context, tx *store.Tx) error {
		v, err := tx.GetVorgang(ctx, w.id)
		if err == nil {
			w.nr = v.Vorgangsnummer
		}
		return err
	})
	return w
}

// set switches the channel on with these settings.
func (w *town) set(e map[string]string) {
	w.t.Helper()
	k, err := w.Kanaele.UpdateKanal(w.t.Context(), w.adm, w.kanal.ID, kanaele.KanalAenderung{Version: w.kanal.Version,
		Name: "Servicekonto", Aktiv: true, Einstellungen: e})
	if err != nil {
		w.t.Fatal(err)
	}
	w.kanal = k
}

// apply brings an application of an account.
func (w *town) apply(kennung, postfach string) (id uuid.UUID) {
	w.t.Helper()
	z, ad, err := w.Posteingang.OpenZugang(w.t.Context(), "ozgcloud")
	if err != nil {
		w.t.Fatal(err)
	}
	out := w.Posteingang.ReceiveEingang(w.t.Context(), z, ad, posteingang.Lieferung{
		Header: http.Header{"Content-Type": {"application/json"}},
		Body:   strings.NewReader(fmt.Sprintf(lieferung, kennung, postfach))})
	if out.Fehler != nil {
		w.t.Fatal(out.Fehler)
	}
	w.MustWork()
	w.tx(func(ctx context.Context, tx *store.Tx) error {
		ids, err := tx.ListVorgangIDs(ctx, uuid.Nil)
		id = ids[len(ids)-1]
		return err
	})
	return id
}

func (w *town) tx(do func(context.Context, *store.Tx) error) {
	w.t.Helper()
	err := w.DB.InTx(w.t.Context(), casework.System(w.Mandant), func(tx *store.Tx) error {
		return do(w.t.Context(), tx)
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// send writes to the applicant as a person does.
func (w *town) send(n casework.Nachricht) error {
	var version int
	w.tx(func(ctx context.Context, tx *store.Tx) error {
		v, err := tx.GetVorgang(ctx, w.id)
		version = v.Version
		return err
	})
	n.Betreff, n.Text = cmp.Or(n.Betreff, "Betreff"), cmp.Or(n.Text, "Bitte lesen.")
	return w.Versand.SendNachricht(w.t.Context(), w.sb, w.id, version, versand.NeueNachricht{Nachricht: n})
}

// poll lets the sweep ask and everything be done that comes of it.
func (w *town) poll() {
	w.t.Helper()
	if err := w.Kehraus.Sweep(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
	w.MustWork()
}

// akte is what the Vorgang has to say.
type akte struct {
	vorgang     casework.Vorgang
	ein, aus    []casework.Nachricht
	dokumente   []casework.Dokument
	sendungen   []casework.Sendung
	ungeklaerte []casework.Rueckpost
}

func (w *town) load() (a akte) {
	w.t.Helper()
	w.tx(func(ctx context.Context, tx *store.Tx) error {
		v, err := tx.GetVorgang(ctx, w.id)
		if err != nil {
			return err
		}
		a.vorgang = *v
		all, err := tx.ListNachrichten(ctx, w.id)
		if err != nil {
			return err
		}
		for _, n := range all {
			if n.Richtung == casework.Ein {
				a.ein = append(a.ein, n)
			} else {
				a.aus = append(a.aus, n)
			}
		}
		if a.dokumente, err = tx.ListDokumente(ctx, w.id); err != nil {
			return err
		}
		a.dokumente = slices.DeleteFunc(a.dokumente, func(d casework.Dokument) bool {
			return d.Rolle != casework.RolleAntwort
		})
		if a.sendungen, err = tx.ListSendungen(ctx, w.id); err != nil {
			return err
		}
		a.ungeklaerte, err = tx.ListUngeklaerte(ctx)
		return err
	})
	return a
}

// sound tells of seals that are broken.
func (w *town) sound() {
	w.t.Helper()
	if _, schaeden, err := w.Vorgang.CheckVerlauf(w.t.Context(), w.t.Output()); err != nil || schaeden > 0 {
		w.t.Errorf("%v, %d seals are broken", err, schaeden)
	}
}

func reply(nr, text string, files ...standin.OSI2File) standin.OSI2Message {
	return standin.OSI2Message{Vorgang: nr, Subject: "AW: Ihr Antrag", Body: text, Level: "Substantial",
		SentAt: time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC), Attachments: files}
}
