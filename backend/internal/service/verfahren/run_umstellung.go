package verfahren

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// RunUmstellung moves chosen Vorgänge to a version, each by itself and with an entry in its journal; neu: their timers
// count anew. What cannot be moved stays as it is and comes back with its reason. Who does it need not see them:
// nothing of an application is shown.
func (s *Service) RunUmstellung(ctx context.Context, a casework.Actor, id uuid.UUID, vorgaenge []uuid.UUID,
	neu bool) (nicht []Umstellung, err error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	if len(vorgaenge) > maxUmstellung {
		return nil, casework.FailField("vorgaenge", "length")
	}
	var ziel *workflow.Definition
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error { ziel, err = s.ziel(ctx, tx, id); return err })
	if err != nil {
		return nil, err
	}
	for _, v := range vorgaenge {
		grund, err := s.move(ctx, a, v, ziel, neu)
		if err != nil {
			return nil, err
		}
		if grund != "" {
			nicht = append(nicht, Umstellung{store.LaufenderVorgang{ID: v}, grund})
		}
	}
	return nicht, nil
}

// move returns why it could not, in words for a person.
func (s *Service) move(ctx context.Context, a casework.Actor, id uuid.UUID, ziel *workflow.Definition,
	neu bool) (string, error) {
	err := s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		v, err := tx.LockVorgang(ctx, id)
		if err != nil {
			return err
		}
		if v.Verfahren != ziel.Name {
			return casework.Fail(casework.NotFound, "not_found")
		}
		if v.Stand == ziel.Version {
			return nil // done already
		}
		if err := v.MustBeOffen(); err != nil {
			return err
		}
		if err := s.Ablauf.MigrateProzess(ctx, tx, v, ziel, neu); err != nil {
			return err
		}
		return s.Save(ctx, tx, v)
	})
	var e *casework.Error
	if errors.As(err, &e) && e.Reason == "prozess_"+workflow.CodeMigration {
		return e.Detail, nil
	}
	if errors.As(err, &e) && e.Code == casework.NotFound {
		return "Diesen Vorgang gibt es in diesem Verfahren nicht.", nil
	}
	if errors.As(err, &e) && e.Code == casework.Conflict {
		return "Der Vorgang ist inzwischen abgeschlossen.", nil
	}
	return "", err
}
