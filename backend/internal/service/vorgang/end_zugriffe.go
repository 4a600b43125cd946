package vorgang

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// zugriffsRunden is how often a sweep takes the oldest of the read log; the rest comes a minute later.
const zugriffsRunden = 10

// EndZugriffe takes out of the read log what is older than the authority keeps it. That it did is written down.
func (s *Service) EndZugriffe(ctx context.Context, mandant uuid.UUID) error {
	for range zugriffsRunden {
		n := 0
		err := s.DB.InTx(ctx, casework.System(mandant), func(tx *store.Tx) error {
			set, err := tx.GetEingangseinstellung(ctx)
			if err != nil {
				return err
			}
			grenze, ok := casework.AufbewahrungsGrenze(set.ZugriffMonate, tx.Now)
			if !ok {
				return nil
			}
			if n, err = tx.DeleteZugriffe(ctx, grenze); err != nil || n == 0 {
				return err
			}
			return tx.Record(ctx, "leseprotokoll_geloescht", "leseprotokoll", map[string]any{"anzahl": n,
				"vor": grenze.Format("2006-01-02")})
		})
		if err != nil || n == 0 {
			return err
		}
	}
	return nil
}
