package ablauf

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// Warten is one thing the process waits for: as it is kept, and in the words of the drawing.
type Warten struct {
	workflow.WaitingEvent
	Wait workflow.Wait
}

// ChangeWarten finds what the process waits for and does something with it, with a reason on record.
func (s *Service) ChangeWarten(ctx context.Context, a casework.Actor, id uuid.UUID, version int, wait, grund string,
	act func(*store.Tx, *casework.Vorgang, Warten) error) error {
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
					return act(tx, v, Warten{e, p.Zustand.Waits[i]})
				}
			}
		}
		return casework.Fail(casework.NotFound, "not_found")
	})
}

// ListErwartet are the open requests whose answer is waited for at a token.
func (s *Service) ListErwartet(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	token string) (out []casework.Nachricht, err error) {
	p, err := tx.GetProzess(ctx, v.ID)
	if err != nil || token == "" {
		return nil, err
	}
	f, err := service.LoadFaden(ctx, tx, v.ID)
	if err != nil {
		return nil, err
	}
	for _, n := range f.Anfragen() {
		tokens, err := s.antwortTokens(ctx, tx, v, p.Zustand, n.ID)
		if err != nil {
			return nil, err
		}
		if slices.Contains(tokens, token) {
			out = append(out, n)
		}
	}
	return out, nil
}
