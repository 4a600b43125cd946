package anbindung

import (
	"context"
	"crypto/rand"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

// RenewPasswort ends the old password at once.
func (s *Service) RenewPasswort(ctx context.Context, a casework.Actor, id uuid.UUID,
	version int) (*posteingang.Zugang, string, error) {
	password := posteingang.NewPasswort()
	z, err := s.changeZugang(ctx, a, id, version, func(tx *store.Tx, z *store.Zugang) error {
		setPasswort(z, password)
		return tx.Record(ctx, "passwort_erneuert", id.String(), nil)
	})
	return z, password, err
}

func setPasswort(z *store.Zugang, password string) {
	z.Salz = make([]byte, 16)
	_, _ = rand.Read(z.Salz) // never fails
	z.Geheimnis = posteingang.HashGeheimnis(z.Salz, password)
}
