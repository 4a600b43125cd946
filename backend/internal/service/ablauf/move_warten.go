package ablauf

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// MoveWarten lets a timer of the process end with another day, with a reason on record. What was set to the applicant
// is extended at the request, so that everybody hears of it.
func (s *Service) MoveWarten(ctx context.Context, a casework.Actor, id uuid.UUID, version int, wait string,
	bis time.Time, grund string) error {
	return s.changeWarten(ctx, a, id, version, wait, grund, func(tx *store.Tx, v *casework.Vorgang, w warten) error {
		if w.Kind != workflow.WaitTimer {
			return casework.Fail(casework.NotFound, "not_found")
		}
		if !bis.After(casework.Heute(tx.Now)) {
			return casework.FailField("bis", "not_in_future")
		}
		gesetzt, err := s.setToApplicant(ctx, tx, v, w.wait)
		if err != nil {
			return err
		}
		if gesetzt {
			return casework.Fail(casework.Conflict, "frist_of_request")
		}
		due := time.Date(bis.Year(), bis.Month(), bis.Day()+1, 0, 0, 0, 0, casework.Berlin(tx.Now).Location())
		if due.Equal(w.Due) {
			return nil
		}
		tx.Journal(v, "warten_verlegt", map[string]any{"element": w.Element, "titel": w.Name, "grund": grund,
			"faelligAm": bis.Format(time.DateOnly)})
		return s.Advance(ctx, tx, v, workflow.MoveTimer{Token: wait, Due: due})
	})
}

// setToApplicant tells whether the timer ends the waiting for the answer to a request that still wants one.
func (s *Service) setToApplicant(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	w workflow.Wait) (bool, error) {
	p, err := tx.GetProzess(ctx, v.ID)
	if err != nil || w.Token == "" {
		return false, err
	}
	f, err := service.LoadFaden(ctx, tx, v.ID)
	if err != nil {
		return false, err
	}
	for _, n := range f.Anfragen() {
		tokens, err := s.antwortTokens(ctx, tx, v, p.Zustand, n.ID)
		if err != nil || slices.Contains(tokens, w.Token) {
			return true, err
		}
	}
	return false, nil
}
