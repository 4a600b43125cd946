package vorgang

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/workflow"
)

// GetVerfahren returns what the browser needs of a procedure.
func (s *Service) GetVerfahren(_ context.Context, a casework.Actor, name, stand string) (*workflow.Definition, error) {
	if err := a.Must(casework.RechtLesen); err != nil {
		return nil, err
	}
	return s.Verfahren.Get(name, stand)
}
