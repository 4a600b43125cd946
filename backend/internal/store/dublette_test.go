package store_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// Open pages hear of a new hint, once for each Vorgang however many it has; what is known or denied is not told again.
func TestNewDuplicatesAreTold(t *testing.T) {
	k := testkit.Service(t)
	a, b, c := vorgang(t, k, "lf-20-steuern", time.Now()), vorgang(t, k, "lf-20-steuern", time.Now()),
		vorgang(t, k, "lf-32-verkehr", time.Now())
	got := listen(t, k)
	pairs := []store.Dublettenpaar{{A: a.ID, B: b.ID, Gruende: []string{"name", "email"}},
		{A: a.ID, B: c.ID, Gruende: []string{"konto"}}}
	note := func() {
		t.Helper()
		inTx(t, k, func(tx *store.Tx) error { return tx.InsertDubletten(t.Context(), pairs) })
	}
	note()
	inTx(t, k, func(tx *store.Tx) error { _, err := tx.DenyDublette(t.Context(), a.ID, b.ID); return err })
	note()
	inTx(t, k, func(tx *store.Tx) error { tx.Notify(casework.Meldung{Art: "ende"}); return nil })
	told := map[uuid.UUID]int{}
	for m := range got {
		if m.Art == "ende" {
			break
		}
		told[m.Vorgang]++
		if m.Art != "vorgang" || m.Mandant != k.Mandant || m.Version != 1 || m.Einheit == "" ||
			m.Status != casework.Neu {
			t.Errorf("%+v", m)
		}
	}
	if len(told) != 3 || told[a.ID] != 1 || told[b.ID] != 1 || told[c.ID] != 1 {
		t.Errorf("%v", told)
	}
	admin := as(t, k, true)
	if g := query[string](t, admin, "select array_to_string(gruende, ' ') from dublette order by vorgang_id = $1 desc, verneint_am is null limit 1", a.ID); g[0] != "name email" {
		t.Errorf("%v", g)
	}
}
