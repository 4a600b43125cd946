package bescheid

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ReturnBescheid ends a round without a signature: the second person returns it with a reason, or whoever wrote it
// takes it back. What was written stays readable.
func (s *Service) ReturnBescheid(ctx context.Context, a casework.Actor, id, zeichnung uuid.UUID, version int,
	grund string) error {
	return s.Change(ctx, a, id, casework.RechtBescheiden, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		z, err := getZeichnung(ctx, tx, v, zeichnung)
		if err != nil {
			return err
		}
		if err := z.CheckAkt(a, v, casework.AktZurueckgeben, casework.AktZurueckholen); err != nil {
			return err
		}
		if err := z.Return(a, tx.Now, grund); err != nil {
			return err
		}
		tx.Journal(v, "bescheid_"+string(z.Zustand), map[string]any{"zeichnung": z.ID, "grund": grund})
		return tx.SaveZeichnung(ctx, z)
	})
}
