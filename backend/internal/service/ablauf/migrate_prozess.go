package ablauf

import (
	"context"
	"errors"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// MigrateProzess lets a locked Vorgang go on by another version of its procedure. neu: its timers count anew, else they
// keep their day. A Vorgang whose process has ended changes texts and letters only.
func (s *Service) MigrateProzess(ctx context.Context, tx *store.Tx, v *casework.Vorgang, to *workflow.Definition,
	neu bool) error {
	r, cmd, err := s.migration(ctx, tx, v, to, neu)
	if err != nil {
		return err
	}
	von := v.Stand
	v.Stand = to.Version
	tx.Journal(v, "verfahren_umgestellt", map[string]any{"von": von, "nach": to.Version, "text": fristen[neu]})
	if err := r.apply(ctx, cmd); err != nil {
		return err
	}
	if err := r.flush(ctx); err != nil || !neu {
		return err
	}
	return s.keepAntwortfristen(ctx, tx, v)
}

// keepAntwortfristen: what an applicant was told of the last day for an answer holds, whatever a timer now counts to.
func (s *Service) keepAntwortfristen(ctx context.Context, tx *store.Tx, v *casework.Vorgang) error {
	f, err := service.LoadFaden(ctx, tx, v.ID)
	if err != nil {
		return err
	}
	for _, n := range f.Anfragen() {
		if n.AntwortBis == nil {
			continue // its timer counts as the drawing says
		}
		if err := s.MoveAntwortfrist(ctx, tx, v, &n, &n); err != nil {
			return err
		}
	}
	return nil
}

// fristen says in the journal what became of the timers.
var fristen = map[bool]string{false: "Laufende Fristen behalten ihren Tag.",
	true: "Laufende Fristen zählen nach der neuen Version; was Antragstellenden gesetzt ist, bleibt."}

// CheckMigration says why a Vorgang cannot go on by another version; "" = it can. Nothing is changed.
func (s *Service) CheckMigration(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	to *workflow.Definition) (string, error) {
	r, cmd, err := s.migration(ctx, tx, v, to, false)
	if err != nil {
		return "", err
	}
	_, _, err = workflow.Apply(to.Process, r.prozess.Zustand, cmd, r.facts())
	var why *workflow.Error
	if errors.As(err, &why) {
		return why.Reason, nil
	}
	return "", err
}

func (s *Service) migration(ctx context.Context, tx *store.Tx, v *casework.Vorgang, to *workflow.Definition,
	neu bool) (*run, workflow.Migrate, error) {
	cmd := workflow.Migrate{To: to.Version, Recompute: neu}
	from, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	switch {
	case err == nil:
		cmd.From = from.Process
	case !service.IsUnreadable(err) && casework.CodeOf(err) != casework.NotFound: // to move is the way out of one lost
		return nil, cmd, err
	}
	_, daten, err := tx.GetAntrag(ctx, v.ID)
	if err != nil {
		return nil, cmd, err
	}
	r := &run{service: s, tx: tx, vorgang: v, def: to, daten: daten, renews: true}
	r.prozess, err = tx.GetProzess(ctx, v.ID)
	return r, cmd, err
}
