package vorgang

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// GetDokument opens one document of a visible Vorgang. What waits in quarantine is not handed out.
func (s *Service) GetDokument(ctx context.Context, a casework.Actor, vorgang,
	id uuid.UUID) (*casework.Dokument, store.BlobReader, error) {
	if err := a.Must(casework.RechtLesen); err != nil {
		return nil, nil, err
	}
	var d *casework.Dokument
	err := s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		v, err := tx.GetVorgang(ctx, vorgang)
		if err != nil {
			return err
		}
		if err := s.MayRead(ctx, tx, a, v); err != nil {
			return err
		}
		if d, err = releasedDokument(ctx, tx, vorgang, id); err != nil {
			return err
		}
		return tx.LogZugriff(ctx, vorgang, "dokument", &id)
	})
	if err != nil {
		return nil, nil, err
	}
	r, err := s.Blobs.Open(ctx, d.SHA256)
	return d, r, err
}

func releasedDokument(ctx context.Context, tx *store.Tx, vorgang, id uuid.UUID) (*casework.Dokument, error) {
	d, err := tx.GetDokument(ctx, id)
	if err != nil {
		return nil, err
	}
	if d.Vorgang != vorgang {
		return nil, casework.Fail(casework.NotFound, "not_found")
	}
	switch d.Pruefung {
	case casework.PruefungAusstehend:
		return nil, casework.Fail(casework.Conflict, "dokument_in_quarantine")
	case casework.PruefungBefallen:
		return nil, casework.Fail(casework.Forbidden, "file_infected")
	}
	return d, nil
}
