package vorgang

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// suchStapel is how many Vorgänge one transaction makes findable.
const suchStapel = 100

// FillSuchen makes Vorgänge findable that wait for it, up to suchStapel of one tenant, and tells how many jobs that
// were; 0 means that none waits or another process is at it. Where one of them fails, all are handed to the workers.
func (s *Service) FillSuchen(ctx context.Context) (n int, err error) {
	mandant, err := s.nextStapel(ctx, store.StapelSuche)
	if err != nil || mandant == uuid.Nil {
		return 0, err
	}
	system := casework.System(mandant)
	err = s.DB.InTx(ctx, system, func(tx *store.Tx) error {
		ids, err := tx.TakeSuchen(ctx, suchStapel)
		if n = len(ids); err != nil || n == 0 {
			return err
		}
		return s.fillSuche(ctx, tx, ids)
	})
	tooLong := errors.Is(ctx.Err(), context.DeadlineExceeded)
	if err == nil || casework.CodeOf(err) == casework.Unavailable && !tooLong {
		return n, err
	}
	s.Log.Warn("fill the search index for many, now one by one", "error", err)
	ctx = context.WithoutCancel(ctx)
	return n, s.DB.InTx(ctx, system, func(tx *store.Tx) error { return tx.LeaveSuchen(ctx, suchStapel) })
}

// veraltetAlle bounds how many rows of the index the sweep lets fill anew in a minute.
const veraltetAlle = 2000

// RenewSuchen lets rows of the search index be filled anew that an earlier program has filled: a few each minute, while
// nobody waits for it.
func (s *Service) RenewSuchen(ctx context.Context, tx *store.Tx) error {
	_, err := tx.EnqueueVeraltete(ctx, veraltetAlle)
	return err
}

// nextStapel names a tenant with jobs to do many at a time, uuid.Nil if none waits.
func (s *Service) nextStapel(ctx context.Context, name store.Stapel) (mandant uuid.UUID, err error) {
	err = s.DB.ReadTx(ctx, casework.Actor{}, func(tx *store.Tx) (err error) {
		mandant,
			err = tx.NextStapel(ctx, name)
		return err
	})
	if casework.CodeOf(err) == casework.NotFound {
		return uuid.Nil, nil
	}
	return mandant, err
}

// FillSuche is the job that makes one Vorgang findable, where many at once failed.
func (s *Service) FillSuche(ctx context.Context, j casework.JobSuche) error {
	return s.DB.InTx(ctx, casework.System(j.Mandant), func(tx *store.Tx) error {
		return s.fillSuche(ctx, tx, []uuid.UUID{j.Vorgang})
	})
}

func (s *Service) fillSuche(ctx context.Context, tx *store.Tx, ids []uuid.UUID) (err error) {
	defer func() {
		if p := recover(); p != nil { // one Antrag must not keep the others from being found
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	found, err := tx.ListSuchstoff(ctx, ids)
	if err != nil {
		return err
	}
	rows := make([]store.Suchzeile, len(found))
	for i, f := range found {
		var antrag casework.Antrag
		if err := json.Unmarshal([]byte(f.Inhalt), &antrag); err != nil {
			return fmt.Errorf("decode the Antrag of %s: %w", f.ID, err)
		}
		words, text, names := casework.Suchinhalt(&f.Vorgang, &antrag, f.Beitexte)
		rows[i] = store.Suchzeile{Vorgang: f.ID, Woerter: words, Text: text, Name: names}
	}
	return tx.SaveSuchen(ctx, rows)
}
