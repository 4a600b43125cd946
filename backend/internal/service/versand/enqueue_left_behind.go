package versand

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// EnqueueLeftBehind asks anew for the delivery of what waits and has no job any more.
func (s *Service) EnqueueLeftBehind(ctx context.Context, tx *store.Tx) error {
	ids, err := tx.ListOhneAuftrag(ctx)
	for _, id := range ids {
		tx.Enqueue(casework.JobSendung{Mandant: tx.Actor.Mandant, Sendung: id})
	}
	return err
}
