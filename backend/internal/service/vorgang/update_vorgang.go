package vorgang

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// UpdateVorgang changes what a person may edit in the header.
func (s *Service) UpdateVorgang(ctx context.Context, a casework.Actor, id uuid.UUID, version int,
	aktenzeichen *string) error {
	return s.Change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if aktenzeichen == nil || strings.TrimSpace(*aktenzeichen) == v.Aktenzeichen {
			return nil
		}
		neu := casework.Brieftext(strings.TrimSpace(*aktenzeichen))
		if err := casework.NichtZeigbar(casework.CheckZeichen("aktenzeichen", 0, neu)); err != nil {
			return err
		}
		tx.Journal(v, "aktenzeichen_geaendert", map[string]any{"von": v.Aktenzeichen, "nach": neu})
		v.Aktenzeichen = neu
		tx.Enqueue(casework.JobSuche{Mandant: v.Mandant, Vorgang: v.ID})
		return nil
	})
}
