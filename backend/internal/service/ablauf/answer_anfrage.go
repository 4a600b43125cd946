package ablauf

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// messageArrived tells the process that something came; the id guards against counting it twice.
func messageArrived(name string, id uuid.UUID) workflow.MessageArrived {
	return workflow.MessageArrived{Name: name, ID: id.String()}
}

// AnswerAnfrage tells the process „antwort“ when it waits for this request and the request has all it asked for.
// Anything else that comes is read by a person and ends no waiting and no period.
func (s *Service) AnswerAnfrage(ctx context.Context, tx *store.Tx, v *casework.Vorgang, anfrage, id uuid.UUID) error {
	p, err := tx.GetProzess(ctx, v.ID)
	if err != nil {
		return err
	}
	waits := 0
	for _, w := range p.Zustand.Waits {
		if w.Kind == workflow.WaitMessage && w.Name == "antwort" {
			waits++
		}
	}
	if waits == 0 {
		return nil
	}
	f, err := service.LoadFaden(ctx, tx, v.ID)
	if err != nil {
		return err
	}
	aufgaben, err := s.fragendeAufgaben(ctx, tx, v)
	if err != nil {
		return err
	}
	dienst, _ := p.Zustand.Werte()["nachforderung"].(string)
	if !f.Beantwortet(anfrage) || !slices.Contains(f.ProzessAnfragen(aufgaben, []string{dienst}, waits), anfrage) {
		return nil
	}
	return s.Advance(ctx, tx, v, messageArrived("antwort", id))
}

// fragendeAufgaben are the tasks behind which the process waits for an answer.
func (s *Service) fragendeAufgaben(ctx context.Context, tx *store.Tx, v *casework.Vorgang) ([]casework.Aufgabe, error) {
	def, err := s.Verfahren.Get(v.Verfahren, v.Stand)
	if err != nil {
		return nil, err
	}
	aufgaben, err := tx.ListAufgaben(ctx, v.ID)
	return slices.DeleteFunc(aufgaben, func(a casework.Aufgabe) bool { return !NeedsAntwort(def, a) }), err
}

// NeedsAntwort: what is sent for this task has to be answered, as the process waits for the answer. A task this version
// of the Verfahren does not know, of a called process or an earlier version, counts as such where it sends something.
func NeedsAntwort(def *workflow.Definition, a casework.Aufgabe) bool {
	switch a.Aktion {
	case casework.AktionNachforderung:
		return true
	case casework.AktionNachricht:
		return def.Process.Element(a.Element) == nil || def.Process.WaitsAfter(a.Element, "antwort")
	}
	return false
}
