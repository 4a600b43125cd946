package versand

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// RetrySendung lets a person try a failed delivery again.
func (s *Service) RetrySendung(ctx context.Context, a casework.Actor, id, sendung uuid.UUID) error {
	return s.Change(ctx, a, id, casework.RechtBearbeiten, nil, func(tx *store.Tx, v *casework.Vorgang) error {
		x, err := tx.LockSendung(ctx, sendung)
		if err != nil {
			return err
		}
		if x.Vorgang != id {
			return casework.Fail(casework.NotFound, "not_found")
		}
		if x.Zustand != casework.SendungFehlgeschlagen && x.Zustand != casework.SendungUnbekannt {
			return casework.Fail(casework.Conflict, "sendung_not_failed")
		}
		if x.AnBescheid() {
			if err := s.Bescheide.RetryPostfach(ctx, tx, v.ID, *x.Nachricht); err != nil {
				return err
			}
		}
		f, err := x.ReadFortschritt()
		if err != nil {
			return err
		}
		f.Ungewiss = f.Ungewiss || x.Zustand == casework.SendungUnbekannt // it may lie there: the channel looks first
		x.Zustand, x.Fehler = casework.SendungWartet, ""
		tx.Journal(v, "sendung_wiederholt", map[string]any{"sendung": x.ID, "ziel": x.Ziel})
		tx.Enqueue(casework.JobSendung{Mandant: v.Mandant, Sendung: x.ID, Versuch: x.Versuche + 1})
		if err := tx.SaveSendung(ctx, x); err != nil {
			return err
		}
		return tx.SaveFortschritt(ctx, x.ID, f)
	})
}
