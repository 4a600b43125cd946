package posteingang

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// GetZugang reads one.
func (s *Service) GetZugang(ctx context.Context, a casework.Actor, id uuid.UUID) (*Zugang, error) {
	if err := a.Must(casework.RechtPosteingang); err != nil {
		return nil, err
	}
	var out *Zugang
	err := s.DB.ReadTx(ctx, a, func(tx *store.Tx) (err error) { out, err = s.LoadZugang(ctx, tx, id); return err })
	return out, err
}

// LoadZugang reads one Zugang with how it does; not_found if there is none.
func (s *Service) LoadZugang(ctx context.Context, tx *store.Tx, id uuid.UUID) (*Zugang, error) {
	all, err := s.loadZugaenge(ctx, tx)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].ID == id {
			return &all[i], nil
		}
	}
	return nil, casework.Fail(casework.NotFound, "not_found")
}
