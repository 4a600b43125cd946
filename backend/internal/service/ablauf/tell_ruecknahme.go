package ablauf

import (
	"context"
	"slices"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// TellRuecknahme tells the process that the application was withdrawn. Where nobody in it waits for that, it ends; else
// it does what is drawn. The Vorgang ends with it.
func (s *Service) TellRuecknahme(ctx context.Context, tx *store.Tx, v *casework.Vorgang) error {
	now := tx.Now
	v.ZurueckgenommenAm = &now
	p, err := tx.GetProzess(ctx, v.ID)
	if err != nil {
		return err
	}
	if p.Laeuft {
		if err := s.Advance(ctx, tx, v, ruecknahme(p.Zustand)); err != nil {
			return err
		}
		if p, err = tx.GetProzess(ctx, v.ID); err != nil {
			return err
		}
	}
	if !p.Laeuft {
		v.EndWithdrawn(tx.Now)
	}
	return nil
}

func ruecknahme(st workflow.State) workflow.Command {
	if slices.ContainsFunc(st.Waits, func(w workflow.Wait) bool { return w.Name == workflow.NachrichtRuecknahme }) {
		return workflow.MessageArrived{Name: workflow.NachrichtRuecknahme}
	}
	return workflow.Cancel{Reason: "Der Antrag wurde zurückgenommen."}
}
