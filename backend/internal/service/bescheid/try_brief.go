package bescheid

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// tryBrief makes the letter before anything is decided: what no letter can be made of would stand decided with nothing
// to send (§ 41 VwVfG). What is wrong with the Bescheid itself is for the act to say, which looks at it after this.
func (s *Service) tryBrief(ctx context.Context, a casework.Actor, id uuid.UUID, b casework.Bescheid) error {
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
		if brief, err = s.bescheidBrief(ctx, tx, v, &b, false); err != nil {
			return err
		}
		if b.Validate() != nil || checkZeichen(brief.Daten, &b) != nil {
			brief = Brief{}
		}
		return nil
	})
	if err != nil || brief.Main == "" {
		return err
	}
	brief.Eilig = true
	if _, err := s.Briefe.Render(ctx, brief); err != nil {
		return &casework.Error{Code: casework.Unavailable, Reason: "letter_not_rendered", Cause: err}
	}
	return nil
}
