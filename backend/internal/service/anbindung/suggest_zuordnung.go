package anbindung

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// SuggestZuordnung says what the fields of a sample probably mean.
func (s *Service) SuggestZuordnung(ctx context.Context, a casework.Actor, id,
	muster uuid.UUID) (out []casework.Vorschlag, err error) {
	err = s.mitVorgaenger(ctx, a, id, muster, func(tx *store.Tx, z *store.Zuordnung, m *store.Muster,
		alt *store.Zuordnung) error {
		w, err := s.Posteingang.Lesart(ctx, tx, z)
		if err != nil {
			return err
		}
		form, err := casework.FormularStruktur(w.Lesart.Schema, m.Antrag)
		if err != nil {
			return err
		}
		v := casework.Vorlage{Struktur: form, Meta: &w.Def.Meta, Entwurf: z.Inhalt}
		if alt != nil {
			v.Frueher, v.FrueherStruktur = &alt.Inhalt, alt.Struktur
		}
		out = casework.SchlageVor(v)
		return nil
	})
	return out, err
}
