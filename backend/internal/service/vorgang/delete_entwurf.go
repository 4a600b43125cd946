package vorgang

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// DeleteEntwurf forgets a draft of the given version, nil = whichever. Errors: draft_stale.
func (s *Service) DeleteEntwurf(ctx context.Context, a casework.Actor, id uuid.UUID, art string, auf *int) error {
	return s.ownDraft(ctx, a, id, func(tx *store.Tx) error { return tx.DeleteEntwurf(ctx, id, art, auf) })
}
