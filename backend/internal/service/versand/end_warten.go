package versand

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/ablauf"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// EndWarten ends a wait early: what was waited for counts as come about, with a reason on record. A request whose
// answer, or whose last day, was waited for is settled with it, and the applicant is told.
func (s *Service) EndWarten(ctx context.Context, a casework.Actor, id uuid.UUID, version int,
	wait, grund string) error {
	act := func(tx *store.Tx, v *casework.Vorgang, w ablauf.Warten) error {
		erwartet, err := s.Ablauf.ListErwartet(ctx, tx, v, w.Wait.Token)
		if err != nil {
			return err
		}
		if w.Wait.Name != workflow.NachrichtAntwort && (w.Kind != workflow.WaitTimer || !w.Ends) {
			erwartet = nil // it ends something else that is waited for there
		}
		tx.Journal(v, "warten_beendet", map[string]any{"element": w.Element, "titel": w.Name, "grund": grund})
		for i := range erwartet {
			if err := s.settle(ctx, tx, v, &erwartet[i]); err != nil {
				return err
			}
		}
		return s.Ablauf.Advance(ctx, tx, v, workflow.EndWait{Token: wait})
	}
	return s.Ablauf.ChangeWarten(ctx, a, id, version, wait, grund, act)
}

// settle: the office waits for the answer to a request no longer.
func (s *Service) settle(ctx context.Context, tx *store.Tx, v *casework.Vorgang, n *casework.Nachricht) error {
	if err := s.settleNachricht(ctx, tx, v, n); err != nil {
		return err
	}
	return s.tell(ctx, tx, v, n, nichtMehrNoetig, casework.NichtMehrNoetig([]casework.Nachricht{*n})+
		" Wenn Sie uns noch etwas sagen möchten, schreiben Sie uns.")
}
