package verfahren

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// maxUmstellung bounds how many Vorgänge are looked at, and moved, at a time.
const maxUmstellung = 200

// Umstellung says of one running Vorgang whether it can go on by another version.
type Umstellung struct {
	store.LaufenderVorgang
	Grund string // why it cannot; "" = it can
}

// CheckUmstellung looks at the Vorgänge that go by other versions of the procedure; mehr = there are more than it read.
func (s *Service) CheckUmstellung(ctx context.Context, a casework.Actor,
	id uuid.UUID) (out []Umstellung, mehr bool, err error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, false, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		ziel, err := s.ziel(ctx, tx, id)
		if err != nil {
			return err
		}
		rows, err := tx.ListLaufende(ctx, ziel.Name, ziel.Version, maxUmstellung+1)
		if err != nil {
			return err
		}
		if mehr = len(rows) > maxUmstellung; mehr {
			rows = rows[:maxUmstellung]
		}
		for _, row := range rows {
			v, err := tx.GetVorgang(ctx, row.ID)
			if err != nil {
				return err
			}
			u := Umstellung{LaufenderVorgang: row}
			if u.Grund, err = s.Ablauf.CheckMigration(ctx, tx, v, ziel); err != nil {
				return err
			}
			out = append(out, u)
		}
		return nil
	})
	return out, mehr, err
}

// ziel is the version Vorgänge are moved to: one that takes new ones, or will.
func (s *Service) ziel(ctx context.Context, tx *store.Tx, id uuid.UUID) (*workflow.Definition, error) {
	v, err := tx.GetVersion(ctx, id)
	if err != nil {
		return nil, err
	}
	if v.Zustand != store.VersionAktiv {
		return nil, casework.Fail(casework.Conflict, "version_not_active")
	}
	return s.Verfahren.Get(ctx, tx, v.Name, v.Stand)
}
