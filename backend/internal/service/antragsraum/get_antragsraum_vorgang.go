package antragsraum

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// GetAntragsraumVorgang reads one application of the signed-in account.
func (s *Service) GetAntragsraumVorgang(ctx context.Context, a casework.Actor, id uuid.UUID) (*Raum, error) {
	if err := a.Must(casework.RechtAntragsraum); err != nil {
		return nil, err
	}
	r, err := s.readRaum(ctx, a, "getAntragsraumVorgang", id)
	if err != nil {
		return nil, err
	}
	return r, s.NoteBlick(ctx, a, blickOf(a, "antragsraum_vorgang", &id))
}

// blickOf says in which session an account looked: of several persons who share one nobody knows more.
func blickOf(a casework.Actor, art string, vorgang *uuid.UUID) casework.Zugriff {
	return casework.Zugriff{Art: art, Vorgang: vorgang, Daten: sicherheit(a)}
}

// sicherheit is how surely it was the account: its session, and the level of that login.
func sicherheit(a casework.Actor) map[string]any {
	return map[string]any{"sitzung": a.Sitzung, "vertrauensniveau": a.Konto.Vertrauensniveau}
}

func (s *Service) readRaum(ctx context.Context, a casework.Actor, operation string, id uuid.UUID) (*Raum, error) {
	var r *Raum
	err := s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		v, err := tx.GetVorgang(ctx, id)
		if err != nil {
			return err
		}
		if err := s.may(ctx, tx, operation, v); err != nil {
			return err
		}
		r, err = s.loadRaum(ctx, tx, a, *v)
		return err
	})
	return r, err
}
