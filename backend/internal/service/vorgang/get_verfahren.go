package vorgang

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// GetVerfahren returns what the browser needs of a procedure.
func (s *Service) GetVerfahren(ctx context.Context, a casework.Actor, name,
	stand string) (d *workflow.Definition, err error) {
	if err := a.Must(casework.RechtLesen); err != nil {
		return nil, err
	}
	err = s.DB.ReadOne(ctx, a, func(ctx context.Context, tx *store.Tx) error {
		d, err = s.Verfahren.Get(ctx, tx, name, stand)
		return err
	})
	return d, err
}
