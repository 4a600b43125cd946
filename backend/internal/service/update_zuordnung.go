package service

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// UpdateZuordnung saves a draft. It may be incomplete and wrong; activation is what checks it.
func (s *Service) UpdateZuordnung(ctx context.Context, a casework.Actor, id uuid.UUID, stand int, inhalt casework.Zuordnung) (*Zuordnungsakte, error) {
	if err := inhalt.Pruefe(); err != nil {
		return nil, err
	}
	return s.changeEntwurf(ctx, a, id, &stand, gespeichert, func(tx *store.Tx, z *store.Zuordnung) error {
		if inhalt.Formular != z.Inhalt.Formular {
			return casework.FailField("formular", "invalid")
		}
		if inhalt.Version != z.Inhalt.Version {
			return casework.FailField("version", "invalid")
		}
		z.Inhalt = inhalt
		return tx.SaveZuordnung(ctx, z)
	})
}

// DeleteZuordnung throws a draft away. What was active once stays: Vorgänge were read with it.
func (s *Service) DeleteZuordnung(ctx context.Context, a casework.Actor, id uuid.UUID) error {
	_, err := s.changeEntwurf(ctx, a, id, nil, verworfen, func(tx *store.Tx, z *store.Zuordnung) error { return tx.DeleteZuordnung(ctx, z.ID) })
	return err
}
