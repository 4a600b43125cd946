package verfahren

import (
	"cmp"
	"context"
	"slices"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// ListVerfahrensversionen lists what is kept, by name, the highest number first.
func (s *Service) ListVerfahrensversionen(ctx context.Context, a casework.Actor) (out []*Versionsakte, err error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		l, err := s.readLage(ctx, tx)
		if err != nil {
			return err
		}
		for _, v := range l.versionen {
			k, err := s.akte(ctx, tx, l, v)
			if err != nil {
				return err
			}
			out = append(out, k)
		}
		return nil
	})
	slices.SortStableFunc(out, func(a, b *Versionsakte) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name),
			cmp.Compare(service.StandNummer(b.Stand), service.StandNummer(a.Stand)))
	})
	return out, err
}
