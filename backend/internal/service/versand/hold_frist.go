package versand

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// HoldFrist stops the clock of a request: its period ends on no day, for nobody, until ResumeFrist lets it go on.
func (s *Service) HoldFrist(ctx context.Context, a casework.Actor, id, nachricht uuid.UUID, version int,
	grund string) error {
	change := fristChange{nachricht, casework.FristAnhalten, grund}
	return s.changeFrist(ctx, a, id, version, change, func(tx *store.Tx, n *casework.Nachricht) error {
		n.StopUhr(casework.Heute(tx.Now))
		return nil
	})
}
