package kehraus

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// Ankerweg gives the line of an anchor to a place outside. It may be given twice. beleg is what the place answers with,
// for whoever checks the anchor later; nil = nothing.
type Ankerweg interface {
	Publish(ctx context.Context, tag, zeile string) (beleg []byte, err error)
}

// Anchor fixes, once a day, how far all Verläufe have come, and gives outside what was not given yet. What fails is
// done again a minute later.
func (s *Service) Anchor(ctx context.Context, mandant uuid.UUID, schluessel string) error {
	for more := true; more; {
		var err error
		if more, err = s.anchorOnce(ctx, mandant, schluessel); err != nil {
			return err
		}
	}
	var problems []error
	for weg, w := range s.Ankerwege {
		problems = append(problems, s.publishAnker(ctx, mandant, schluessel, weg, w))
	}
	return errors.Join(problems...)
}

// anchorOnce makes the anchor of today unless it is there; more says that it was full.
func (s *Service) anchorOnce(ctx context.Context, mandant uuid.UUID, schluessel string) (more bool, err error) {
	err = s.DB.InTx(ctx, casework.System(mandant), func(tx *store.Tx) error {
		vorher, err := tx.LockAnker(ctx)
		if err != nil {
			return err
		}
		a := &casework.Anker{Nr: 1, Tag: casework.Heute(tx.Now), Am: tx.Now}
		if vorher != nil {
			if !vorher.Tag.Before(a.Tag) && vorher.Anzahl < casework.MaxAnkerblaetter {
				return nil
			}
			a.Nr, a.Vorher = vorher.Nr+1, vorher.Hash(schluessel)
		}
		blaetter, err := tx.InsertAnkerblaetter(ctx, a.Nr)
		if err != nil {
			return err
		}
		a.Anzahl, a.Wurzel = len(blaetter), casework.Ankerwurzel(blaetter)
		more = a.Anzahl == casework.MaxAnkerblaetter
		return tx.InsertAnker(ctx, schluessel, a)
	})
	return more, err
}

func (s *Service) publishAnker(ctx context.Context, mandant uuid.UUID, schluessel, weg string, w Ankerweg) error {
	system := casework.System(mandant)
	var offen []casework.Anker
	err := s.DB.ReadTx(ctx, system, func(tx *store.Tx) (err error) {
		offen, err = tx.ListOhneAusgabe(ctx, weg)
		return err
	})
	for i := range offen {
		if err != nil {
			break
		}
		var beleg []byte
		beleg, err = w.Publish(ctx, offen[i].Tag.Format("2006-01-02"), offen[i].Zeile(schluessel))
		if err != nil {
			break
		}
		err = s.DB.InTx(ctx, system, func(tx *store.Tx) error { return tx.SaveAusgabe(ctx, offen[i].Nr, weg, beleg) })
	}
	return err
}
