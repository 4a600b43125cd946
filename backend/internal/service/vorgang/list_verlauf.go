package vorgang

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ListVerlauf reads the journal of a visible Vorgang.
func (s *Service) ListVerlauf(ctx context.Context, a casework.Actor,
	id uuid.UUID) (out []casework.Verlaufseintrag, err error) {
	err = s.Read(ctx, a, id, func(tx *store.Tx, _ *casework.Vorgang) (err error) {
		out, err = tx.ListVerlauf(ctx, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	return out, s.NoteBlick(ctx, a, casework.Zugriff{Vorgang: &id, Art: "verlauf"})
}
