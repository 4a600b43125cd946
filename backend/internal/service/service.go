// Package service says what one does: one file per action of a person or of the program. Each action is
// one transaction; what leaves the house is a job row in it. Rights and units are checked here, also
// where the door has checked already.
package service

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/seal"
	"kontor/backend/internal/store"
)

// Service carries what the actions need; it holds no state of its own but caches and a count of failures.
type Service struct {
	DB           *store.DB
	Blobs        store.Blobs
	Adapters     map[string]adapters.Adapter
	Verfahren    *Verfahren
	Briefe       Briefe
	Kanaele      map[string]Postfach // by Sendung.Ziel
	Melder       map[string]Melder   // of alarms, by channel: email, webhook
	Ausgaenge    map[string]Ausgang  // by Sendung.Ziel
	Export       Export
	Scanner      Scanner
	Sealer       *seal.Sealer // of the passwords in the database
	Virenscanner bool         // Scanner is a real one
	Adresse      string       // public URL without trailing slash, for links
	MaxLieferung int64        // bytes of one delivery
	Ordner       string       // KONTOR_EINGANGSORDNER: below it one folder for each Zugang that watches one; "" = none
	Log          *slog.Logger

	einheiten cache[[]store.Einheit]
	mandanten cache[*store.Mandant]
	frozen    sync.Map // name/stand per tenant that were recorded in this process

	regelwerke regelwerke
	kehraus    failures
}

// cache keeps small configuration for a minute.
type cache[T any] struct {
	mu   sync.Mutex
	data map[uuid.UUID]cached[T]
}

type cached[T any] struct {
	value T
	until time.Time
}

func (c *cache[T]) get(key uuid.UUID, now time.Time, load func() (T, error)) (T, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.data[key]; ok && now.Before(e.until) {
		return e.value, nil
	}
	v, err := load()
	if err != nil {
		return v, err
	}
	if c.data == nil {
		c.data = map[uuid.UUID]cached[T]{}
	}
	c.data[key] = cached[T]{v, now.Add(time.Minute)}
	return v, nil
}

// units reads the units of the tenant, from the cache where it may be a minute old. It loads through the
// transaction at hand: a second connection inside one could wait for itself.
func (s *Service) units(ctx context.Context, tx *store.Tx) ([]store.Einheit, error) {
	return s.einheiten.get(tx.Actor.Mandant, tx.Now, func() ([]store.Einheit, error) { return tx.ListEinheiten(ctx) })
}

func (s *Service) mandant(ctx context.Context, tx *store.Tx) (*store.Mandant, error) {
	return s.mandanten.get(tx.Actor.Mandant, tx.Now, func() (*store.Mandant, error) { return tx.GetMandant(ctx) })
}

// change is the frame of every act on a Vorgang: right, lock, visibility, version, the act itself, the
// new assessment, save. version nil skips the version check, for acts that cannot overwrite anything.
func (s *Service) change(ctx context.Context, a casework.Actor, id uuid.UUID, recht casework.Recht, version *int, act func(*store.Tx, *casework.Vorgang) error) error {
	if err := a.Muss(recht); err != nil {
		return err
	}
	return s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		v, err := tx.LockVorgang(ctx, id)
		if err != nil {
			return err
		}
		if err := s.mayChange(ctx, tx, a, v, recht); err != nil {
			return err
		}
		if version != nil {
			if err := v.Pruefe(*version); err != nil {
				return err
			}
		}
		if err := act(tx, v); err != nil {
			return err
		}
		return s.save(ctx, tx, v)
	})
}

// save assesses a changed Vorgang anew and writes it.
func (s *Service) save(ctx context.Context, tx *store.Tx, v *casework.Vorgang) error {
	if err := s.assess(ctx, tx, v); err != nil {
		return err
	}
	return tx.SaveVorgang(ctx, v)
}

// mayRead returns not_found for what the actor must not know of.
func (s *Service) mayRead(ctx context.Context, tx *store.Tx, a casework.Actor, v *casework.Vorgang) error {
	sicht := a.Sicht()
	if sicht.Status != nil && !slices.Contains(sicht.Status, v.Status) {
		return casework.Fail(casework.NotFound, "not_found")
	}
	if sicht.Alle || slices.Contains(sicht.Einheiten, v.Einheit) {
		return nil
	}
	ok, err := tx.HatZuarbeit(ctx, v.ID, sicht.Einheiten)
	if err != nil {
		return err
	}
	if !ok {
		return casework.Fail(casework.NotFound, "not_found")
	}
	return nil
}

// mayChange: who only contributes (Zuarbeit) may read, comment and do the own unit's tasks, no more.
func (s *Service) mayChange(ctx context.Context, tx *store.Tx, a casework.Actor, v *casework.Vorgang, recht casework.Recht) error {
	if err := s.mayRead(ctx, tx, a, v); err != nil {
		return err
	}
	sicht := a.Sicht()
	if recht == casework.RechtMitwirken || sicht.Alle || slices.Contains(sicht.Einheiten, v.Einheit) {
		return nil
	}
	return casework.Fail(casework.Forbidden, "only_contributing")
}

// read runs fn on a visible Vorgang in one read-only transaction.
func (s *Service) read(ctx context.Context, a casework.Actor, id uuid.UUID, fn func(*store.Tx, *casework.Vorgang) error) error {
	if err := a.Muss(casework.RechtLesen); err != nil {
		return err
	}
	return s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		v, err := tx.GetVorgang(ctx, id)
		if err != nil {
			return err
		}
		if err := s.mayRead(ctx, tx, a, v); err != nil {
			return err
		}
		return fn(tx, v)
	})
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }
