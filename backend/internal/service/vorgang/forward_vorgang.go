package vorgang

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ForwardVorgang hands the whole Vorgang to another unit; whoever had it on the desk loses it.
func (s *Service) ForwardVorgang(ctx context.Context, a casework.Actor, id uuid.UUID, version int, einheit,
	grund string) error {
	units, err := s.ListEinheiten(ctx, a)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(units, func(u store.Einheit) bool { return u.Schluessel == einheit }) {
		return casework.FailField("einheit", "unknown")
	}
	return s.Change(ctx, a, id, casework.RechtWeiterleiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if casework.IsLeer(grund) {
			return casework.FailField("grund", "required")
		}
		if err := v.MustBeOffen(); err != nil {
			return err
		}
		if v.Einheit == einheit {
			return casework.FailField("einheit", "already_there")
		}
		tx.Journal(v, "weitergeleitet", map[string]any{"von": v.Einheit, "an": einheit, "grund": grund})
		v.Einheit, v.Zustaendig = einheit, nil
		return nil
	})
}
