package vorgang

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// ReopenVorgang takes the work up again: after a rejection the process begins anew; one that still runs goes on; where
// none does the Vorgang goes on by hand, and a Wiedervorlage of today says so.
func (s *Service) ReopenVorgang(ctx context.Context, a casework.Actor, id uuid.UUID, version int, grund string) error {
	return s.Change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if casework.IsLeer(grund) {
			return casework.FailField("grund", "required")
		}
		verworfen := v.Status == casework.Verworfen
		if err := v.Reopen(); err != nil {
			return err
		}
		tx.Journal(v, "wiedereroeffnet", map[string]any{"grund": grund})
		if verworfen {
			if err := s.Ablauf.Restart(ctx, tx, v); err != nil {
				return err
			}
		}
		p, err := tx.GetProzess(ctx, id)
		if err != nil || p.Laeuft || !v.Status.IsOffen() {
			return err
		}
		return byHand(ctx, tx, v, a.Anzeige, grund)
	})
}

// byHand leaves something to do where no process says what.
func byHand(ctx context.Context, tx *store.Tx, v *casework.Vorgang, von, grund string) error {
	w := &casework.Wiedervorlage{ID: service.NewID(), Vorgang: v.ID, Betreff: "Wiedereröffnet: von Hand weiterführen",
		Beschreibung: grund, FaelligAm: casework.Heute(tx.Now), Von: von}
	tx.Journal(v, "wiedervorlage_angelegt", map[string]any{"wiedervorlage": w.ID,
		"faelligAm": w.FaelligAm.Format(time.DateOnly)})
	return tx.InsertWiedervorlage(ctx, w)
}
