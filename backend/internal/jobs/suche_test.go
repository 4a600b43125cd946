package jobs_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/jobs"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// deliver makes Vorgänge "Testperson 0" to "Testperson n-1" of an undescribed form.
func deliver(t *testing.T, k *testkit.Kit, zugang string, n int) {
	t.Helper()
	z, ad, err := k.OpenZugang(t.Context(), zugang)
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		body := fmt.Sprintf(`{"control":{"transactionId":"%s-%d","name":"Antrag"},"formData":[{"name":"nachname","stringValue":"Testperson%d"},{"name":"bemerkung","stringValue":"mail@ und @haus.@ @"}]}`, zugang, i, i)
		out := k.ReceiveEingang(t.Context(), z, ad, service.Lieferung{Path: "/", Header: http.Header{"Content-Type": {"application/json"}}, Body: bytes.NewReader([]byte(body))})
		if out.Fehler != nil {
			t.Fatal(out.Fehler)
		}
	}
}

func found(t *testing.T, k *testkit.Kit, who casework.Actor, words string) int {
	t.Helper()
	l, err := k.ListVorgaenge(t.Context(), who, store.Filter{Ansicht: store.AnsichtAlle, Anzahl: 100}, words)
	if err != nil {
		t.Fatal(err)
	}
	return len(l.Zeilen)
}

func start(t *testing.T, k *testkit.Kit) {
	t.Helper()
	r, err := jobs.Start(t.Context(), k.Service, jobs.Options{Log: k.Log})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Stop(context.Background()) })
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !ok(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal(what)
		}
	}
}

func waiting(t *testing.T, k *testkit.Kit) (n int) {
	t.Helper()
	err := k.DB.SQL().QueryRowContext(t.Context(), "select count(*) from river_job where kind = 'suche_fuellen' and state not in ('completed', 'retryable')").Scan(&n)
	if err != nil {
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
	start(t, k)
	for zugang, kit := range kits {
		post := kit.Person("post", casework.RollePoststelle)
		eventually(t, "not all of "+zugang+" became findable", func() bool {
			return found(t, kit, post, "testperson") == 100 && found(t, kit, post, "Testperson119") == 1
		})
	}
	if n := waiting(t, k); n != 0 {
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
	if _, err := admin.ExecContext(t.Context(), "update antrag set inhalt = '[]' where inhalt::text like '%Testperson3%'"); err != nil {
		t.Fatal(err)
	}
	start(t, k)
	post := k.Person("post", casework.RollePoststelle)
	eventually(t, "the others did not become findable", func() bool {
		return found(t, k, post, "Testperson0") == 1 && found(t, k, post, "Testperson2") == 1 && found(t, k, post, "Testperson4") == 1
	})
	eventually(t, "the faulty one is not marked to be tried again", func() bool {
		var n int
		err := k.DB.SQL().QueryRowContext(t.Context(), "select count(*) from river_job where kind = 'suche_fuellen' and state = 'retryable' and errors is not null").Scan(&n)
		return err == nil && n == 1
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
		if n, err := k.FillSuchen(t.Context()); n != 0 || err != nil {
			t.Errorf("a second replica took %d meanwhile: %v", n, err)
		}
		return stop
	})
	if !errors.Is(err, stop) {
		t.Fatal(err)
	}
	if n, err := k.FillSuchen(t.Context()); n != 3 || err != nil {
		t.Errorf("after the failure %d of 3 were filled: %v", n, err)
	}
	if n := waiting(t, k); n != 0 {
		t.Errorf("%d jobs are left", n)
	}
}
