package posteingang

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// retryEingang processes a stored delivery again: after a crash, or because a person asked.
func (s *Service) retryEingang(ctx context.Context, mandant, id uuid.UUID) (adapters.Outcome, error) {
	var e *store.Eingang
	var z *store.Zugang
	err := s.DB.ReadTx(ctx, casework.System(mandant), func(tx *store.Tx) (err error) {
		if e, err = tx.GetEingang(ctx, id); err != nil {
			return err
		}
		z, err = tx.GetZugangByID(ctx, e.Zugang)
		return err
	})
	if err != nil {
		return adapters.Outcome{}, err
	}
	if e.Zustand != store.EingangEmpfangen && e.Zustand != store.EingangKlaerfall {
		return adapters.Outcome{Eingang: Referenz(e.ID)}, nil
	}
	if e.Weg == store.WegTest { // a crash left it behind; it must never become a Vorgang
		return adapters.Outcome{Eingang: Referenz(e.ID)}, s.EndTestlieferung(ctx, casework.System(mandant), e, nil)
	}
	ad := s.Adapters[z.Adapter]
	if ad == nil {
		return adapters.Outcome{}, &casework.Error{Code: casework.Unavailable,
			Reason: "adapter_missing", Detail: z.Adapter}
	}
	var k Kopf
	if err := json.Unmarshal(e.Kopf, &k); err != nil {
		return adapters.Outcome{}, err
	}
	return s.processEingang(ctx, z, ad, e, k.Path, k.Query, nil), nil
}

// ProcessLeftBehind is the job of one delivery a crash left behind.
func (s *Service) ProcessLeftBehind(ctx context.Context, j casework.JobEingang) error {
	// the verdict stands in its row; the next sweep finds what is left
	_, err := s.retryEingang(ctx, j.Mandant, j.Eingang)
	return err
}
