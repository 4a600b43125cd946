package vorgang

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// maxEntwurf bounds a draft in bytes.
const maxEntwurf = 256 << 10

// SaveEntwurf keeps what a person types; it is no act on the Vorgang and leaves no journal entry.
func (s *Service) SaveEntwurf(ctx context.Context, a casework.Actor, id uuid.UUID, art string,
	inhalt json.RawMessage) error {
	if len(inhalt) > maxEntwurf {
		return casework.Fail(casework.TooLarge, "draft_too_large")
	}
	return s.ownDraft(ctx, a, id, func(tx *store.Tx) error { return tx.SaveEntwurf(ctx, id, art, inhalt) })
}
