package vorgang

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// AddWiedervorlage asks to see the Vorgang again on a day.
func (s *Service) AddWiedervorlage(ctx context.Context, a casework.Actor, id uuid.UUID,
	w casework.Wiedervorlage) error {
	return s.Change(ctx, a, id, casework.RechtBearbeiten, nil, func(tx *store.Tx, v *casework.Vorgang) error {
		if err := v.MustBeOffen(); err != nil {
			return err
		}
		if casework.IsLeer(w.Betreff) {
			return casework.FailField("betreff", "required")
		}
		if w.FaelligAm.Before(casework.Heute(tx.Now)) {
			return casework.FailField("faelligAm", "in_past")
		}
		w.ID, w.Vorgang, w.Von = service.NewID(), id, a.Anzeige
		tx.Journal(v, "wiedervorlage_angelegt", map[string]any{"wiedervorlage": w.ID,
			"faelligAm": w.FaelligAm.Format("2006-01-02")})
		return tx.InsertWiedervorlage(ctx, &w)
	})
}
