package antragsraum

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// SetEinwilligung records consent to notification by retrieval, or its withdrawal for the future. It holds for every
// application of the account, so the login must be as sure as the surest of them.
func (s *Service) SetEinwilligung(ctx context.Context, a casework.Actor, e casework.Einwilligungserklaerung) error {
	if err := a.Must(casework.RechtAntragsraum); err != nil {
		return err
	}
	if err := e.Validate(); err != nil {
		return err
	}
	return s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		vorgaenge, err := tx.VorgaengeOfKonto(ctx, a.Konto)
		if err != nil {
			return err
		}
		if err := a.Konto.Erreicht(hoechstesNiveau(vorgaenge)); err != nil {
			return err
		}
		bedarf, _ := casework.BedarfAn("setEinwilligung")
		if err := a.Frisch(bedarf.Frisch, tx.Now); err != nil {
			return err
		}
		jetzt, _, err := tx.GetEinwilligung(ctx, a.Konto.Pseudonym, a.Konto.Postfach)
		if err != nil || jetzt != nil && *jetzt == e.Erteilt {
			return err
		}
		einwilligung, err := tx.InsertEinwilligung(ctx, a.Konto.Pseudonym, a.Konto.Postfach, e)
		if err != nil {
			return err
		}
		return journalEinwilligung(ctx, tx, vorgaenge, einwilligung, e)
	})
}

func journalEinwilligung(ctx context.Context, tx *store.Tx, vorgaenge []casework.Vorgang, id uuid.UUID,
	e casework.Einwilligungserklaerung) error {
	art := "einwilligung_widerrufen"
	if e.Erteilt {
		art = "einwilligung_erteilt"
	}
	for _, x := range vorgaenge {
		if !x.Status.IsOffen() {
			continue
		}
		v, err := tx.LockVorgang(ctx, x.ID)
		if err != nil {
			return err
		}
		daten := sicherheit(tx.Actor)
		daten["erteilt"], daten["fassung"] = e.Erteilt, e.Fassung
		tx.Journal(v, art, daten)
		tx.Seal("einwilligung", id)
		if err := tx.SaveVorgang(ctx, v); err != nil {
			return err
		}
	}
	return nil
}

func hoechstesNiveau(vorgaenge []casework.Vorgang) int {
	n := 1
	for i := range vorgaenge {
		n = max(n, vorgaenge[i].NoetigesNiveau())
	}
	return n
}
