package store_test

import (
	"strings"
	"testing"

	"kontor/backend/internal/testkit"
)

// What a Vorgang was decided by is there unchanged for ever: PostgreSQL itself refuses to change a version or to take
// it away, whoever asks.
func TestAVersionNeverChanges(t *testing.T) {
	k := testkit.Service(t)
	db := as(t, k, true)
	for _, change := range []string{
		"update verfahrensversion set inhalt = 'x'", "update verfahrensversion set stand = '7' where name = 'standard'",
		"update verfahrensversion set pruefsumme = 'x'", "update verfahrensversion set zustand = 'entwurf'",
		"update verfahrensversion set zustand = 'abgelegt'", "delete from verfahrensversion",
		"truncate verfahrensversion",
	} {
		if _, err := db.Exec(change); err == nil || !strings.Contains(err.Error(), "never changes") {
			t.Errorf("%s: %v", change, err)
		}
	}
	for _, change := range []string{
		"update verfahrensversion set zustand = 'zurueckgezogen', geaendert_von = 'x' where name = 'hundesteuer'",
		"update verfahrensversion set zustand = 'aktiv', aktiv_ab = '2026-01-01' where name = 'hundesteuer'",
	} {
		if _, err := db.Exec(change); err != nil {
			t.Errorf("%s: %v", change, err)
		}
	}
}
