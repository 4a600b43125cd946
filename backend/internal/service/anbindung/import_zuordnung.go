package anbindung

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

// MaxZuordnungsdatei bounds a mapping as a file in bytes.
const MaxZuordnungsdatei = 1 << 20

// ImportZuordnung makes a draft of a file. A draft of somebody else is not overwritten.
func (s *Service) ImportZuordnung(ctx context.Context, a casework.Actor, zugang uuid.UUID,
	raw []byte) (k *Zuordnungsakte, err error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	if len(raw) > MaxZuordnungsdatei {
		return nil, service.TooLarge("zuordnung_file_too_large", MaxZuordnungsdatei)
	}
	inhalt, err := casework.ReadZuordnung(raw)
	if err != nil {
		return nil, err
	}
	if err := inhalt.Check(); err != nil {
		return nil, err
	}
	err = s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		if _, err := s.zugangOf(ctx, tx, zugang); err != nil {
			return err
		}
		z := &store.Zuordnung{ID: service.NewID(), Zugang: zugang, Inhalt: inhalt}
		if z.Schema, err = genanntesSchema(ctx, tx, z); err != nil {
			return err
		}
		schema := z.Schema
		neu, err := tx.InsertZuordnung(ctx, z)
		if err != nil {
			return err
		}
		if z, err = entwurf(ctx, tx, z); err != nil {
			return err
		}
		if !neu {
			if z.GeaendertVon != a.Anzeige {
				return casework.Fail(casework.Conflict, "zuordnung_draft_exists")
			}
			if z, err = tx.LockZuordnung(ctx, z.ID); err != nil {
				return err
			}
			z.Inhalt = inhalt
			if schema != nil {
				z.Schema = schema
			}
			if err := tx.SaveZuordnung(ctx, z); err != nil {
				return err
			}
		}
		if err := noteZuordnung(ctx, tx, geladen, z); err != nil {
			return err
		}
		k, err = s.zuordnungsakte(ctx, tx, z)
		return err
	})
	return k, err
}

// genanntesSchema finds the schema that a file names, if the active mapping of the form was made with it; nil if not.
func genanntesSchema(ctx context.Context, tx *store.Tx, z *store.Zuordnung) (*json.RawMessage, error) {
	if z.Inhalt.Datenschema == "" {
		return nil, nil //nolint:nilnil // none is an answer
	}
	alt, err := tx.VorbildZuordnung(ctx, z.Zugang, z.Inhalt.Formular, z.Inhalt.Version)
	if err != nil {
		if casework.CodeOf(err) == casework.NotFound {
			err = nil
		}
		return nil, err
	}
	schema, err := posteingang.SchemaOf(alt)
	if err != nil || casework.SchemaName(schema) != z.Inhalt.Datenschema {
		return nil, err
	}
	return alt.Schema, nil
}
