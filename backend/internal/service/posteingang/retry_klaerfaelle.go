package posteingang

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// wiederholBuendel is how many jobs one statement writes.
const wiederholBuendel = 500

// RetryKlaerfaelle asks for all open Klärfälle of one Zugang and reason to be processed again, each as a job of its
// own: one that fails again stops no other. It returns how many; live events show how it goes on.
func (s *Service) RetryKlaerfaelle(ctx context.Context, a casework.Actor, zugang uuid.UUID,
	grund string) (n int, err error) {
	if err := a.Must(casework.RechtKlaerNeu); err != nil {
		return 0, err
	}
	var last uuid.UUID
	for {
		var ids []uuid.UUID
		err := s.DB.InTx(ctx, a, func(tx *store.Tx) error {
			if ids, err = tx.ListKlaerfallIDs(ctx, zugang, grund, last, wiederholBuendel); err != nil || len(ids) == 0 {
				return err
			}
			for _, id := range ids {
				tx.Enqueue(casework.JobEingang{Mandant: a.Mandant, Eingang: id})
			}
			return tx.Record(ctx, "klaerfaelle_wiederholt", zugang.String(), map[string]any{"grund": grund,
				"anzahl": len(ids)})
		})
		if err != nil {
			return n, err
		}
		n += len(ids)
		if len(ids) < wiederholBuendel {
			return n, nil
		}
		last = ids[len(ids)-1]
	}
}
