package anbindung

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

// Formularvergleich says how a form differs from the one that the active mapping was made for.
type Formularvergleich struct {
	Gegen        *store.Zuordnung // nil = there is none
	Unterschiede []casework.Unterschied
}

// CompareZuordnung compares a sample with the form as it was at the activation; a difference in what this mapping reads
// is a warning.
func (s *Service) CompareZuordnung(ctx context.Context, a casework.Actor, id,
	muster uuid.UUID) (v *Formularvergleich, err error) {
	err = s.mitVorgaenger(ctx, a, id, muster, func(_ *store.Tx, z *store.Zuordnung, m *store.Muster,
		alt *store.Zuordnung) error {
		v = &Formularvergleich{Gegen: alt, Unterschiede: []casework.Unterschied{}}
		if alt == nil || len(alt.Struktur) == 0 {
			return nil
		}
		schema, err := posteingang.SchemaOf(z)
		if err != nil {
			return err
		}
		form, err := casework.FormularStruktur(schema, m.Antrag)
		v.Unterschiede = casework.CompareFormulare(alt.Struktur, form, &z.Inhalt)
		return err
	})
	return v, err
}

// mitVorgaenger reads a mapping, a sample of it, and the active mapping the form is compared with; nil if there is
// none.
func (s *Service) mitVorgaenger(ctx context.Context, a casework.Actor, id, muster uuid.UUID,
	do func(tx *store.Tx, z *store.Zuordnung, m *store.Muster, alt *store.Zuordnung) error) error {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return err
	}
	return s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		z, m, err := zuordnungMitMuster(ctx, tx, id, muster)
		if err != nil {
			return err
		}
		alt, err := tx.VorbildZuordnung(ctx, z.Zugang, z.Inhalt.Formular, z.Inhalt.Version)
		if err != nil && casework.CodeOf(err) != casework.NotFound {
			return err
		}
		return do(tx, z, m, alt)
	})
}
