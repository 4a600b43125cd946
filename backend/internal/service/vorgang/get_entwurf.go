package vorgang

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// GetEntwurf reads what this person typed last; not_found if nothing is kept.
func (s *Service) GetEntwurf(ctx context.Context, a casework.Actor, id uuid.UUID,
	art string) (e store.Entwurf, err error) {
	err = s.Read(ctx, a, id, func(tx *store.Tx, _ *casework.Vorgang) error {
		e, err = tx.GetEntwurf(ctx, id, art)
		return err
	})
	return e, err
}

func (s *Service) ownDraft(ctx context.Context, a casework.Actor, id uuid.UUID, fn func(*store.Tx) error) error {
	if err := a.Must(casework.RechtMitwirken); err != nil {
		return err
	}
	return s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		v, err := tx.GetVorgang(ctx, id)
		if err != nil {
			return err
		}
		if err := s.MayRead(ctx, tx, a, v); err != nil {
			return err
		}
		return fn(tx)
	})
}
