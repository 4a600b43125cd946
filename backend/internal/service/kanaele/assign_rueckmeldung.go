package kanaele

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// AssignRueckmeldung says to which Vorgang something belongs that came back; it becomes a message there.
func (s *Service) AssignRueckmeldung(ctx context.Context, a casework.Actor, id uuid.UUID, nummer string) error {
	return s.settle(ctx, a, id, func(tx *store.Tx, r *casework.Rueckpost) error {
		vorgang, err := tx.FindVorgangNummer(ctx, strings.TrimSpace(nummer))
		if err != nil {
			return err
		}
		if vorgang == nil {
			return casework.FailField("vorgangsnummer", "unknown")
		}
		v, err := tx.LockVorgang(ctx, *vorgang)
		if err != nil {
			return err
		}
		if err := s.file(ctx, tx, v, r, nil); err != nil {
			return err
		}
		return s.Save(ctx, tx, v)
	})
}

// settle is the frame of what a person does with it, once.
func (s *Service) settle(ctx context.Context, a casework.Actor, id uuid.UUID,
	act func(*store.Tx, *casework.Rueckpost) error) error {
	if err := a.Must(casework.RechtVerwerfen); err != nil {
		return err
	}
	if a.Art != casework.ActorPerson {
		return casework.Fail(casework.Forbidden, "right_missing")
	}
	return s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		r, err := tx.LockRueckpost(ctx, id)
		if err != nil {
			return err
		}
		if r.Zustand != casework.RueckmeldungUngeklaert {
			return casework.Fail(casework.Conflict, "rueckmeldung_settled")
		}
		r.Von = a.Name
		if err := act(tx, r); err != nil {
			return err
		}
		if err := tx.Record(ctx, "rueckmeldung_"+string(r.Zustand), id.String(), map[string]any{"grund": r.Grund,
			"vorgang": r.Vorgang}); err != nil {
			return err
		}
		return tx.SaveRueckpost(ctx, r)
	})
}
