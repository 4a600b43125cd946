package vorgang

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// ListVerfahren lists every procedure by name, in the version that new Vorgänge get or got last.
func (s *Service) ListVerfahren(ctx context.Context, a casework.Actor) (out []*workflow.Definition, err error) {
	if err := a.Must(casework.RechtAngemeldet); err != nil {
		return nil, err
	}
	err = s.DB.ReadOne(ctx, a, func(ctx context.Context, tx *store.Tx) error {
		angebot, err := s.Verfahren.Angebot(ctx, tx)
		if err == nil {
			out = angebot.List()
		}
		return err
	})
	return out, err
}
