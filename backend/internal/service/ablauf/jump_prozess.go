package ablauf

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// Sprung moves the token of an open task to another element. Zweige says what becomes of the branches beside it:
// workflow.EndOthers or KeepOthers, "" where there are none.
type Sprung struct {
	Aufgabe             uuid.UUID
	Ziel, Grund, Zweige string
}

// JumpProzess makes a Sprung, with its reason on record.
func (s *Service) JumpProzess(ctx context.Context, a casework.Actor, id uuid.UUID, version int, j Sprung) error {
	return s.Change(ctx, a, id, casework.RechtSpringen, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if err := v.MustBeOffen(); err != nil {
			return err
		}
		if v.ZurueckgenommenAm != nil { // what the ways back lead to would be refused
			return casework.Fail(casework.Conflict, "already_withdrawn")
		}
		if casework.IsLeer(j.Grund) {
			return casework.FailField("grund", "required")
		}
		aufgaben, err := tx.ListAufgaben(ctx, id)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(aufgaben, func(x casework.Aufgabe) bool {
			return x.ID == j.Aufgabe && x.Zustand == casework.AufgabeOffen
		})
		if i < 0 {
			return casework.Fail(casework.NotFound, "not_found")
		}
		daten := map[string]any{"von": aufgaben[i].Element, "nach": j.Ziel, "grund": j.Grund}
		if j.Zweige != "" {
			daten["zweige"] = j.Zweige
		}
		tx.Journal(v, "prozess_gesprungen", daten)
		return s.Advance(ctx, tx, v, workflow.Jump{Token: aufgaben[i].Token, To: j.Ziel, Reason: j.Grund,
			Others: j.Zweige})
	})
}
