package ablauf

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// EndWarten ends a wait early: what was waited for counts as come about, with a reason on record.
func (s *Service) EndWarten(ctx context.Context, a casework.Actor, id uuid.UUID, version int,
	wait, grund string) error {
	return s.changeWarten(ctx, a, id, version, wait, grund, func(tx *store.Tx, v *casework.Vorgang, w warten) error {
		tx.Journal(v, "warten_beendet", map[string]any{"element": w.Element, "titel": w.Name, "grund": grund})
		return s.Advance(ctx, tx, v, workflow.EndWait{Token: wait})
	})
}

// warten is one thing the process waits for: as it is kept, and in the words of the drawing.
type warten struct {
	workflow.WaitingEvent
	wait workflow.Wait
}

// changeWarten finds what the process waits for and does something with it.
func (s *Service) changeWarten(ctx context.Context, a casework.Actor, id uuid.UUID, version int, wait, grund string,
	act func(*store.Tx, *casework.Vorgang, warten) error) error {
	return s.Change(ctx, a, id, casework.RechtSpringen, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if err := v.MustBeOffen(); err != nil {
			return err
		}
		if casework.IsLeer(grund) {
			return casework.FailField("grund", "required")
		}
		def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
		if err != nil {
			return err
		}
		p, err := tx.GetProzess(ctx, id)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(p.Zustand.Waits, func(w workflow.Wait) bool { return w.ID == wait })
		for _, w := range def.Process.Waiting(p.Zustand) {
			for _, e := range w.Events {
				if i >= 0 && e.Wait == wait {
					return act(tx, v, warten{e, p.Zustand.Waits[i]})
				}
			}
		}
		return casework.Fail(casework.NotFound, "not_found")
	})
}
