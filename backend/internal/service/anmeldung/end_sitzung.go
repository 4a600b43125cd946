package anmeldung

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// EndSitzung signs the actor out here.
func (s *Service) EndSitzung(ctx context.Context, a casework.Actor, hash []byte) error {
	return s.DB.InTx(ctx, a, func(tx *store.Tx) error { return tx.DeleteSitzung(ctx, hash) })
}

// EndSitzungen ends what the login provider says has ended (OIDC Back-Channel Logout 1.0): the session sid, or all of
// the subject if sid is empty. It returns the persons who are signed out.
func (s *Service) EndSitzungen(ctx context.Context, mandant uuid.UUID, staff bool, sid,
	subject string) (gone []uuid.UUID, err error) {
	err = s.DB.InTx(ctx, casework.Actor{Mandant: mandant}, func(tx *store.Tx) error {
		gone, err = tx.DeleteSitzungenOf(ctx, staff, sid, subject)
		return err
	})
	return gone, err
}
