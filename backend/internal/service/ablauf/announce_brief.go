package ablauf

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// AnnounceBrief tells the process that a message or a Bescheid became known on a day: a Frist that is counted from it
// begins. Where the letter asked for an answer, its period is from now on the same everywhere.
func (s *Service) AnnounceBrief(ctx context.Context, tx *store.Tx, v *casework.Vorgang, brief uuid.UUID,
	am time.Time) error {
	p, err := tx.GetProzess(ctx, v.ID)
	if err != nil {
		return err
	}
	var tokens []string
	for _, w := range p.Zustand.Waits {
		if w.Brief == brief.String() {
			tokens = append(tokens, w.ID)
		}
	}
	if len(tokens) == 0 {
		return nil
	}
	if err := s.Advance(ctx, tx, v, workflow.Announced{Brief: brief.String(), Am: am}); err != nil {
		return err
	}
	return s.noteBeginn(ctx, tx, v, brief, tokens)
}

// ReannounceBrief tells the process that the day was put right: what was counted from it ends with the new one, and
// waits again where there is none. What was waiting for the first day begins now. A Frist that has ended is called back
// as long as nobody has gone on from its end; else a person is told.
func (s *Service) ReannounceBrief(ctx context.Context, tx *store.Tx, v *casework.Vorgang, brief uuid.UUID,
	am time.Time) error {
	p, err := tx.GetProzess(ctx, v.ID)
	if err != nil {
		return err
	}
	counted := slices.ContainsFunc(p.Zustand.Waits, func(w workflow.Wait) bool { return w.Counted == brief.String() })
	ended := slices.ContainsFunc(p.Zustand.Fired, func(f workflow.Fired) bool {
		return f.Wait.Counted == brief.String()
	})
	if p.Laeuft && counted || ended {
		if err := s.Advance(ctx, tx, v, workflow.Reannounced{Brief: brief.String(), Am: am}); err != nil {
			return err
		}
		return s.noteNeuenBeginn(ctx, tx, v, brief)
	}
	if am.IsZero() || !p.Laeuft {
		return nil
	}
	return s.AnnounceBrief(ctx, tx, v, brief, am)
}

// noteBeginn gives a request the last day that its timers in the process have got.
func (s *Service) noteBeginn(ctx context.Context, tx *store.Tx, v *casework.Vorgang, brief uuid.UUID,
	tokens []string) error {
	p, err := tx.GetProzess(ctx, v.ID)
	if err != nil {
		return err
	}
	bis := lastDay(p.Zustand, func(w workflow.Wait) bool { return slices.Contains(tokens, w.ID) })
	n, err := anfrage(ctx, tx, v, brief)
	if err != nil || n == nil || bis == nil || n.AntwortBis != nil {
		return err
	}
	return tx.SaveAntwortfrist(ctx, n.ID, bis, nil)
}

// noteNeuenBeginn gives a request the last day that its timers have now that they are counted anew; none while they
// wait for another day on which it becomes known.
func (s *Service) noteNeuenBeginn(ctx context.Context, tx *store.Tx, v *casework.Vorgang, brief uuid.UUID) error {
	p, err := tx.GetProzess(ctx, v.ID)
	if err != nil {
		return err
	}
	n, err := anfrage(ctx, tx, v, brief)
	if err != nil || n == nil || n.AntwortBis == nil || n.UhrStehtSeit != nil {
		return err
	}
	counted := func(w workflow.Wait) bool { return w.Counted == brief.String() }
	either := func(w workflow.Wait) bool { return counted(w) || w.Brief == brief.String() }
	if !slices.ContainsFunc(p.Zustand.Waits, either) {
		return nil // its period was never the process's
	}
	return tx.SaveAntwortfrist(ctx, n.ID, lastDay(p.Zustand, counted), nil)
}

// lastDay is the last day of the timers that are meant; nil = none has one.
func lastDay(st workflow.State, meant func(workflow.Wait) bool) *time.Time {
	var bis time.Time
	for _, w := range st.Waits {
		if meant(w) && w.Due.After(bis) {
			bis = w.Due
		}
	}
	if bis.IsZero() {
		return nil
	}
	tag := casework.LetzterTag(bis)
	return &tag
}

// anfrage is the request of that id, if an answer to it is open.
func anfrage(ctx context.Context, tx *store.Tx, v *casework.Vorgang, id uuid.UUID) (*casework.Nachricht, error) {
	f, err := service.LoadFaden(ctx, tx, v.ID)
	if err != nil {
		return nil, err
	}
	for _, n := range f.Anfragen() {
		if n.ID == id {
			return &n, nil
		}
	}
	return nil, nil
}

// lookAround finds what the process may ask of its surroundings.
func (r *run) lookAround(ctx context.Context) (err error) {
	if r.kalender, err = r.service.Kalender(ctx, r.tx); err != nil || r.neu || !r.def.Process.CountsFromBekanntgabe() {
		return err
	}
	f, err := service.LoadFaden(ctx, r.tx, r.vorgang.ID)
	if err != nil {
		return err
	}
	sendungen, err := r.tx.ListSendungen(ctx, r.vorgang.ID)
	if err != nil {
		return err
	}
	if id, bekannt := f.LetzterBrief(sendungen, r.kalender, r.def.Meta.Recht); id != uuid.Nil {
		r.brief = workflow.Brief{ID: id.String(), Bekannt: bekannt}
	}
	return nil
}
