package vorgang

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ListBenutzer lists people of a unit with their load, so that who assigns sees what lies on each desk.
func (s *Service) ListBenutzer(ctx context.Context, a casework.Actor, einheit string) (out []store.Last, err error) {
	if err := a.Must(casework.RechtZuweisen); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		heute := casework.Heute(tx.Now)
		sonntag := heute.AddDate(0, 0, (7-int(heute.Weekday()))%7)
		out, err = tx.ListLast(ctx, einheit, sonntag)
		return err
	})
	return out, err
}
