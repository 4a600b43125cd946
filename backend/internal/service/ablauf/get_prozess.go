package ablauf

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// Prozessakte is the run of a Vorgang's process with the definition it goes by.
type Prozessakte struct {
	*store.Prozess
	Def       *workflow.Definition
	Springbar bool     // it may leave its way
	Gesetzt   []string // waits that end with the period of a request: they are changed there
}

// GetProzess reads the process of a visible Vorgang.
func (s *Service) GetProzess(ctx context.Context, a casework.Actor, id uuid.UUID) (k *Prozessakte, err error) {
	k = &Prozessakte{}
	err = s.Read(ctx, a, id, func(tx *store.Tx, v *casework.Vorgang) (err error) {
		if k.Def, err = s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand); err != nil {
			return err
		}
		if k.Prozess, err = tx.GetProzess(ctx, id); err != nil {
			return err
		}
		k.Springbar = v.ZurueckgenommenAm == nil
		for _, w := range k.Zustand.Waits {
			if w.Kind != workflow.WaitTimer {
				continue
			}
			erwartet, err := s.ListErwartet(ctx, tx, v, w.Token)
			if err != nil {
				return err
			}
			if len(erwartet) > 0 {
				k.Gesetzt = append(k.Gesetzt, w.ID)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return k, s.NoteBlick(ctx, a, casework.Zugriff{Vorgang: &id, Art: "prozess"})
}
