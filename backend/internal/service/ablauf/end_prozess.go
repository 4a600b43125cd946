package ablauf

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// EndProzess ends what still runs of a Vorgang whose work is at an end, however that came about: tasks, timers,
// incidents and reminders go with it.
func (s *Service) EndProzess(ctx context.Context, tx *store.Tx, v *casework.Vorgang) error {
	if v.Status.IsOffen() {
		return nil
	}
	erledigt, err := tx.CompleteWiedervorlagen(ctx, v.ID)
	if err != nil {
		return err
	}
	for _, id := range erledigt {
		tx.Journal(v, "wiedervorlage_erledigt", map[string]any{"wiedervorlage": id})
	}
	p, err := tx.GetProzess(ctx, v.ID)
	if err != nil || !p.Laeuft {
		return err
	}
	return s.Advance(ctx, tx, v, workflow.Cancel{Reason: "Der Vorgang ist nicht mehr in Bearbeitung."})
}
