package anbindung

import (
	"context"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ListFormulare lists the forms of a Zugang that were seen in the last 90 days, are mapped or have samples.
func (s *Service) ListFormulare(ctx context.Context, a casework.Actor,
	zugang uuid.UUID) (out []Formularzeile, err error) {
	if err := a.Must(casework.RechtPosteingang); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		z, err := s.zugangOf(ctx, tx, zugang)
		if err != nil {
			return err
		}
		regeln, err := s.Posteingang.Regelwerk(ctx, tx)
		if err != nil {
			return err
		}
		rows, err := tx.ListFormulare(ctx, z.ID, tx.Now.AddDate(0, 0, -90))
		for _, r := range rows {
			w, err := s.Posteingang.Wahl(ctx, tx, z, regeln,
				adapters.Formular{Schluessel: r.Formular, Version: r.Version})
			if err != nil {
				return err
			}
			r.Aktiv = w.ID
			out = append(out, Formularzeile{r, w.Def.Name})
		}
		return err
	})
	return out, err
}

// Formularzeile is a form and the procedure it goes to now.
type Formularzeile struct {
	store.Formularzeile
	Verfahren string
}
