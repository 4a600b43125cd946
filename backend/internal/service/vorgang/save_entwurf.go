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

// SaveEntwurf keeps what a person types on the given version, nil = whichever, and returns the new one; it is no act on
// the Vorgang and leaves no journal entry. Errors: draft_stale, draft_too_large.
func (s *Service) SaveEntwurf(ctx context.Context, a casework.Actor, id uuid.UUID, art string,
	inhalt json.RawMessage, auf *int) (stand int, err error) {
	if len(inhalt) > maxEntwurf {
		return 0, casework.Fail(casework.TooLarge, "draft_too_large")
	}
	err = s.ownDraft(ctx, a, id, func(tx *store.Tx) error {
		stand, err = tx.SaveEntwurf(ctx, id, art, inhalt, auf)
		return err
	})
	return stand, err
}
