package bescheid

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// tryBrief makes the letter before anything is decided: what no letter can be made of would stand decided with nothing
// to send (§ 41 VwVfG). What is wrong with the Bescheid itself is for the act to say, which looks at it after this.
func (s *Service) tryBrief(ctx context.Context, a casework.Actor, id uuid.UUID, b casework.Bescheid) error {
	brief, err := s.writeUnissued(ctx, a, id, &b, false)
	if err != nil || b.Validate() != nil || checkZeichen(brief.Daten, &b) != nil {
		return err
	}
	if err := s.Brief.Ready(brief); err != nil {
		return err
	}
	_, err = s.Brief.RenderNow(ctx, brief)
	return err
}
