package ablauf

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// OpenVorgang writes a new Vorgang with what came with it, and starts its process. It is the one door of the mail room.
func (s *Service) OpenVorgang(ctx context.Context, tx *store.Tx, v *casework.Vorgang, def *workflow.Definition,
	sub *casework.Antrag, daten map[string]any, mit store.Beigaben) error {
	run := &run{service: s, tx: tx, vorgang: v, def: def, daten: daten, neu: true}
	if err := run.lookAround(ctx); err != nil {
		return err
	}
	if err := run.apply(ctx, workflow.Start{}); err != nil {
		return err
	}
	v.Assess(casework.Lage{Termine: s.Zieltermin(ctx, tx, v, def, run.aufgaben), Aufgaben: run.aufgaben})
	mit.Prozess, mit.Aufgaben = run.prozess, run.aufgaben
	if err := tx.InsertVorgang(ctx, v, sub, daten, mit); err != nil {
		return err
	}
	tx.Enqueue(casework.JobSuche{Mandant: v.Mandant, Vorgang: v.ID})
	if len(mit.Dokumente) > 0 {
		tx.Enqueue(casework.JobPruefung{Mandant: v.Mandant, Vorgang: v.ID})
	}
	return nil
}
