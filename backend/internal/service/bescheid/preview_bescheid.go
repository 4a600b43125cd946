package bescheid

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/brief"
	"kontor/backend/internal/store"
)

// PreviewBescheid renders the letter as it would go out, marked as a draft.
func (s *Service) PreviewBescheid(ctx context.Context, a casework.Actor, id uuid.UUID,
	b casework.Bescheid) ([]byte, error) {
	if err := a.Must(casework.RechtBescheiden); err != nil {
		return nil, err
	}
	brief, err := s.writeUnissued(ctx, a, id, &b, true)
	if err != nil {
		return nil, err
	}
	if err := checkZeichen(brief.Daten, &b); err != nil {
		return nil, err
	}
	if err := s.NoteBlick(ctx, a, casework.Zugriff{Vorgang: &id, Art: "vorschau"}); err != nil {
		return nil, err
	}
	return s.Brief.RenderNow(ctx, brief)
}

// writeUnissued writes the letter of what is not a Bescheid yet, with what nobody said in the act.
func (s *Service) writeUnissued(ctx context.Context, a casework.Actor, id uuid.UUID, b *casework.Bescheid,
	entwurf bool) (out brief.Brief, err error) {
	err = s.Read(ctx, a, id, func(tx *store.Tx, v *casework.Vorgang) (err error) {
		if err := s.MayChange(ctx, tx, a, v, casework.RechtBescheiden); err != nil {
			return err
		}
		b.Am, b.Von = tx.Now, a.Anzeige
		b.Write()
		if err := followBezug(ctx, tx, v, b); err != nil {
			return err
		}
		if err := s.fill(ctx, tx, v, b); err != nil {
			return err
		}
		out, err = s.bescheidBrief(ctx, tx, v, b, entwurf)
		return err
	})
	return out, err
}
