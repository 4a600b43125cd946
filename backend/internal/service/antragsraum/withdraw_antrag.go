package antragsraum

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// WithdrawAntrag: who made the application takes it back, before it is decided.
func (s *Service) WithdrawAntrag(ctx context.Context, a casework.Actor, id uuid.UUID) error {
	return s.asApplicant(ctx, a, "withdrawAntrag", id, func(tx *store.Tx, v *casework.Vorgang) error {
		return s.Versand.Withdraw(ctx, tx, v, "Kontor", sicherheit(a))
	})
}
