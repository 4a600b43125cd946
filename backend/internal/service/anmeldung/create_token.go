package anmeldung

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// CreateToken keeps the hash of a new token for a person of the tenant.
func (s *Service) CreateToken(ctx context.Context, mandant uuid.UUID, benutzer string, hash []byte,
	dauer time.Duration) (*store.Token, error) {
	var k *store.Token
	err := s.DB.InTx(ctx, casework.System(mandant), func(tx *store.Tx) error {
		b, err := tx.FindBenutzer(ctx, benutzer)
		if err != nil {
			return err
		}
		k = &store.Token{ID: service.NewID(), Mandant: mandant, Benutzer: b.ID, Hash: hash, ErstelltAm: tx.Now,
			AblaufAm: tx.Now.Add(dauer)}
		return tx.InsertToken(ctx, k)
	})
	return k, err
}
