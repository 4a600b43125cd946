package versand

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// CheckPunkt accepts one item of a Nachforderung or sends it back; sending back needs a reason.
func (s *Service) CheckPunkt(ctx context.Context, a casework.Actor, id, punkt uuid.UUID, version int, angenommen bool,
	grund string) error {
	return s.Change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		p, vorgang, err := tx.GetPunkt(ctx, punkt)
		if err != nil {
			return err
		}
		if vorgang != id {
			return casework.Fail(casework.NotFound, "not_found")
		}
		if err := v.MustBeOffen(); err != nil { // what is sent back could not be sent in again
			return err
		}
		if !angenommen && casework.IsLeer(grund) {
			return casework.FailField("grund", "required")
		}
		if angenommen && p.Zustand == casework.PunktAngenommen {
			return nil
		}
		p.Zustand, p.Grund = casework.PunktAngenommen, ""
		art := "punkt_angenommen"
		if !angenommen {
			p.Zustand, p.Grund, art = casework.PunktZurueckgewiesen, grund, "punkt_zurueckgewiesen"
		}
		tx.Journal(v, art, map[string]any{"titel": p.Titel, "grund": p.Grund})
		if err := tx.SavePunkt(ctx, p); err != nil {
			return err
		}
		// the last item may have come by another way
		return s.Ablauf.AnswerAnfrage(ctx, tx, v, p.Nachricht, service.NewID())
	})
}
