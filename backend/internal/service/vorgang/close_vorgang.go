package vorgang

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// CloseVorgang ends the work and starts the retention period.
func (s *Service) CloseVorgang(ctx context.Context, a casework.Actor, id uuid.UUID, version int, grund string) error {
	return s.Change(ctx, a, id, casework.RechtAbschliessen, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if v.Status == casework.Abgeschlossen {
			return casework.Fail(casework.Conflict, "already_closed")
		}
		bescheide, err := tx.ListBescheide(ctx, id)
		if err != nil {
			return err
		}
		if casework.BescheidUngewiss(bescheide) {
			return casework.Fail(casework.Conflict, "bescheid_not_announced")
		}
		if err := s.Ablauf.Complete(ctx, tx, v, casework.AktionAbschluss, nil); err != nil {
			return err
		}
		if v.Status != casework.Abgeschlossen {
			if err := v.Close(tx.Now); err != nil {
				return err
			}
		}
		tx.Journal(v, "abgeschlossen", map[string]any{"grund": grund})
		return nil
	})
}
