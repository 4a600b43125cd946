package ablauf

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// CompleteAufgabe answers a task of the process with its form. Tasks that wait for an act of their own
// (Bescheid, Nachforderung …) are completed by that act only. Who comes second hears aufgabe_done rather than stale:
// what they typed can no longer be sent, on whatever version.
func (s *Service) CompleteAufgabe(ctx context.Context, a casework.Actor, id, aufgabe uuid.UUID, version int,
	werte map[string]any) error {
	return s.Change(ctx, a, id, casework.RechtMitwirken, nil, func(tx *store.Tx, v *casework.Vorgang) error {
		aufgaben, err := tx.ListAufgaben(ctx, id)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(aufgaben, func(x casework.Aufgabe) bool { return x.ID == aufgabe })
		if i < 0 {
			return casework.Fail(casework.NotFound, "not_found")
		}
		x := aufgaben[i]
		if x.Zustand != casework.AufgabeOffen {
			return casework.Fail(casework.Conflict, "aufgabe_done")
		}
		if err := v.CheckVersion(version); err != nil {
			return err
		}
		if !Erledigbar(a, v, x) {
			return casework.Fail(casework.Forbidden, "aufgabe_of_others")
		}
		if x.Aktion != "" && x.Aktion != casework.AktionZuarbeit {
			return casework.Fail(casework.Conflict, "aufgabe_needs_act")
		}
		return s.CompleteOne(ctx, tx, v, x, werte)
	})
}

// Erledigbar tells whether the actor may do the task: in a unit it is for, with a role that fits.
func Erledigbar(a casework.Actor, v *casework.Vorgang, x casework.Aufgabe) bool {
	einheit := x.Einheit
	if einheit == "" {
		einheit = v.Einheit
	}
	if x.Zustand != casework.AufgabeOffen || !slices.Contains(a.Einheiten, einheit) {
		return false
	}
	return x.Rolle == "" || slices.Contains(a.Rollen, casework.Rolle(x.Rolle)) ||
		slices.Contains(a.Rollen, casework.RolleTeamleitung)
}
