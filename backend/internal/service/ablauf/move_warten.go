package ablauf

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// MoveWarten lets a timer of the process end with another day, with a reason on record. What was set to the applicant
// is extended at the request, so that everybody hears of it.
func (s *Service) MoveWarten(ctx context.Context, a casework.Actor, id uuid.UUID, version int, wait string,
	bis time.Time, grund string) error {
	return s.ChangeWarten(ctx, a, id, version, wait, grund, func(tx *store.Tx, v *casework.Vorgang, w Warten) error {
		if w.Kind != workflow.WaitTimer {
			return casework.Fail(casework.NotFound, "not_found")
		}
		if !bis.After(casework.Heute(tx.Now)) {
			return casework.FailField("bis", "not_in_future")
		}
		erwartet, err := s.ListErwartet(ctx, tx, v, w.Wait.Token)
		if err != nil {
			return err
		}
		if len(erwartet) > 0 {
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
