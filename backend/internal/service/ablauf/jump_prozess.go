package ablauf

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// JumpProzess moves the token of an open task to another element, with a reason on record.
func (s *Service) JumpProzess(ctx context.Context, a casework.Actor, id uuid.UUID, version int, aufgabe uuid.UUID,
	ziel, grund string) error {
	return s.Change(ctx, a, id, casework.RechtSpringen, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if err := v.MustBeOffen(); err != nil {
			return err
		}
		if casework.IsLeer(grund) {
			return casework.FailField("grund", "required")
		}
		aufgaben, err := tx.ListAufgaben(ctx, id)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(aufgaben, func(x casework.Aufgabe) bool {
			return x.ID == aufgabe && x.Zustand == casework.AufgabeOffen
		})
		if i < 0 {
			return casework.Fail(casework.NotFound, "not_found")
		}
		tx.Journal(v, "prozess_gesprungen", map[string]any{"von": aufgaben[i].Element, "nach": ziel, "grund": grund})
		return s.Advance(ctx, tx, v, workflow.Jump{Token: aufgaben[i].Token, To: ziel, Reason: grund})
	})
}
