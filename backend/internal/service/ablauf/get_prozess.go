package ablauf

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// GetProzess returns definition and run of a visible Vorgang's process.
func (s *Service) GetProzess(ctx context.Context, a casework.Actor,
	id uuid.UUID) (def *workflow.Definition, p *store.Prozess, err error) {
	err = s.Read(ctx, a, id, func(tx *store.Tx, v *casework.Vorgang) error {
		if def, err = s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand); err != nil {
			return err
		}
		p, err = tx.GetProzess(ctx, id)
		return err
	})
	return def, p, err
}
