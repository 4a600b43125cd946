package service

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// GiveAktenzeichen follows the scheme of the Verfahren, once; a person may change it at any time.
func (s *Frame) GiveAktenzeichen(ctx context.Context, tx *store.Tx, v *casework.Vorgang) error {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil || v.Aktenzeichen != "" || def.Meta.Aktenzeichen == "" {
		return err
	}
	v.Aktenzeichen = v.Zeichen(def.Meta.Aktenzeichen)
	tx.Journal(v, "aktenzeichen_geaendert", map[string]any{"von": "", "nach": v.Aktenzeichen})
	tx.Enqueue(casework.JobSuche{Mandant: v.Mandant, Vorgang: v.ID})
	return nil
}
