package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// read asks for one Vorgang often enough that its statement is remembered.
func read(t *testing.T, k *testkit.Kit, id uuid.UUID, times int) error {
	t.Helper()
	for range times {
		err := k.DB.ReadTx(t.Context(), casework.System(k.Mandant), func(tx *store.Tx) error {
			_,
				err := tx.GetVorgang(t.Context(), id)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func TestStatementsAreParsedOnce(t *testing.T) {
	k := testkit.Service(t)
	v := vorgang(t, k, "lf-20-steuern", time.Now())
	k.DB.SQL().SetMaxOpenConns(1)
	must(t, read(t, k, v.ID, 10))
	remembered := query[int](t, k.DB.SQL(),
		"select count(*) from pg_prepared_statements where statement like '%from vorgang v where v.id = $1' and generic_plans + custom_plans >= 9")
	if remembered[0] != 1 {
		t.Error("ten times the same statement, but the server does not remember it")
	}
	for range 3 {
		err := k.DB.ReadTx(t.Context(), casework.System(k.Mandant), func(tx *store.Tx) error {
			_, err := tx.ListVorgaenge(t.Context(), store.Filter{Ansicht: store.AnsichtAlle, Anzahl: 10,
				Sicht: casework.Sicht{Alle: true}})
			return err
		})
		must(t, err)
	}
	if n := query[int](t, k.DB.SQL(), "select count(*) from pg_prepared_statements where statement like '%zustaendig_anzeige%'")[0]; n != 0 {
		t.Error("a list of an unusual length is remembered; its plan depends on who asks for what")
	}
}

// The page of the desk is one message to the server, planned once for everybody.
func TestListIsPlannedOnce(t *testing.T) {
	k := testkit.Service(t)
	other := k.Tenant("Stadt Nebenan")
	mine, theirs := vorgang(t, k, "lf-20-steuern", time.Now()), vorgang(t, other, "lf-20-steuern", time.Now())
	k.DB.SQL().SetMaxOpenConns(1)
	for n := range 20 {
		tenant, want := k.Mandant, mine.ID
		if n%2 == 1 {
			tenant, want = other.Mandant, theirs.ID
		}
		f := store.Filter{Ansicht: store.AnsichtAlle, Anzahl: 51, Sicht: casework.Sicht{Alle: true},
			Status: casework.Offen}
		err := k.DB.ReadOne(t.Context(), casework.System(tenant), func(ctx context.Context, tx *store.Tx) error {
			rows, err := tx.ListVorgaenge(ctx, f)
			if err == nil && (len(rows) != 1 || rows[0].ID != want) {
				t.Errorf("%d: %d rows", n, len(rows))
			}
			return err
		})
		must(t, err)
	}
	plans := query[string](t, k.DB.SQL(),
		"select generic_plans || ' ' || custom_plans from pg_prepared_statements where statement like '%zustaendig_anzeige%'")
	if len(plans) != 1 || plans[0] != "20 0" {
		t.Errorf("generic and custom plans: %q", plans)
	}
	for name, setting := range map[string]string{"tenant": "kontor.mandant", "kind of plan": "plan_cache_mode"} {
		if got := query[string](t, k.DB.SQL(), "select coalesce(current_setting('"+setting+
			"', true), '')")[0]; got != "" && got != "auto" {
			t.Errorf("the %s %q outlived its statement", name, got)
		}
	}
}

// A migration, or a pooler that forgets, is felt by nobody who reads with one statement.
func TestReadOneOutlivesChanges(t *testing.T) {
	k := testkit.Service(t)
	v := vorgang(t, k, "lf-20-steuern", time.Now())
	k.DB.SQL().SetMaxOpenConns(1)
	admin := as(t, k, true)
	one := func() error {
		return k.DB.ReadOne(t.Context(), casework.System(k.Mandant), func(ctx context.Context, tx *store.Tx) error {
			_, err := tx.GetVorgang(ctx, v.ID)
			return err
		})
	}
	must(t, one())
	for _, change := range []string{"alter table vorgang alter titel type varchar(500)",
		"alter table vorgang alter titel type text"} {
		if _, err := admin.Exec(change); err != nil {
			t.Fatal(err)
		}
		must(t, one())
	}
	if _, err := k.DB.SQL().Exec("deallocate all"); err != nil {
		t.Fatal(err)
	}
	must(t, one())
}

// What a statement of ReadOne is given stays a value, whatever it holds; and it only reads.
func TestReadOneTakesAnyValue(t *testing.T) {
	k := testkit.Service(t)
	admin := as(t, k, true)
	for _, name := range []string{`o'brien`, `a\'; drop table vorgang; --`, `"x"`, "ä$1€", `\`, "'", "e'\\n'"} {
		if _, err := admin.Exec("insert into organisationseinheit (mandant_id, schluessel, name) values ($1, $2, $2)",
			k.Mandant, name); err != nil {
			t.Fatal(err)
		}
		v := vorgang(t, k, name, time.Now())
		err := k.DB.ReadOne(t.Context(), casework.System(k.Mandant), func(ctx context.Context, tx *store.Tx) error {
			rows, err := tx.ListVorgaenge(ctx, store.Filter{Ansicht: store.AnsichtAlle, Anzahl: 51,
				Sicht: casework.Sicht{Alle: true}, Einheit: name})
			if err == nil && (len(rows) != 1 || rows[0].ID != v.ID) {
				t.Errorf("%q: %d rows", name, len(rows))
			}
			return err
		})
		must(t, err)
	}
	v := vorgang(t, k, "lf-20-steuern", time.Now())
	for what, fn := range map[string]func(context.Context, *store.Tx) error{
		"writes": func(ctx context.Context, tx *store.Tx) error {
			return tx.LogZugriff(ctx, v.ID, "vorgang", nil)
		},
		"sends a U+0000": func(ctx context.Context, tx *store.Tx) error {
			_,
				err := tx.GetZugang(ctx, "a\x00b")
			return err
		},
	} {
		if err := k.DB.ReadOne(t.Context(), casework.System(k.Mandant), fn); err == nil ||
			casework.CodeOf(err) == casework.NotFound {
			t.Errorf("who %s: %v", what, err)
		}
	}
}

// A migration of a newer replica may change what a remembered statement returns, and a pooler may forget statements.
// The transaction that meets it fails as "try again"; all connections meet it at most once together.
func TestStatementsOutliveChanges(t *testing.T) {
	k := testkit.Service(t)
	v := vorgang(t, k, "lf-20-steuern", time.Now())
	admin := as(t, k, true)
	for name, change := range map[string]func(){
		"another type of a column": func() {
			for _, typ := range []string{"varchar(500)", "text"} {
				if _, err := admin.Exec("alter table vorgang alter titel type " + typ); err != nil {
					t.Fatal(err)
				}
				if typ != "text" && read(t, k, v.ID, 1) == nil {
					t.Error("the change was not noticed, so the test shows nothing")
				}
			}
		},
		"forgotten statements": func() {
			if _, err := k.DB.SQL().Exec("deallocate all"); err != nil {
				t.Fatal(err)
			}
		},
		"lost connections": func() {
			if _, err := admin.Exec("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			var all sync.WaitGroup // several connections remember the statement
			for range 4 {
				all.Go(func() {
					for range 20 {
						_ = read(t, k, v.ID, 1)
					}
				})
			}
			all.Wait()
			change()
			failed := 0
			for range 20 {
				if err := read(t, k, v.ID, 1); err != nil {
					failed++
					if casework.CodeOf(err) != casework.Unavailable {
						t.Errorf("not told to try again: %v", err)
					}
				}
			}
			if failed > 1 {
				t.Errorf("%d of 20 transactions failed", failed)
			}
		})
	}
}

// A remembered statement carries nothing of the tenant that used it before, and a transaction that failed leaves
// neither tenant nor transaction behind.
func TestTenantsShareStatements(t *testing.T) {
	k := testkit.Service(t)
	other := k.Tenant("Stadt Nebenan")
	kits := []*testkit.Kit{k, other}
	own := []*casework.Vorgang{vorgang(t, k, "lf-20-steuern", time.Now()),
		vorgang(t, other, "lf-20-steuern", time.Now())}
	k.DB.SQL().SetMaxOpenConns(2)
	stop := errors.New("stop")
	var all sync.WaitGroup
	for i := range 6 {
		all.Go(func() {
			for n := range 30 {
				mine, theirs := (i+n)%2, (i+n+1)%2
				if err := read(t, kits[mine], own[mine].ID, 1); err != nil {
					t.Error(err)
				}
				if err := read(t, kits[mine], own[theirs].ID, 1); casework.CodeOf(err) != casework.NotFound {
					t.Errorf("the other tenant's Vorgang: %v", err)
				}
				err := k.DB.InTx(t.Context(), casework.System(kits[mine].Mandant), func(tx *store.Tx) error {
					return stop
				})
				if !errors.Is(err, stop) {
					t.Error(err)
				}
				ctx, cancel := context.WithCancel(t.Context())
				_ = k.DB.InTx(ctx, casework.System(kits[mine].Mandant), func(tx *store.Tx) error {
					cancel()
					_, err := tx.GetVorgang(ctx, own[mine].ID)
					return err
				})
				if got := query[*string](t, k.DB.SQL(),
					"select nullif(current_setting('kontor.mandant', true), '')"); got[0] != nil {
					t.Errorf("the tenant %s outlived its transaction", *got[0])
				}
			}
		})
	}
	all.Wait()
}

// listen yields the live events from now on.
func listen(t *testing.T, k *testkit.Kit) <-chan casework.Meldung {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	got := make(chan casework.Meldung, 10)
	var listening sync.WaitGroup
	listening.Go(func() { _ = store.Listen(ctx, k.DSN, func(m casework.Meldung) { got <- m }) })
	t.Cleanup(func() { cancel(); listening.Wait() })
	admin := as(t, k, true)
	for n := 0; n == 0; time.Sleep(5 * time.Millisecond) { // until the listener is there
		n = query[int](t, admin, "select count(*) from pg_stat_activity where datname = current_database() and query ilike 'listen %'")[0]
	}
	return got
}

// Live events leave with the commit, whatever they hold, and not without it.
func TestEventsLeaveWithTheCommit(t *testing.T) {
	k := testkit.Service(t)
	got := listen(t, k)
	stop := errors.New("stop")
	err := k.DB.InTx(t.Context(), casework.System(k.Mandant), func(tx *store.Tx) error {
		tx.Notify(casework.Meldung{Art: "verworfen"})
		return stop
	})
	if !errors.Is(err, stop) {
		t.Error(err)
	}
	err = k.DB.InTx(t.Context(), casework.System(k.Mandant), func(tx *store.Tx) error {
		tx.Notify(casework.Meldung{Art: "ver\"eitelt'\\"})
		_, _ = tx.GetVorgang(t.Context(), uuid.Nil) // fails, but not the transaction
		_ = tx.SaveProzess(t.Context(), &store.Prozess{Vorgang: uuid.New()})
		return nil // although the statement before has failed
	})
	if err == nil {
		t.Error("a failed transaction reports success")
	}
	inTx(t, k, func(tx *store.Tx) error {
		tx.Notify(casework.Meldung{Art: `a'b"c\d`})
		tx.Notify(casework.Meldung{Art: "zwei"})
		return nil
	})
	for _, want := range []string{`a'b"c\d`, "zwei"} {
		select {
		case m := <-got:
			if m.Art != want || m.Mandant != k.Mandant {
				t.Errorf("got %+v, want %s", m, want)
			}
		case <-time.After(time.Minute):
			t.Fatal("no event")
		}
	}
}
