package vorgang

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/workflow"
)

// ListVerfahren lists the newest version of every procedure by name.
func (s *Service) ListVerfahren(_ context.Context, a casework.Actor) ([]*workflow.Definition, error) {
	if err := a.Must(casework.RechtAngemeldet); err != nil {
		return nil, err
	}
	return s.Verfahren.List(), nil
}
