package vorgang

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// AssignVorgang gives a Vorgang to a person by user name; nil returns it, the own name takes it.
func (s *Service) AssignVorgang(ctx context.Context, a casework.Actor, id uuid.UUID, version int,
	benutzer *string) error {
	return s.Change(ctx, a, id, casework.RechtZuweisen, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		vorher := v.Zustaendig
		if benutzer == nil {
			if vorher == nil {
				return nil
			}
			if err := v.Assign(a, nil); err != nil {
				return err
			}
			tx.Journal(v, "zurueckgegeben", map[string]any{"von": vorher})
			return nil
		}
		b, err := tx.FindBenutzer(ctx, *benutzer)
		if casework.CodeOf(err) == casework.NotFound {
			return casework.FailField("benutzer", "unknown")
		}
		if err != nil {
			return err
		}
		if !b.Actor().Has(casework.RechtBearbeiten) || !slices.Contains(b.Einheiten, v.Einheit) {
			return casework.FailField("benutzer", "not_responsible")
		}
		if err := v.Assign(a, &b.ID); err != nil || vorher != nil && *vorher == b.ID {
			return err
		}
		tx.Journal(v, "zugewiesen", map[string]any{"an": b.Name, "anzeige": b.Anzeige})
		return nil
	})
}
