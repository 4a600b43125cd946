package vorgang

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// AddKommentar writes an internal note.
func (s *Service) AddKommentar(ctx context.Context, a casework.Actor, id uuid.UUID, text string) error {
	return s.Change(ctx, a, id, casework.RechtMitwirken, nil, func(tx *store.Tx, v *casework.Vorgang) error {
		if casework.IsLeer(text) {
			return casework.FailField("text", "required")
		}
		k := &casework.Kommentar{ID: service.NewID(), Vorgang: id, Text: text, Von: a.Anzeige, Am: tx.Now}
		tx.Journal(v, "kommentar", map[string]any{"kommentar": k.ID})
		return tx.InsertKommentar(ctx, k)
	})
}
