package bescheid

import (
	"context"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ExpireAbruf ends the provision of a Bescheid nobody retrieved within ten days (§ 41 Abs. 2a VwVfG):
// it has no effect, and a person has to send it another way. The day decides: a job that comes before it is over, say
// because a holiday was entered meanwhile, comes again.
func (s *Service) ExpireAbruf(ctx context.Context, j casework.JobAbrufFrist) error {
	vorgang, err := s.vorgangOfBescheid(ctx, j.Mandant, j.Bescheid)
	if err != nil {
		return err
	}
	return s.System(ctx, j.Mandant, vorgang, func(tx *store.Tx, v *casework.Vorgang) error {
		b, err := tx.GetBescheid(ctx, j.Bescheid)
		if err != nil || !b.WartetAufAbruf() || b.Ersetzt() {
			return err
		}
		kalender, err := s.Kalender(ctx, tx)
		if err != nil {
			return err
		}
		if bis := b.AbrufBis(kalender); !b.AbrufVorbei(kalender, casework.Heute(tx.Now)) && bis != nil {
			tx.EnqueueAt(j, casework.EndeDesTages(*bis))
			return nil
		}
		return s.EndAbruf(ctx, tx, v, b, kalender)
	})
}

// EndAbruf ends the provision; once is enough.
func (s *Service) EndAbruf(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid,
	kalender casework.Kalender) error {
	if b.Zustand != casework.BescheidBereitgestellt {
		return nil
	}
	b.Zustand = casework.BescheidAbrufAbgelaufen
	daten := map[string]any{"bescheid": b.ID}
	if bis := b.AbrufBis(kalender); bis != nil {
		daten["bis"] = bis.Format(time.DateOnly)
	}
	tx.Journal(v, "bescheid_abruf_abgelaufen", daten)
	return tx.SaveBescheid(ctx, b)
}
