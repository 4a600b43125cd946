package vorgang

import (
	"context"
	"io"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// UploadDokument stores one file of the office; it can be attached once it is scanned.
func (s *Service) UploadDokument(ctx context.Context, a casework.Actor, id uuid.UUID, name string,
	r io.Reader) (*casework.Dokument, error) {
	if err := a.Must(casework.RechtBearbeiten); err != nil {
		return nil, err
	}
	may := func(tx *store.Tx, v *casework.Vorgang) error {
		if err := s.MayChange(ctx, tx, a, v, casework.RechtBearbeiten); err != nil {
			return err
		}
		return v.MustBeOffen()
	}
	if err := s.Read(ctx, a, id, may); err != nil {
		return nil, err // before a single byte is stored
	}
	d, err := s.PutDokument(ctx, id, casework.RolleIntern, name, r)
	if err != nil {
		return nil, err
	}
	err = s.Change(ctx, a, id, casework.RechtBearbeiten, nil, func(tx *store.Tx, v *casework.Vorgang) error {
		if err := v.MustBeOffen(); err != nil {
			return err
		}
		d.Am = tx.Now
		tx.Journal(v, "dokument_hinzugefuegt", map[string]any{"dokument": d.ID})
		tx.Enqueue(casework.JobPruefung{Mandant: v.Mandant, Vorgang: id})
		return tx.InsertDokumente(ctx, []casework.Dokument{*d})
	})
	return d, err
}
