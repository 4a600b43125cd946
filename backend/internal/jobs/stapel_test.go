package jobs_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/jobs"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// deliver makes Vorgänge "Testperson 0" to "Testperson n-1" of an undescribed form, each with an attachment.
func deliver(t *testing.T, k *testkit.Kit, zugang string, n int) {
	t.Helper()
	z, ad, err := k.Posteingang.OpenZugang(t.Context(), zugang)
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		var body bytes.Buffer
		m := multipart.NewWriter(&body)
		_ = m.WriteField("formData", fmt.Sprintf(
			`{"control":{"transactionId":"%s-%d","name":"Antrag"},"formData":[{"name":"nachname","stringValue":"Testperson%d"},{"name":"bemerkung","stringValue":"mail@ und @haus.@ @"}]}`, zugang, i, i))
		file, _ := m.CreateFormFile("attachment", fmt.Sprintf("Anlage %d.txt", i))
		_, _ = fmt.Fprintf(file, "Anlage von %s zu %d", zugang, i)
		_ = m.Close()
		out := k.Posteingang.ReceiveEingang(t.Context(), z, ad, posteingang.Lieferung{Path: "/",
			Header: http.Header{"Content-Type": {m.FormDataContentType()}}, Body: &body})
		if out.Fehler != nil {
			t.Fatal(out.Fehler)
		}
	}
}

func found(t *testing.T, k *testkit.Kit, who casework.Actor, words string) int {
	t.Helper()
	l, err := k.Vorgang.ListVorgaenge(t.Context(), who, store.Filter{Ansicht: store.AnsichtAlle, Anzahl: 100}, words)
	if err != nil {
		t.Fatal(err)
	}
	return len(l.Zeilen)
}

func start(t *testing.T, k *testkit.Kit, o jobs.Options) {
	t.Helper()
	o.Log = k.Log
	r, err := jobs.Start(t.Context(), k.All, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Stop(context.Background()) })
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !ok(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal(what)
		}
	}
}

func waiting(t *testing.T, k *testkit.Kit, kind string) int {
	t.Helper()
	return number(t, k, "select count(*) from river_job where kind = $1 and state not in ('completed', 'retryable')",
		kind)
}

