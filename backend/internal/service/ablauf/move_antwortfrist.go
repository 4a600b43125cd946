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

// MoveAntwortfrist lets the timers that end the waiting for an answer end with the period of the request: on its last
// day, or on none while its clock stands. vorher is the request before the change. Where the process does not wait for
// this request, nothing is moved.
func (s *Service) MoveAntwortfrist(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	vorher, n *casework.Nachricht) error {
	p, err := tx.GetProzess(ctx, v.ID)
	if err != nil {
		return err
	}
	waiting, err := s.antwortTokens(ctx, tx, v, p.Zustand, n.ID)
	if err != nil {
		return err
	}
	var cmds []workflow.Command
	for _, w := range fristTimer(p.Zustand, waiting, vorher) {
		if bis := n.Laufend(); bis != nil {
			cmds = append(cmds, workflow.MoveTimer{Token: w.ID, Due: casework.EndeDesTages(*bis)})
		} else {
			cmds = append(cmds, workflow.HoldTimer{Token: w.ID})
		}
	}
	if len(cmds) == 0 {
		return nil
	}
	return s.Advance(ctx, tx, v, cmds...)
}

// antwortTokens are the tokens at which the answer to this request is waited for: those that say so, else those that
// wait for what was asked beside the process. An event subprocess listens without a token; its timers are no period of
// a request.
func (s *Service) antwortTokens(ctx context.Context, tx *store.Tx, v *casework.Vorgang, st workflow.State,
	anfrage uuid.UUID) ([]string, error) {
	var gefragt, frei []string
	for _, w := range st.Waits {
		switch {
		case w.Kind != workflow.WaitMessage || w.Name != workflow.NachrichtAntwort || w.Token == "":
		case w.Key == anfrage.String() || w.Key == "" && w.Answers == anfrage.String():
			gefragt = append(gefragt, w.Token)
		case w.Key == "" && w.Answers == "":
			frei = append(frei, w.Token)
		}
	}
	if len(gefragt) > 0 || len(frei) == 0 {
		return gefragt, nil
	}
	f, err := service.LoadFaden(ctx, tx, v.ID)
	if err != nil {
		return nil, err
	}
	aufgaben, err := s.fragendeAufgaben(ctx, tx, v)
	if err != nil || !slices.Contains(f.ProzessAnfragen(aufgaben, dienstAnfragen(st), len(frei)), anfrage) {
		return nil, err
	}
	return frei, nil
}

// fristTimer are the timers at these tokens that end the period of a request: those that end with it, stand still with
// it or wait for its Bekanntgabe. A timer that was drawn as a bare duration ends at no midnight: where it is the only
// one, it is meant.
func fristTimer(st workflow.State, tokens []string, n *casework.Nachricht) []workflow.Wait {
	var all, exact []workflow.Wait
	for _, w := range st.Waits {
		if w.Kind != workflow.WaitTimer || w.Period != "" || !slices.Contains(tokens, w.Token) {
			continue
		}
		all = append(all, w)
		ends := n.AntwortBis != nil && w.Due.Equal(casework.EndeDesTages(*n.AntwortBis).Truncate(time.Second))
		if ends || w.Held && n.UhrStehtSeit != nil || w.Brief == n.ID.String() {
			exact = append(exact, w)
		}
	}
	if len(exact) == 0 && len(all) == 1 {
		return all
	}
	return exact
}
