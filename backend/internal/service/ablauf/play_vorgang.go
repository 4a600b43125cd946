package ablauf

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// Uebung is what stands after the steps of a practice run.
type Uebung struct {
	workflow.Uebungsstand
	Def    *workflow.Definition
	Beginn time.Time
}

// PlayVorgang plays the process of a visible Vorgang on from where it stands, for practice: the engine alone, on a
// copy. The Vorgang, its jobs and every clock but that of the copy stay as they are; only who looked is noted. beginn
// nil = now.
func (s *Service) PlayVorgang(ctx context.Context, a casework.Actor, id uuid.UUID, beginn *time.Time,
	schritte []workflow.Schritt) (*Uebung, error) {
	var u workflow.Uebung
	err := s.Read(ctx, a, id, func(tx *store.Tx, v *casework.Vorgang) (err error) {
		u, err = s.copyOf(ctx, tx, v)
		return err
	})
	if err != nil {
		return nil, err
	}
	err = s.DB.WriteOne(ctx, a, func(ctx context.Context, tx *store.Tx) error {
		return tx.LogZugriff(ctx, id, "uebung", nil)
	})
	if err != nil {
		return nil, err
	}
	return Play(u, beginn, schritte) // outside of any transaction: it may take a while
}

// copyOf is the run of a Vorgang as an Uebung begins with it.
func (s *Service) copyOf(ctx context.Context, tx *store.Tx, v *casework.Vorgang) (u workflow.Uebung, err error) {
	r := &run{service: s, tx: tx, vorgang: v}
	if r.def, err = s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand); err != nil {
		return u, err
	}
	if _, r.daten, err = tx.GetAntrag(ctx, v.ID); err != nil {
		return u, err
	}
	if r.prozess, err = tx.GetProzess(ctx, v.ID); err != nil {
		return u, err
	}
	if err := r.lookAround(ctx); err != nil {
		return u, err
	}
	aufgaben, err := tx.ListAufgaben(ctx, v.ID)
	if err != nil {
		return u, err
	}
	u = workflow.Uebung{Def: r.def, Facts: r.facts(), State: r.prozess.Zustand, Status: string(v.Status)}
	for _, x := range aufgaben {
		if x.Zustand == casework.AufgabeOffen {
			u.Aufgaben = append(u.Aufgaben, workflow.CreateTask{Token: x.Token, Element: x.Element, Name: x.Titel,
				Aktion: x.Aktion, Rolle: x.Rolle, Einheit: x.Einheit, Felder: x.Felder, Faellig: x.FaelligAm,
				Hinweis: x.Hinweis})
		}
	}
	return u, nil
}

// Play plays the steps of an Uebung that begins at a moment; nil = at the one of its facts.
func Play(u workflow.Uebung, beginn *time.Time, schritte []workflow.Schritt) (*Uebung, error) {
	if beginn != nil {
		u.Facts.Now = casework.Berlin(*beginn).Truncate(time.Second)
	}
	if y := u.Facts.Now.Year(); y < 2000 || y > 2999 {
		return nil, casework.FailField("beginn", "invalid")
	}
	return &Uebung{Uebungsstand: u.Play(schritte), Def: u.Def, Beginn: u.Facts.Now}, nil
}
