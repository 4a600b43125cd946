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

// AnswerAnfrage tells the process „antwort“ when the request has all it asked for and the process waits for it, or has
// put it and will wait: then the answer is kept until it does. Anything else that comes is read by a person and ends no
// waiting and no period. The id of what came guards against counting it twice.
func (s *Service) AnswerAnfrage(ctx context.Context, tx *store.Tx, v *casework.Vorgang, anfrage, id uuid.UUID) error {
	p, err := tx.GetProzess(ctx, v.ID)
	if err != nil {
		return err
	}
	gefragt := p.Zustand.Expects(workflow.NachrichtAntwort, anfrage.String())
	frei := waitsFreely(p.Zustand)
	if !gefragt && frei == 0 {
		return nil
	}
	f, err := service.LoadFaden(ctx, tx, v.ID)
	if err != nil {
		return err
	}
	if !f.Beantwortet(anfrage) { // what was sent in was sent back
		return s.Advance(ctx, tx, v, workflow.MessageRefused{Name: workflow.NachrichtAntwort, Key: anfrage.String()})
	}
	if !gefragt {
		aufgaben, err := s.fragendeAufgaben(ctx, tx, v)
		if err != nil {
			return err
		}
		if !slices.Contains(f.ProzessAnfragen(aufgaben, dienstAnfragen(p.Zustand), frei), anfrage) {
			return nil
		}
	}
	return s.Advance(ctx, tx, v, workflow.MessageArrived{Name: workflow.NachrichtAntwort, Key: anfrage.String(),
		ID: id.String()})
}

// waitsFreely counts where a process waits for an answer and has asked nothing itself: it was put there by a person, or
// has waited since before questions were noted.
func waitsFreely(st workflow.State) (n int) {
	for _, w := range st.Waits {
		if w.Kind == workflow.WaitMessage && w.Name == workflow.NachrichtAntwort && w.Key == "" && w.Answers == "" {
			n++
		}
	}
	return n
}

// dienstAnfragen are the requests that services of the process have sent.
func dienstAnfragen(st workflow.State) []string {
	dienst, _ := st.Werte()["nachforderung"].(string)
	return []string{dienst}
}

// AntwortDa tells since when an answer is there that ends no waiting: one the process keeps for later, or, where the
// open task is about to ask, one that came unasked. Zero = none.
func AntwortDa(def *workflow.Definition, f casework.Faden, aufgaben []casework.Aufgabe, st workflow.State,
	x casework.Aufgabe) time.Time {
	if x.Zustand != casework.AufgabeOffen || x.Aktion == casework.AktionZuarbeit {
		return time.Time{}
	}
	if da := st.KeptSince(workflow.NachrichtAntwort); !da.IsZero() || !NeedsAntwort(def, x) {
		return da
	}
	return f.UngefragtDa(aufgaben, dienstAnfragen(st))
}

// fragendeAufgaben are the tasks behind which the process waits for an answer.
func (s *Service) fragendeAufgaben(ctx context.Context, tx *store.Tx, v *casework.Vorgang) ([]casework.Aufgabe, error) {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
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
