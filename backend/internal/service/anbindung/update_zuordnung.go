package anbindung

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// UpdateZuordnung saves a draft. It may be incomplete and wrong; activation is what checks it.
func (s *Service) UpdateZuordnung(ctx context.Context, a casework.Actor, id uuid.UUID, stand int,
	inhalt casework.Zuordnung) (*Zuordnungsakte, error) {
	if err := inhalt.Check(); err != nil {
		return nil, err
	}
	return s.changeEntwurf(ctx, a, id, &stand, gespeichert, func(tx *store.Tx, z *store.Zuordnung) error {
		if inhalt.Formular != z.Inhalt.Formular {
			return casework.FailField("formular", "invalid")
		}
		if inhalt.Version != z.Inhalt.Version {
			return casework.FailField("version", "invalid")
		}
		inhalt.Datenschema = z.Inhalt.Datenschema // only a file or another schema changes it
		z.Inhalt = inhalt
		return tx.SaveZuordnung(ctx, z)
	})
}