// number asks as a superuser, who sees every tenant.
func number(t *testing.T, k *testkit.Kit, query string, args ...any) (n int) {
	t.Helper()
	admin, err := sql.Open("postgres", k.AdminDSN())
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	if err := admin.QueryRowContext(t.Context(), query, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// What comes in is findable soon, whether the workers run already or start later, in every tenant, and nothing is left.
func TestEverythingBecomesFindable(t *testing.T) {
	k := testkit.Service(t)
	other := k.Tenant("Stadt Nebenan")
	kits := map[string]*testkit.Kit{"ozgcloud": k, "zweite-ozgcloud": other}
	for zugang, kit := range kits {
		deliver(t, kit, zugang, 120) // more than one batch
	}
	start(t, k, jobs.Options{})
	for zugang, kit := range kits {
		post := kit.Person("post", casework.RollePoststelle)
		eventually(t, "not all of "+zugang+" became findable", func() bool {
			return found(t, kit, post, "testperson") == 100 && found(t, kit, post, "Testperson119") == 1
		})
	}
	if n := waiting(t, k, "suche_fuellen"); n != 0 {
		t.Errorf("%d jobs are left", n)
	}
}

// An Antrag that cannot be indexed does not keep the others from being found, and is tried again by itself.
func TestOneFaultyAntragHindersNoOther(t *testing.T) {
	k := testkit.Service(t)
	deliver(t, k, "ozgcloud", 5)
	admin, err := sql.Open("postgres", k.AdminDSN())
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	if _, err := admin.ExecContext(t.Context(),
		"update antrag set inhalt = '[]' where inhalt::text like '%Testperson3%'"); err != nil {
		t.Fatal(err)
	}
	start(t, k, jobs.Options{})
	post := k.Person("post", casework.RollePoststelle)
	eventually(t, "the others did not become findable", func() bool {
		return found(t, k, post, "Testperson0") == 1 && found(t, k, post, "Testperson2") == 1 &&
			found(t, k, post, "Testperson4") == 1
	})
	eventually(t, "the faulty one is not marked to be tried again", func() bool {
		return number(t, k, "select count(*) from river_job where kind = 'suche_fuellen' and errors is not null") == 1
	})
}

// A batch that does not come to its end leaves its jobs to the next; two replicas never hold the same ones.
func TestBatchesAreAllOrNothing(t *testing.T) {
	k := testkit.Service(t)
	deliver(t, k, "ozgcloud", 3)
	stop := errors.New("killed")
	system := casework.System(k.Mandant)
	err := k.DB.InTx(t.Context(), system, func(tx *store.Tx) error {
		ids, err := tx.TakeSuchen(t.Context(), 100)
		if err != nil || len(ids) != 3 {
			t.Errorf("took %d of 3: %v", len(ids), err)
		}
		if n, err := k.Vorgang.FillSuchen(t.Context()); n != 0 || err != nil {
			t.Errorf("a second replica took %d meanwhile: %v", n, err)
		}
		return stop
	})
	if !errors.Is(err, stop) {
		t.Fatal(err)
	}
	if n, err := k.Vorgang.FillSuchen(t.Context()); n != 3 || err != nil {
		t.Errorf("after the failure %d of 3 were filled: %v", n, err)
	}
	if n := waiting(t, k, "suche_fuellen"); n != 0 {
		t.Errorf("%d jobs are left", n)
	}
}

const (
	quarantine = "select count(*) from dokument where pruefung = 'ausstehend'"
	scans      = "select count(*) from verlauf where art = 'dokument_ungeprueft'"
)

// Every document leaves quarantine, in every tenant, and each Vorgang says so once in a journal without a break.
func TestEveryDocumentIsScannedOnce(t *testing.T) {
	k := testkit.Service(t)
	other := k.Tenant("Stadt Nebenan")
	deliver(t, k, "ozgcloud", 70) // more than one batch
	deliver(t, other, "zweite-ozgcloud", 30)
	start(t, k, jobs.Options{})
	eventually(t, "documents stay in quarantine", func() bool {
		return number(t, k, quarantine) == 0 && waiting(t, k, "dokumente_pruefen") == 0
	})
	if docs, said := number(t, k, "select count(*) from dokument"), number(t, k, scans); docs < 100 || said != docs {
		t.Errorf("%d documents, %d scans in the journals", docs, said)
	}
	for _, kit := range []*testkit.Kit{k, other} {
		err := kit.DB.ReadTx(t.Context(), casework.System(kit.Mandant), func(tx *store.Tx) error {
			ids, err := tx.ListVorgangIDs(t.Context(), uuid.Nil)
			for _, id := range ids {
				v, err := tx.GetVorgang(t.Context(), id)
				if err != nil {
					return err
				}
				verlauf, err := tx.ListVerlauf(t.Context(), id)
				if err != nil {
					return err
				}
				if bruch := casework.CheckKette(verlauf, v.VerlaufNr, v.VerlaufHash); bruch != "" || v.Version < 2 {
					t.Errorf("Vorgang %s, version %d: %s", v.Vorgangsnummer, v.Version, bruch)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// A file that cannot be read keeps no other in quarantine; it is tried again by itself and released once it is back.
func TestOneUnreadableFileHindersNoOther(t *testing.T) {
	db, dsn := testkit.DB(t)
	folder := t.TempDir()
	k := testkit.ServiceOn(t, db, dsn, folder)
	deliver(t, k, "ozgcloud", 8)
	content := fmt.Sprintf("%x", sha256.Sum256([]byte("Anlage von ozgcloud zu 3")))
	file, away := filepath.Join(folder, content[:2], content), filepath.Join(t.TempDir(), "away")
	if err := os.Rename(file, away); err != nil {
		t.Fatal(err)
	}
	start(t, k, jobs.Options{})
	eventually(t, "not all others left quarantine", func() bool {
		return number(t, k, quarantine+" and sha256 <> $1", content) == 0
	})
	eventually(t, "the unreadable one is not marked to be tried again", func() bool {
		return number(t, k, "select count(*) from river_job where kind = 'dokumente_pruefen' and errors is not null") == 1
	})
	if err := os.Rename(away, file); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the file is back and still in quarantine", func() bool { return number(t, k, quarantine) == 0 })
}

// Scans that a killed process had taken are done by the next one; two replicas never hold the same ones.
func TestScansOfAKilledProcessGoOn(t *testing.T) {
	k := testkit.Service(t)
	deliver(t, k, "ozgcloud", 5)
	take := func() int {
		var taken []store.Pruefauftrag
		err := k.DB.InTx(t.Context(), casework.System(k.Mandant), func(tx *store.Tx) (err error) {
			taken, err = tx.TakePruefungen(t.Context(), 100)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return len(taken)
	}
	if first, second := take(), take(); first != 5 || second != 0 {
		t.Fatalf("one replica took %d, another %d of 5", first, second)
	}
	start(t, k, jobs.Options{Sole: true})
	eventually(t, "documents stay in quarantine", func() bool {
		return number(t, k, quarantine) == 0 && waiting(t, k, "dokumente_pruefen") == 0
	})
	if docs, said := number(t, k, "select count(*) from dokument"), number(t, k, scans); said != docs {
		t.Errorf("%d documents, %d scans in the journals", docs, said)
	}
}

// While nothing can be scanned, the sweep of every minute does not heap up jobs; where a job was lost, it asks anew.
func TestSweepAsksForEachScanOnce(t *testing.T) {
	k := testkit.Service(t)
	deliver(t, k, "ozgcloud", 3)
	k.DB.SetClock(func() time.Time { return time.Now().Add(5 * time.Minute) })
	jobs := func() int { return number(t, k, "select count(*) from river_job where kind = 'dokumente_pruefen'") }
	sweep := func() {
		if err := k.Kehraus.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	sweep()
	sweep()
	if n := jobs(); n != 3 {
		t.Errorf("%d jobs for 3 Vorgänge", n)
	}
	number(t, k, "with gone as (delete from river_job where kind = 'dokumente_pruefen' returning 1) select count(*) from gone")
	sweep()
	if n := jobs(); n != 3 {
		t.Errorf("after the jobs were lost there are %d for 3 Vorgänge", n)
	}
}
