package posteingang

import (
	"context"
	"io"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// GetKlaerfall reads one with the beginning of its raw data. administration repairs intakes but must not
// see case content: it gets the shape, with every value masked.
func (s *Service) GetKlaerfall(ctx context.Context, a casework.Actor,
	id uuid.UUID) (k *Klaerfall, roh string, err error) {
	if err := a.Must(casework.RechtKlaerLesen); err != nil {
		return nil, "", err
	}
	err = s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		if k, err = loadKlaerfall(ctx, tx, id); err != nil {
			return err
		}
		return tx.LogZugriff(ctx, k.ID, "klaerfall", nil)
	})
	if err != nil || k.RohdatenGeloeschtAm != nil {
		return k, "", err
	}
	roh, err = s.rohdaten(ctx, k.SHA256, !a.Has(casework.RechtLesen))
	return k, roh, err
}

// loadKlaerfall reads one that is or was a Klärfall.
func loadKlaerfall(ctx context.Context, tx *store.Tx, id uuid.UUID) (*Klaerfall, error) {
	e, err := tx.GetEingang(ctx, id)
	if err != nil {
		return nil, err
	}
	if e.KlaerfallAm == nil {
		return nil, casework.Fail(casework.NotFound, "not_found")
	}
	set, err := tx.GetEingangseinstellung(ctx)
	if err != nil {
		return nil, err
	}
	k := klaerfallOf(tx.Actor, *e, set, tx)
	return &k, nil
}

// offen returns a conflict for a Klärfall that is done.
func (k *Klaerfall) offen() error {
	if k.Zustand != store.EingangKlaerfall {
		return casework.Fail(casework.Conflict, "klaerfall_done")
	}
	return nil
}

const rohdatenMax = 64 << 10

func (s *Service) rohdaten(ctx context.Context, sha256 string, nurForm bool) (string, error) {
	r, err := s.Blobs.Open(ctx, sha256)
	if err != nil {
		return "", err
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, rohdatenMax))
	if err != nil {
		return "", err
	}
	return Mask(string(raw), nurForm), nil
}
