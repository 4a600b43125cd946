package versand

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ResumeFrist lets the period of a request go on; the days on which its clock stood are added.
func (s *Service) ResumeFrist(ctx context.Context, a casework.Actor, id, nachricht uuid.UUID, version int,
	grund string) error {
	change := fristChange{nachricht, casework.FristWeiter, grund}
	return s.changeFrist(ctx, a, id, version, change, func(tx *store.Tx, n *casework.Nachricht) error {
		kalender, err := s.Kalender(ctx, tx)
		if err != nil {
			return err
		}
		n.StartUhr(kalender, casework.Heute(tx.Now))
		return nil
	})
}
