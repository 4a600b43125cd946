package store_test

import (
	"testing"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// A Zugang changed here counts for the next delivery; one that is unknown is not remembered.
func TestZugangIsReadAnewAfterChange(t *testing.T) {
	k := testkit.Service(t)
	z, err := k.DB.Zugang(t.Context(), "ozgcloud")
	must(t, err)
	if _, err := k.DB.Zugang(t.Context(), "neu"); casework.CodeOf(err) != casework.NotFound {
		t.Fatalf("unknown: %v", err)
	}
	z.Benutzer = "anders"
	inTx(t, k, func(tx *store.Tx) error { return tx.UpsertZugang(t.Context(), z) })
	if again, err := k.DB.Zugang(t.Context(), "ozgcloud"); err != nil || again.Benutzer != "anders" {
		t.Errorf("after the change: %+v, %v", again, err)
	}
	z.Aktiv = false
	inTx(t, k, func(tx *store.Tx) error { return tx.UpsertZugang(t.Context(), z) })
	if again, err := k.DB.Zugang(t.Context(), "ozgcloud"); err != nil || again.Aktiv {
		t.Errorf("switched off: %+v, %v", again, err)
	}
	z.Aktiv = true
	inTx(t, k, func(tx *store.Tx) error { return tx.UpsertZugang(t.Context(), z) })
	if again, err := k.DB.Zugang(t.Context(), "ozgcloud"); err != nil || !again.Aktiv {
		t.Errorf("switched on: %v", err)
	}
}
