package bescheid

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// PreviewBescheid renders the letter as it would go out, marked as a draft.
func (s *Service) PreviewBescheid(ctx context.Context, a casework.Actor, id uuid.UUID,
	b casework.Bescheid) ([]byte, error) {
	if err := a.Must(casework.RechtBescheiden); err != nil {
		return nil, err
	}
	var brief Brief
	err := s.Read(ctx, a, id, func(tx *store.Tx, v *casework.Vorgang) (err error) {
		if err := s.MayChange(ctx, tx, a, v, casework.RechtBescheiden); err != nil {
			return err
		}
		b.Am, b.Von = tx.Now, a.Anzeige
		b.Write()
		if err := s.fillZahlung(ctx, tx, v, &b); err != nil {
			return err
		}
		if brief, err = s.bescheidBrief(ctx, tx, v, &b, true); err != nil {
			return err
		}
		return checkZeichen(brief.Daten, &b)
	})
	if err != nil {
		return nil, err
	}
	brief.Eilig = true
	if err := s.NoteBlick(ctx, a, casework.Zugriff{Vorgang: &id, Art: "vorschau"}); err != nil {
		return nil, err
	}
	pdf, err := s.Briefe.Render(ctx, brief)
	if err != nil {
		return nil, &casework.Error{Code: casework.Unavailable, Reason: "letter_not_rendered", Cause: err}
	}
	return pdf, nil
}
