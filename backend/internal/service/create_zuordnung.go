package service

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// CreateZuordnung starts the draft of a form and version, or returns the one that exists. It begins with the active
// mapping that says most about the form, else with what a Verfahren says of it, else empty.
func (s *Service) CreateZuordnung(ctx context.Context, a casework.Actor, zugang uuid.UUID, formular, version string) (k *Zuordnungsakte, err error) {
	if err := a.Muss(casework.RechtKonfig); err != nil {
		return nil, err
	}
	err = s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		ziel, err := s.zugangOf(ctx, tx, zugang)
		if err != nil {
			return err
		}
		z := &store.Zuordnung{ID: newID(), Zugang: zugang}
		if err := s.vorbild(ctx, tx, ziel, z, formular, version); err != nil {
			return err
		}
		neu, err := tx.InsertZuordnung(ctx, z)
		if err != nil {
			return err
		}
		if z, err = entwurf(ctx, tx, z); err != nil {
			return err
		}
		if neu {
			if err := noteZuordnung(ctx, tx, entworfen, z); err != nil {
				return err
			}
		}
		k, err = s.zuordnungsakte(ctx, tx, z)
		return err
	})
	return k, err
}

// vorbild fills the content a draft begins with.
func (s *Service) vorbild(ctx context.Context, tx *store.Tx, zugang *store.Zugang, z *store.Zuordnung, formular, version string) error {
	alt, err := tx.VorbildZuordnung(ctx, zugang.ID, formular, version)
	if err == nil {
		z.Inhalt, z.Schema = alt.Inhalt, alt.Schema
		z.Inhalt.Formular, z.Inhalt.Version = formular, version
		return nil
	}
	if casework.CodeOf(err) != casework.NotFound {
		return err
	}
	z.Inhalt = casework.Zuordnung{Verfahren: StandardVerfahren}
	if d, f := s.Verfahren.forForm(zugang.Adapter, adapters.Formular{Schluessel: formular}); d != nil {
		z.Inhalt = casework.LesartOf(d, f).Zuordnung
		muster, err := tx.ListMuster(ctx, zugang.ID, formular, version)
		if err != nil {
			return err
		}
		form, err := casework.FormularStruktur(nil, antraege(muster)...)
		if err != nil {
			return err
		}
		z.Inhalt.Labels = fehlendeLabels(z.Inhalt.Labels, form)
	}
	z.Inhalt.Formular, z.Inhalt.Version = formular, version
	return nil
}

// fehlendeLabels leaves out what the form names itself: a Verfahren only fills gaps, a mapping of IT goes before the form.
func fehlendeLabels(labels map[string]string, form []casework.Strukturfeld) map[string]string {
	out := map[string]string{}
	for pfad, l := range labels {
		out[pfad] = l
	}
	for _, f := range form {
		if f.Label != "" {
			delete(out, f.Pfad)
		}
	}
	return out
}

// entwurf reads the draft that is there now: this one, or that of somebody who was faster.
func entwurf(ctx context.Context, tx *store.Tx, z *store.Zuordnung) (*store.Zuordnung, error) {
	found, err := tx.FindZuordnung(ctx, z.Zugang, z.Inhalt.Formular, z.Inhalt.Version, store.ZuordnungEntwurf)
	if casework.CodeOf(err) == casework.NotFound && err != nil {
		return nil, casework.Fail(casework.Stale, "stale") // it was activated or removed this moment
	}
	return found, err
}

// MaxZuordnungsdatei bounds a mapping as a file in bytes.
const MaxZuordnungsdatei = 1 << 20

// ImportZuordnung makes a draft of a file. A draft of somebody else is not overwritten.
func (s *Service) ImportZuordnung(ctx context.Context, a casework.Actor, zugang uuid.UUID, raw []byte) (k *Zuordnungsakte, err error) {
	if err := a.Muss(casework.RechtKonfig); err != nil {
		return nil, err
	}
	if len(raw) > MaxZuordnungsdatei {
		return nil, tooLarge("zuordnung_file_too_large", MaxZuordnungsdatei)
	}
	inhalt, err := casework.LiesZuordnung(raw)
	if err != nil {
		return nil, err
	}
	if err := inhalt.Pruefe(); err != nil {
		return nil, err
	}
	err = s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		if _, err := s.zugangOf(ctx, tx, zugang); err != nil {
			return err
		}
		z := &store.Zuordnung{ID: newID(), Zugang: zugang, Inhalt: inhalt}
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
	schema, err := schemaOf(alt)
	if err != nil || casework.SchemaName(schema) != z.Inhalt.Datenschema {
		return nil, err
	}
	return alt.Schema, nil
}
