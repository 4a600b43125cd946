package main

import (
	"context"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/standin"
	kanal "kontor/backend/internal/service/kanaele"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

const mitPostfach = `{"control":{"transactionId":"kanal-1","leikaIds":[],"formId":"4711","name":"Antrag",
"zustaendigeStelle":"lf-32-sondernutzung","serviceKonto":{"type":"OSI","trustLevel":"STORK-QAA-Level-3",
"postfachAddress":{"identifier":"pk-1","type":"Citizen"}}},
"formData":[{"name":"firma","stringValue":"Café Müller GmbH"}]}`

// TestKillWhileAMailboxScans is number 1 of the acceptance list for mailboxes: it kills `kontor serve` while the far
// end scans the files of a message. The next process goes on waiting: exactly one message lies there, with both files,
// and neither was uploaded twice.
func TestKillWhileAMailboxScans(t *testing.T) {
	if testing.Short() {
		t.Skip("waits until jobs of a killed process are taken over")
	}
	data := t.TempDir()
	db, dsn := testkit.DB(t)
	k := testkit.ServiceOn(t, db, dsn, data+"/blobs")
	c := &crash{Kit: k, t: t, sb: k.Sachbearbeitung(), data: data, port: strconv.Itoa(mustPort(t))}
	far := openFar(t, k)
	c.sendWithFiles()

	p := c.start()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute) // River looks for jobs left behind once a minute
	defer cancel()
	if !far.Await(ctx, "GET ", "/Quarantine/v1/Upload/") {
		t.Fatal("nobody asks for the scan")
	}
	p.kill()
	if n := len(far.Sent()); n != 0 {
		t.Fatalf("%d messages lie there before the scan has ended", n)
	}
	uploads := far.Seen("Chunked")
	far.EndScans()
	p = c.start()
	if !far.Await(ctx, "/MessageExchange/v1/Send/") {
		t.Fatal("nobody goes on")
	}
	p.interrupt() // what runs is finished
	c.delivered()
	sent := far.Sent()
	if len(sent) != 1 || len(sent[0].Files) != 2 || far.Seen("Chunked") != uploads {
		t.Fatalf("%d messages lie there; %d parts were uploaded, then %d", len(sent), uploads, far.Seen("Chunked"))
	}
	for _, guid := range sent[0].Files {
		if name, content := far.Upload(guid); !strings.HasPrefix(string(content), "%PDF-") {
			t.Errorf("%s: %q", name, content)
		}
	}
}

// openFar is a far end that scans until it is told to end, and a channel to it.
func openFar(t *testing.T, k *testkit.Kit) *standin.OSI2 {
	t.Helper()
	far := standin.NewOSI2(standin.OSI2Config{Client: "kontor", Secret: "geheim", Scope: "access", Resource: "urn:x",
		Tenant: "ST", ScanDelay: 24 * time.Hour})
	far.AddMailbox("pk-1", standin.OSI2Mailbox{ID: "pf-1", Tenant: "ST"})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	door, err := standin.Serve(l, far)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { door.Close() })
	adm := k.Person("adm", casework.RolleAdministration)
	row, err := k.Kanaele.CreateKanal(t.Context(), adm, casework.ZielOSI, "Servicekonto")
	if err != nil {
		t.Fatal(err)
	}
	_, err = k.Kanaele.UpdateKanal(t.Context(), adm, row.ID, kanal.KanalAenderung{Version: 1, Name: "Servicekonto",
		Aktiv: true, Einstellungen: map[string]string{"url": door.URL + "/api/osi_postfach/1.0.0",
			"token_url": door.URL + "/webidp2/connect/token", "client_id": "kontor", "client_secret": "geheim",
			"scope": "access", "resource": "urn:x", "mandant": "ST"}})
	if err != nil {
		t.Fatal(err)
	}
	return far
}

// sendWithFiles writes to an applicant with a mailbox; nothing works on it yet.
func (c *crash) sendWithFiles() {
	c.t.Helper()
	ctx := c.t.Context()
	z, ad, err := c.Posteingang.OpenZugang(ctx, "ozgcloud")
	if err != nil {
		c.t.Fatal(err)
	}
	out := c.Posteingang.ReceiveEingang(ctx, z, ad, posteingang.Lieferung{
		Header: http.Header{"Content-Type": {"application/json"}}, Body: strings.NewReader(mitPostfach)})
	if out.Fehler != nil {
		c.t.Fatal(out.Fehler)
	}
	c.MustWork()
	var v *casework.Vorgang
	read := func(do func(context.Context, *store.Tx) error) {
		err := c.DB.InTx(ctx, casework.System(c.Mandant), func(tx *store.Tx) error { return do(ctx, tx) })
		if err != nil {
			c.t.Fatal(err)
		}
	}
	var files []uuid.UUID
	read(func(ctx context.Context, tx *store.Tx) error {
		ids, err := tx.ListVorgangIDs(ctx, uuid.Nil)
		if err != nil {
			return err
		}
		v, err = tx.GetVorgang(ctx, ids[0])
		return err
	})
	for _, name := range []string{"plan.pdf", "auflagen.pdf"} {
		d, err := c.PutDokument(ctx, v.ID, casework.RolleIntern, name, strings.NewReader("%PDF-1.7 "+name))
		if err != nil {
			c.t.Fatal(err)
		}
		d.Pruefung = casework.PruefungUngeprueft
		files = append(files, d.ID)
		read(func(ctx context.Context, tx *store.Tx) error {
			locked, err := tx.LockVorgang(ctx, v.ID)
			if err != nil {
				return err
			}
			d.Am = tx.Now
			tx.Journal(locked, "dokument_hinzugefuegt", map[string]any{"dokument": d.ID})
			if err := tx.InsertDokumente(ctx, []casework.Dokument{*d}); err != nil {
				return err
			}
			return c.Versand.Save(ctx, tx, locked)
		})
	}
	read(func(ctx context.Context, tx *store.Tx) (err error) {
		v, err = tx.GetVorgang(ctx, v.ID)
		return err
	})
	err = c.Versand.SendNachricht(ctx, c.sb, v.ID, v.Version, versand.NeueNachricht{Anhaenge: files,
		Nachricht: casework.Nachricht{Betreff: "Unterlagen", Text: "Anbei.", Vertrauensniveau: 1}})
	if err != nil {
		c.t.Fatal(err)
	}
}

// delivered: the Sendung is noted as provided.
func (c *crash) delivered() {
	c.t.Helper()
	err := c.DB.ReadTx(c.t.Context(), casework.System(c.Mandant), func(tx *store.Tx) error {
		ids, err := tx.ListVorgangIDs(c.t.Context(), uuid.Nil)
		if err != nil {
			return err
		}
		all, err := tx.ListSendungen(c.t.Context(), ids[0])
		if err == nil && all[0].Zustand != casework.SendungBereitgestellt {
			c.t.Errorf("the Sendung is %s", all[0].Zustand)
		}
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
}
