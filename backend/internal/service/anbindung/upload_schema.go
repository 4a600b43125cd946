package anbindung

import (
	"context"
	"encoding/json"
	"errors"
	"io"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// maxSchema bounds an XDatenfelder file in bytes.
const maxSchema = 32 << 20

// UploadSchema gives a draft the Datenschema of its form; uploads that it demands become required documents.
func (s *Service) UploadSchema(ctx context.Context, a casework.Actor, id uuid.UUID, stand int,
	file io.Reader) (*Zuordnungsakte, error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	schema, err := casework.ReadSchema(service.LimitBody(file, maxSchema))
	if errors.Is(err, service.ErrTooLarge) {
		return nil, service.TooLarge("schema_too_large", maxSchema)
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
