package antragsraum

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// GetAntragsraumDokument opens one document the applicant may see.
func (s *Service) GetAntragsraumDokument(ctx context.Context, a casework.Actor, id,
	dokument uuid.UUID) (*casework.Dokument, store.BlobReader, error) {
	r, err := s.GetAntragsraumVorgang(ctx, a, id)
	if err != nil {
		return nil, nil, err
	}
	i := slices.IndexFunc(r.Dokumente, func(d casework.Dokument) bool { return d.ID == dokument })
	if i < 0 {
		return nil, nil, casework.Fail(casework.NotFound, "not_found")
	}
	d := r.Dokumente[i]
	if !d.Pruefung.Freigegeben() {
		return nil, nil, casework.Fail(casework.Conflict, "dokument_in_quarantine")
	}
	blob, err := s.Blobs.Open(ctx, d.SHA256)
	return &d, blob, err
}
