package vorgang

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// DenyDublette ends the hint on both Vorgänge: a person looked and they are two applications. A second time changes
// nothing.
func (s *Service) DenyDublette(ctx context.Context, a casework.Actor, id, anderer uuid.UUID) error {
	if err := a.Must(casework.RechtBearbeiten); err != nil {
		return err
	}
	return s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		pair := []uuid.UUID{id, anderer}
		// one order for whoever locks both
		slices.SortFunc(pair, func(x, y uuid.UUID) int { return slices.Compare(x[:], y[:]) })
		locked := map[uuid.UUID]*casework.Vorgang{}
		for _, x := range pair {
			v, err := tx.LockVorgang(ctx, x)
			if err != nil {
				return err
			}
			locked[x] = v
		}
		if err := s.MayChange(ctx, tx, a, locked[id], casework.RechtBearbeiten); err != nil {
			return err
		}
		if o := locked[anderer]; !seesDublette(a, o.Einheit, o.Status) {
			return casework.Fail(casework.NotFound, "not_found")
		}
		there, err := tx.DenyDublette(ctx, id, anderer)
		if err != nil || !there {
			return err
		}
		for _, x := range pair {
			other := pair[0]
			if x == other {
				other = pair[1]
			}
			tx.Journal(locked[x], "dublette_verneint", map[string]any{"vorgang": other,
				"vorgangsnummer": locked[other].Vorgangsnummer})
			if err := tx.SaveVorgang(ctx, locked[x]); err != nil {
				return err
			}
		}
		return nil
	})
}
