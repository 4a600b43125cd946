package vorgang

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// EndFristen: whoever waited for the end of a period has the ball again.
func (s *Service) EndFristen(ctx context.Context, mandant uuid.UUID) error {
	var vorbei []uuid.UUID
	err := s.DB.ReadTx(ctx, casework.System(mandant), func(tx *store.Tx) (err error) {
		vorbei, err = tx.ListFristAbgelaufen(ctx, casework.Heute(tx.Now))
		return err
	})
	for _, id := range vorbei {
		s.Step(ctx, service.StepFristen, func() error { return s.reassess(ctx, mandant, id) }, "mandant",
			mandant, "vorgang", id)
	}
	return err
}

// reassess saves a Vorgang whose situation changed by the passing of time alone, and only then.
func (s *Service) reassess(ctx context.Context, mandant, id uuid.UUID) error {
	return s.DB.InTx(ctx, casework.System(mandant), func(tx *store.Tx) error {
		v, err := tx.LockVorgang(ctx, id)
		if err != nil {
			return err
		}
		vorher := v.WartetAuf
		if err := s.Assess(ctx, tx, v); err != nil || v.WartetAuf == vorher {
			return err
		}
		return tx.SaveVorgang(ctx, v)
	})
}
