package ablauf

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// ResolveVorfall answers a process that cannot go on by itself.
func (s *Service) ResolveVorfall(ctx context.Context, a casework.Actor, id uuid.UUID, version int, token string,
	ueberspringen bool, grund string) error {
	return s.Change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if err := v.MustBeOffen(); err != nil {
			return err
		}
		p, err := tx.GetProzess(ctx, id)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(p.Zustand.Tokens, func(t workflow.Token) bool {
			return t.ID == token && t.Wait == workflow.WaitIncident
		}) {
			return casework.Fail(casework.NotFound, "not_found")
		}
		var cmd workflow.Command = workflow.Retry{Token: token}
		if ueberspringen {
			if casework.IsLeer(grund) {
				return casework.FailField("grund", "required")
			}
			cmd = workflow.Skip{Token: token, Reason: grund}
		}
		tx.Journal(v, "prozess_vorfall_geloest", map[string]any{"token": token,
			"uebersprungen": ueberspringen, "grund": grund})
		return s.Advance(ctx, tx, v, cmd)
	})
}

// ReasonOf and grundOf give an incident its key and its sentence.
func ReasonOf(err error) string {
	var e *casework.Error
	if errors.As(err, &e) {
		return e.Reason
	}
	return "unexpected"
}

// GrundOf is what an error says beside its reason; "" = nothing.
func GrundOf(err error) string {
	var e *casework.Error
	if errors.As(err, &e) && e.Detail != "" {
		return e.Detail
	}
	return "Der Schritt ist fehlgeschlagen (" + ReasonOf(err) + ")."
}
