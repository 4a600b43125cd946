package kanaele

import (
	"context"
	"errors"
	"slices"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/store"
)

// EnqueueRueckabrufe asks every channel of the tenant that works what came back; one that is asked already is not.
func (s *Service) EnqueueRueckabrufe(ctx context.Context, tx *store.Tx) error {
	all, err := tx.ListKanaele(ctx)
	if err != nil {
		return err
	}
	for i := range all {
		if err := enqueueRueckabruf(ctx, tx, &all[i]); err != nil {
			return err
		}
	}
	return nil
}

func enqueueRueckabruf(ctx context.Context, tx *store.Tx, k *store.Kanal) error {
	if !k.Aktiv || k.Ruht(tx.Now) {
		return nil
	}
	asked, err := tx.HasRueckabruf(ctx, k.ID)
	if err == nil && !asked {
		tx.Enqueue(casework.JobRueckabruf{Mandant: k.Mandant, Kanal: k.ID})
	}
	return err
}

// PollRueckmeldungen is the job that asks one channel what lies there; each becomes a job of its own. A run that fails
// is no failed job: the sweep asks again.
func (s *Service) PollRueckmeldungen(ctx context.Context, j casework.JobRueckabruf) error {
	k, p, err := s.open(ctx, j.Mandant, j.Kanal)
	if k == nil || err == nil && p == nil {
		return err
	}
	var ids []string
	if err == nil {
		ids, err = p.Poll(ctx)
	}
	if err != nil {
		s.Log.Warn("channel does not tell what came back", "kanal", k.ID, "error", err)
	}
	noted := s.note(ctx, k, err)
	if err != nil || len(ids) == 0 {
		return noted
	}
	return errors.Join(noted, s.DB.InTx(ctx, casework.System(j.Mandant), func(tx *store.Tx) error {
		asked, err := tx.ListAbholungen(ctx)
		if err == nil {
			ids, err = ours(ctx, tx, p, ids)
		}
		for _, id := range ids {
			if err == nil && !slices.Contains(asked, id) {
				tx.Enqueue(casework.JobRueckmeldung{Mandant: j.Mandant, Kanal: k.ID, Kennung: id})
			}
		}
		return err
	}))
}

// ours leaves out what belongs to no Vorgang, of a channel at whose end other things lie.
func ours(ctx context.Context, tx *store.Tx, p versand.Rueckkanal, ids []string) ([]string, error) {
	f, ok := p.(versand.Fadenkanal)
	if !ok {
		return ids, nil
	}
	out := []string{}
	for _, id := range ids {
		v, err := tx.FindVorgangPostfach(ctx, f.Faden(id))
		if err != nil {
			return nil, err
		}
		if v != nil {
			out = append(out, id)
		}
	}
	return out, nil
}
