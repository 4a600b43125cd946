package posteingang

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// verwerfenGrundMin is how many characters a reason has at least.
const verwerfenGrundMin = 10

// DiscardKlaerfall asks for a Klärfall to be discarded. It stays one until a second person agrees.
func (s *Service) DiscardKlaerfall(ctx context.Context, a casework.Actor, id uuid.UUID,
	grund string) (*Klaerfall, error) {
	if grund = strings.TrimSpace(grund); utf8.RuneCountInString(grund) < verwerfenGrundMin {
		return nil, casework.FailField("grund", "length")
	}
	return s.changeKlaerfall(ctx, a, id, func(tx *store.Tx, k *Klaerfall) error {
		if err := tx.RequestVerwerfung(ctx, id, grund); err != nil {
			return err
		}
		return tx.Record(ctx, "verwerfung_beantragt", id.String(), map[string]any{"grund": grund})
	})
}

// changeKlaerfall is the frame of what persons do with an open Klärfall. Only persons discard, never a job.
func (s *Service) changeKlaerfall(ctx context.Context, a casework.Actor, id uuid.UUID,
	act func(*store.Tx, *Klaerfall) error) (k *Klaerfall, err error) {
	if err := a.Must(casework.RechtVerwerfen); err != nil {
		return nil, err
	}
	if a.Art != casework.ActorPerson {
		return nil, casework.Fail(casework.Forbidden, "right_missing")
	}
	err = s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		if k, err = loadKlaerfall(ctx, tx, id); err != nil {
			return err
		}
		if err := k.offen(); err != nil {
			return err
		}
		if err := act(tx, k); err != nil {
			return err
		}
		k, err = loadKlaerfall(ctx, tx, id)
		return err
	})
	return k, err
}
