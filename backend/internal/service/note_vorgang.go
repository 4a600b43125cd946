package service

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// AddKommentar writes an internal note.
func (s *Service) AddKommentar(ctx context.Context, a casework.Actor, id uuid.UUID, text string) error {
	return s.change(ctx, a, id, casework.RechtMitwirken, nil, func(tx *store.Tx, v *casework.Vorgang) error {
		k := &casework.Kommentar{ID: newID(), Vorgang: id, Text: text, Von: a.Anzeige, Am: tx.Now}
		tx.Journal(v, "kommentar", map[string]any{"kommentar": k.ID})
		return tx.InsertKommentar(ctx, k)
	})
}

// AddWiedervorlage asks to see the Vorgang again on a day.
func (s *Service) AddWiedervorlage(ctx context.Context, a casework.Actor, id uuid.UUID, w casework.Wiedervorlage) error {
	return s.change(ctx, a, id, casework.RechtBearbeiten, nil, func(tx *store.Tx, v *casework.Vorgang) error {
		if w.FaelligAm.Before(casework.Heute(tx.Now)) {
			return casework.FailField("faelligAm", "in_past")
		}
		w.ID, w.Vorgang, w.Von = newID(), id, a.Anzeige
		tx.Journal(v, "wiedervorlage_angelegt", map[string]any{"wiedervorlage": w.ID, "faelligAm": w.FaelligAm.Format("2006-01-02")})
		return tx.InsertWiedervorlage(ctx, &w)
	})
}

// CompleteWiedervorlage ends a reminder.
func (s *Service) CompleteWiedervorlage(ctx context.Context, a casework.Actor, id, wiedervorlage uuid.UUID) error {
	return s.change(ctx, a, id, casework.RechtBearbeiten, nil, func(tx *store.Tx, v *casework.Vorgang) error {
		tx.Journal(v, "wiedervorlage_erledigt", map[string]any{"wiedervorlage": wiedervorlage})
		return tx.CompleteWiedervorlage(ctx, id, wiedervorlage)
	})
}
