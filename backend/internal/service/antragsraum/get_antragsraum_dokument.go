package antragsraum

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// Auslieferung is a document on its way to the applicant.
type Auslieferung struct {
	casework.Dokument
	Inhalt store.BlobReader
	Abruf  bool // of a Bescheid that never arrived before: NoteAbruf has to hear when it did
}

// GetAntragsraumDokument opens one document the applicant may see.
func (s *Service) GetAntragsraumDokument(ctx context.Context, a casework.Actor, id,
	dokument uuid.UUID) (*Auslieferung, error) {
	if err := a.Must(casework.RechtAntragsraum); err != nil {
		return nil, err
	}
	r, err := s.readRaum(ctx, a, "getAntragsraumDokument", id)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(r.Dokumente, func(d casework.Dokument) bool { return d.ID == dokument })
	if niveau := r.gesperrt[dokument]; niveau > 0 {
		return nil, a.Konto.Erreicht(niveau)
	}
	if i < 0 {
		return nil, casework.Fail(casework.NotFound, "not_found")
	}
	x := &Auslieferung{Dokument: r.Dokumente[i]}
	if !x.Pruefung.Freigegeben() {
		return nil, casework.Fail(casework.Conflict, "dokument_in_quarantine")
	}
	b := bescheidMit(r.Bescheide, dokument)
	x.Abruf = b != nil && b.AbgerufenAm == nil
	z := blickOf(a, "antragsraum_dokument", &id)
	z.Objekt = &dokument
	if err := s.NoteBlick(ctx, a, z); err != nil {
		return nil, err
	}
	x.Inhalt, err = s.Blobs.Open(ctx, x.SHA256)
	return x, err
}

// bescheidMit is the Bescheid that this document is; nil = none.
func bescheidMit(bescheide []casework.Bescheid, dokument uuid.UUID) *casework.Bescheid {
	i := slices.IndexFunc(bescheide, func(b casework.Bescheid) bool {
		return b.Dokument != nil && *b.Dokument == dokument
	})
	if i < 0 {
		return nil
	}
	return &bescheide[i]
}
