package vorgang

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// MayView tells whether the actor may see a Vorgang.
func (s *Service) MayView(ctx context.Context, a casework.Actor, id uuid.UUID) bool {
	return s.Read(ctx, a, id, func(*store.Tx, *casework.Vorgang) error { return nil }) == nil
}
