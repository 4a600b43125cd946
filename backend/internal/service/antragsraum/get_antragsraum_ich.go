package antragsraum

import (
	"context"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"time"
)

// Einwilligung is the consent of an account as it stands.
type Einwilligung struct {
	Erteilt *bool // nil = never asked
	Am      time.Time
	Niveau  int // Vertrauensniveau that changing it needs
	Mandant *store.Mandant
}

// GetAntragsraumIch reads what the signed-in account is told of itself: its consent, and the authority.
func (s *Service) GetAntragsraumIch(ctx context.Context, a casework.Actor) (e Einwilligung, err error) {
	if err := a.Must(casework.RechtAntragsraum); err != nil {
		return e, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		if e.Erteilt, e.Am, err = tx.GetEinwilligung(ctx, a.Konto.Pseudonym, a.Konto.Postfach); err != nil {
			return err
		}
		vorgaenge, err := tx.VorgaengeOfKonto(ctx, a.Konto)
		if err != nil {
			return err
		}
		e.Niveau = hoechstesNiveau(vorgaenge)
		e.Mandant, err = s.Mandant(ctx, tx)
		return err
	})
	return e, err
}
