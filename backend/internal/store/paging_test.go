package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// While colleagues work on, whoever pages sees every Vorgang once: those that keep their place, never twice.
func TestPagingShowsEveryRowOnce(t *testing.T) {
	k := testkit.Service(t)
	sb := k.Sachbearbeitung()
	now := time.Now()
	for i := range 120 { // every date three times, in two units of three; half never due
		v := vorgang(t, k, sb.Einheiten[i%2], now.Add(-time.Duration(i/3)*time.Hour))
		if i%2 == 0 {
			_, err := as(t, k, true).Exec("update vorgang set faellig_am = $2 where id = $1", v.ID,
				now.AddDate(0, 0, i/6))
			must(t, err)
		}
	}
	for _, newest := range []bool{false, true} {
		want := query[uuid.UUID](t, as(t, k, true), "select id from vorgang")
		seen := map[uuid.UUID]int{}
		f := store.Filter{Ansicht: "alle", Neueste: newest, Anzahl: 7}
		var last *store.Zeile
		for page := 0; ; page++ {
			list, err := k.Vorgang.ListVorgaenge(t.Context(), sb, f, "")
			must(t, err)
			for i := range list.Zeilen {
				z := &list.Zeilen[i]
				seen[z.ID]++
				if last != nil && !inOrder(last, z, newest) {
					t.Fatalf("page %d: %s before %s", page, last.ID, z.ID)
				}
				last = z
			}
			if !list.Mehr {
				break
			}
			f.Nach = &store.Cursor{Zeit: last.FaelligAm, ID: last.ID}
			if newest {
				f.Nach.Zeit = last.EingangAm
			}
			// meanwhile: one more comes in, one seen already and one not seen yet change without moving
			vorgang(t, k, sb.Einheiten[page%3], now)
			for _, id := range []uuid.UUID{last.ID, want[(page*13)%len(want)]} {
				inTx(t, k, func(tx *store.Tx) error {
					v, err := tx.LockVorgang(t.Context(), id)
					must(t, err)
					v.Status, v.Aktenzeichen = casework.Angenommen, fmt.Sprint(page)
					tx.Journal(v, "angenommen", nil)
					return tx.SaveVorgang(t.Context(), v)
				})
			}
		}
		for _, id := range want {
			if seen[id] != 1 {
				t.Errorf("newest %t: a Vorgang was shown %d times", newest, seen[id])
			}
		}
		for id, n := range seen {
			if n > 1 {
				t.Errorf("newest %t: %s was shown %d times", newest, id, n)
			}
		}
	}
}

func inOrder(a, b *store.Zeile, newest bool) bool {
	if newest {
		return b.EingangAm.Before(a.EingangAm) || b.EingangAm.Equal(a.EingangAm) && b.ID.String() < a.ID.String()
	}
	return a.FaelligAm.Before(b.FaelligAm) || a.FaelligAm.Equal(b.FaelligAm) && a.ID.String() < b.ID.String()
}
