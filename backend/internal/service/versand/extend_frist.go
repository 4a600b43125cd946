package versand

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ExtendFrist gives the applicant until a later day to answer a request, also after its period is over (§ 31 Abs. 7
// VwVfG): desk, Antragsraum and process have the same day from then on, and the applicant is told.
func (s *Service) ExtendFrist(ctx context.Context, a casework.Actor, id, nachricht uuid.UUID, version int,
	bis time.Time, grund string) error {
	change := fristChange{nachricht, casework.FristVerlaengern, grund}
	return s.changeFrist(ctx, a, id, version, change, func(tx *store.Tx, n *casework.Nachricht) error {
		kalender, err := s.Kalender(ctx, tx)
		if err != nil {
			return err
		}
		return n.ExtendFrist(kalender, bis, casework.Heute(tx.Now))
	})
}
