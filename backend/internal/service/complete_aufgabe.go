package service

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// CompleteAufgabe answers a task of the process with its form. Tasks that wait for an act of their own
// (Bescheid, Nachforderung …) are completed by that act only. Who comes second hears aufgabe_done rather than stale: what
// they typed can no longer be sent, on whatever version.
func (s *Service) CompleteAufgabe(ctx context.Context, a casework.Actor, id, aufgabe uuid.UUID, version int, werte map[string]any) error {
	return s.change(ctx, a, id, casework.RechtMitwirken, nil, func(tx *store.Tx, v *casework.Vorgang) error {
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
		if err := v.Pruefe(version); err != nil {
			return err
		}
		if !Erledigbar(a, v, x) {
			return casework.Fail(casework.Forbidden, "aufgabe_of_others")
		}
		if x.Aktion != "" && x.Aktion != casework.AktionZuarbeit {
			return casework.Fail(casework.Conflict, "aufgabe_needs_act")
		}
		return s.completeOne(ctx, tx, v, x, werte)
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
	return x.Rolle == "" || slices.Contains(a.Rollen, casework.Rolle(x.Rolle)) || slices.Contains(a.Rollen, casework.RolleTeamleitung)
}

// ResolveVorfall answers a process that cannot go on by itself.
func (s *Service) ResolveVorfall(ctx context.Context, a casework.Actor, id uuid.UUID, version int, token string, ueberspringen bool, grund string) error {
	return s.change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		var cmd workflow.Command = workflow.Retry{Token: token}
		if ueberspringen {
			if grund == "" {
				return casework.FailField("grund", "required")
			}
			cmd = workflow.Skip{Token: token, Reason: grund}
		}
		tx.Journal(v, "prozess_vorfall_geloest", map[string]any{"token": token, "uebersprungen": ueberspringen, "grund": grund})
		return s.advance(ctx, tx, v, cmd)
	})
}

// JumpProzess moves the token of an open task to another element, with a reason on record.
func (s *Service) JumpProzess(ctx context.Context, a casework.Actor, id uuid.UUID, version int, aufgabe uuid.UUID, ziel, grund string) error {
	return s.change(ctx, a, id, casework.RechtSpringen, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		aufgaben, err := tx.ListAufgaben(ctx, id)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(aufgaben, func(x casework.Aufgabe) bool { return x.ID == aufgabe && x.Zustand == casework.AufgabeOffen })
		if i < 0 {
			return casework.Fail(casework.NotFound, "not_found")
		}
		tx.Journal(v, "prozess_gesprungen", map[string]any{"von": aufgaben[i].Element, "nach": ziel, "grund": grund})
		return s.advance(ctx, tx, v, workflow.Jump{Token: aufgaben[i].Token, To: ziel, Reason: grund})
	})
}

// StopProzess ends the process; the Vorgang goes on by hand.
func (s *Service) StopProzess(ctx context.Context, a casework.Actor, id uuid.UUID, version int, grund string) error {
	return s.change(ctx, a, id, casework.RechtSpringen, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		return s.advance(ctx, tx, v, workflow.Cancel{Reason: grund})
	})
}

// FireTimer is called by the job of a timer. A token that is gone changes nothing.
func (s *Service) FireTimer(ctx context.Context, j casework.JobTimer) error {
	return s.system(ctx, j.Mandant, j.Vorgang, func(tx *store.Tx, v *casework.Vorgang) error {
		return s.advance(ctx, tx, v, workflow.TimerDue{Token: j.Token, Due: j.Faellig})
	})
}

// system is change for the program itself: no rights, no version. A Vorgang that is gone is no error.
func (s *Service) system(ctx context.Context, mandant, id uuid.UUID, act func(*store.Tx, *casework.Vorgang) error) error {
	return s.DB.InTx(ctx, casework.System(mandant), func(tx *store.Tx) error {
		v, err := tx.LockVorgang(ctx, id)
		if casework.CodeOf(err) == casework.NotFound {
			return nil
		}
		if err != nil {
			return err
		}
		if err := act(tx, v); err != nil {
			return err
		}
		return s.save(ctx, tx, v)
	})
}

// messageArrived tells the process that something came; the id guards against counting it twice.
func messageArrived(name string, id uuid.UUID) workflow.MessageArrived {
	return workflow.MessageArrived{Name: name, ID: id.String()}
}

// reasonOf and grundOf give an incident its key and its sentence.
func reasonOf(err error) string {
	var e *casework.Error
	if errors.As(err, &e) {
		return e.Reason
	}
	return "unexpected"
}

func grundOf(err error) string {
	var e *casework.Error
	if errors.As(err, &e) && e.Detail != "" {
		return e.Detail
	}
	return "Der Schritt ist fehlgeschlagen (" + reasonOf(err) + ")."
}
