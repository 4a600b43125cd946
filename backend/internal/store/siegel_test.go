package store_test

import (
	"slices"
	"strings"
	"testing"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// Every column of a sealed table counts by itself. One with a default that says something would break the seals of all
// rows that were there before it.
func TestSealedColumns(t *testing.T) {
	k := testkit.Service(t)
	for art := range casework.Siegelarten {
		for _, c := range query[string](t, as(t, k, false), `select column_name || ' ' || coalesce(column_default, '')
			from information_schema.columns where table_name = $1`, art) {
			column, value, _ := strings.Cut(c, " ")
			value, _, _ = strings.Cut(value, "::")
			if !slices.Contains([]string{"", "''", "0", "false", "'[]'", "'{}'"}, value) {
				t.Errorf("%s.%s has the default %s", art, column, value)
			}
		}
	}
}

// Who writes what is sealed and tells no journal of it changes nothing.
func TestNothingIsWrittenUnsealed(t *testing.T) {
	k := testkit.Service(t)
	v := vorgang(t, k, "lf-32-sondernutzung", k.DB.Now())
	write := func(tx *store.Tx) error {
		return tx.InsertKommentar(t.Context(), &casework.Kommentar{ID: v.ID, Vorgang: v.ID, Text: "x", Am: tx.Now})
	}
	for name, act := range map[string]func(*store.Tx) error{
		"not saved": write,
		"saved without a word": func(tx *store.Tx) error {
			if err := write(tx); err != nil {
				return err
			}
			return tx.SaveVorgang(t.Context(), v)
		},
	} {
		err := k.DB.InTx(t.Context(), casework.System(k.Mandant), act)
		if err == nil || !strings.Contains(err.Error(), "without a journal entry") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := query[int](t, as(t, k, true), "select count(*) from kommentar")[0]; n != 0 {
		t.Error("it was kept")
	}
}
