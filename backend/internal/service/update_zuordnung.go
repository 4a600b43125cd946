package service

import (
	"context"
	"encoding/json"
	"errors"
	"io"

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
		inhalt.Datenschema = z.Inhalt.Datenschema // only a file or another schema changes it
		z.Inhalt = inhalt
		return tx.SaveZuordnung(ctx, z)
	})
}

// DeleteZuordnung throws a draft away. What was active once stays: Vorgänge were read with it.
func (s *Service) DeleteZuordnung(ctx context.Context, a casework.Actor, id uuid.UUID) error {
	_, err := s.changeEntwurf(ctx, a, id, nil, verworfen, func(tx *store.Tx, z *store.Zuordnung) error { return tx.DeleteZuordnung(ctx, z.ID) })
	return err
}

// maxSchema bounds an XDatenfelder file in bytes.
const maxSchema = 32 << 20

// UploadSchema gives a draft the Datenschema of its form; uploads that it demands become required documents.
func (s *Service) UploadSchema(ctx context.Context, a casework.Actor, id uuid.UUID, stand int, file io.Reader) (*Zuordnungsakte, error) {
	if err := a.Muss(casework.RechtKonfig); err != nil {
		return nil, err
	}
	schema, err := casework.LiesSchema(limitBody(file, maxSchema))
	if errors.Is(err, errTooLarge) {
		return nil, tooLarge("schema_too_large", maxSchema)
	} else if err != nil {
		return nil, err
	}
	raw, err := json.Marshal(schema)
	if err != nil {
		return nil, err
	}
	return s.changeEntwurf(ctx, a, id, &stand, beschrieben, func(tx *store.Tx, z *store.Zuordnung) error {
		z.Schema, z.Inhalt.Datenschema = (*json.RawMessage)(&raw), casework.SchemaName(schema)
		z.Inhalt.Unterlagen = casework.Schemaunterlagen(schema, z.Inhalt.Unterlagen)
		return tx.SaveZuordnung(ctx, z)
	})
}
