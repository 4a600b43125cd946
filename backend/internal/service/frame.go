// Package service is the frame of what one does: each act of a person or of the program is one transaction, with right,
// lock, visibility, version, journal and a new assessment; what leaves the house is a job row in it. Rights and units
// are checked here, also where the door has checked already. The acts themselves are in the packages below, one file
// each; who may use whom there is compiled.
package service

import (
	"context"
	"log/slog"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// Frame carries what every act needs; it holds no state of its own but caches and a count of failures.
type Frame struct {
	DB        *store.DB
	Blobs     store.Blobs
	Verfahren Verfahren
	Adresse   string // public URL without trailing slash, for links
	Log       *slog.Logger
	// EndVorgang ends what is open of a Vorgang whose work is at an end; the act of service/versand, set by
	// services.New.
	EndVorgang func(context.Context, *store.Tx, *casework.Vorgang) error

	einheiten cache[[]store.Einheit]
	mandanten cache[*store.Mandant]
	kehraus   failures
	blicke    blicke
}

// Kalender is that of the tenant: the holidays of its Land and of its place count.
func (s *Frame) Kalender(ctx context.Context, tx *store.Tx) (casework.Kalender, error) {
	m, err := s.Mandant(ctx, tx)
	if err != nil {
		return casework.Kalender{}, err
	}
	return m.Kalender(), nil
}

// System is change for the program itself: no rights, no version. A Vorgang that is gone is no error.
func (s *Frame) System(ctx context.Context, mandant, id uuid.UUID, act func(*store.Tx, *casework.Vorgang) error) error {
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
		return s.Save(ctx, tx, v)
	})
}

// Einheiten reads the units of the tenant, from the cache where it may be a minute old. It loads through the
// transaction at hand: a second connection inside one could wait for itself.
func (s *Frame) Einheiten(ctx context.Context, tx *store.Tx) ([]store.Einheit, error) {
	return s.einheiten.get(tx.Actor.Mandant, tx.Now, func() ([]store.Einheit, error) { return tx.ListEinheiten(ctx) })
}

// Mandant reads the tenant, from the cache where it may be a minute old.
func (s *Frame) Mandant(ctx context.Context, tx *store.Tx) (*store.Mandant, error) {
	return s.mandanten.get(tx.Actor.Mandant, tx.Now, func() (*store.Mandant, error) { return tx.GetMandant(ctx) })
}

// Change is the frame of every act on a Vorgang: right, lock, visibility, version, the act itself, the
// new assessment, save. version nil skips the version check, for acts that cannot overwrite anything. An act that
// tells the journal nothing has found it done already: the version stays, and nobody who looks at the Vorgang is out
// of date.
func (s *Frame) Change(ctx context.Context, a casework.Actor, id uuid.UUID, recht casework.Recht, version *int,
	act func(*store.Tx, *casework.Vorgang) error) error {
	if err := a.Must(recht); err != nil {
		return err
	}
	return s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		v, err := tx.LockVorgang(ctx, id)
		if err != nil {
			return err
		}
		if err := s.MayChange(ctx, tx, a, v, recht); err != nil {
			return err
		}
		if version != nil {
			if err := v.CheckVersion(*version); err != nil {
				return err
			}
		}
		entries := v.VerlaufNr
		if err := act(tx, v); err != nil || v.VerlaufNr == entries {
			return err
		}
		return s.Save(ctx, tx, v)
	})
}

// Save assesses a changed Vorgang anew and writes it. Whatever the act was: in a Vorgang that has ended no process runs
// on, and nobody waits for an answer.
func (s *Frame) Save(ctx context.Context, tx *store.Tx, v *casework.Vorgang) error {
	if err := s.EndVorgang(ctx, tx, v); err != nil {
		return err
	}
	if err := s.Assess(ctx, tx, v); err != nil {
		return err
	}
	return tx.SaveVorgang(ctx, v)
}

// MayRead returns not_found for what the actor must not know of.
func (s *Frame) MayRead(ctx context.Context, tx *store.Tx, a casework.Actor, v *casework.Vorgang) error {
	return MayReadWith(a, v, func(einheiten []string) (bool, error) { return tx.HasZuarbeit(ctx, v.ID, einheiten) })
}

// MayReadWith is MayRead for who knows already whether one of some units contributes.
func MayReadWith(a casework.Actor, v *casework.Vorgang, zuarbeit func(einheiten []string) (bool, error)) error {
	sicht := a.Sicht()
	if sicht.Status != nil && !slices.Contains(sicht.Status, v.Status) {
		return casework.Fail(casework.NotFound, "not_found")
	}
	if sicht.Alle || slices.Contains(sicht.Einheiten, v.Einheit) {
		return nil
	}
	ok, err := zuarbeit(sicht.Einheiten)
	if err != nil {
		return err
	}
	if !ok {
		return casework.Fail(casework.NotFound, "not_found")
	}
	return nil
}

// MayChange: who only contributes (Zuarbeit) may read, comment and do the own unit's tasks, no more.
func (s *Frame) MayChange(ctx context.Context, tx *store.Tx, a casework.Actor, v *casework.Vorgang,
	recht casework.Recht) error {
	if err := s.MayRead(ctx, tx, a, v); err != nil {
		return err
	}
	sicht := a.Sicht()
	if recht == casework.RechtMitwirken || sicht.Alle || slices.Contains(sicht.Einheiten, v.Einheit) {
		return nil
	}
	return casework.Fail(casework.Forbidden, "only_contributing")
}

// Read runs fn on a visible Vorgang in one read-only transaction.
func (s *Frame) Read(ctx context.Context, a casework.Actor, id uuid.UUID,
	fn func(*store.Tx, *casework.Vorgang) error) error {
	if err := a.Must(casework.RechtLesen); err != nil {
		return err
	}
	return s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		v, err := tx.GetVorgang(ctx, id)
		if err != nil {
			return err
		}
		if err := s.MayRead(ctx, tx, a, v); err != nil {
			return err
		}
		return fn(tx, v)
	})
}

// NewID makes an id that sorts by time (UUID version 7).
func NewID() uuid.UUID { return uuid.Must(uuid.NewV7()) }
