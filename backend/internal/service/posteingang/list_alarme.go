package posteingang

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ListAlarme reads the alarms that are open and those that ended within seven days.
func (s *Service) ListAlarme(ctx context.Context, a casework.Actor) (out []store.Alarm, err error) {
	if err := a.Must(casework.RechtPosteingang); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		out,
			err = tx.ListAlarme(ctx, tx.Now.AddDate(0, 0, -7))
		return err
	})
	return out, err
}
