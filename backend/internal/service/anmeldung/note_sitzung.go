package anmeldung

import (
	"context"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// gesehenAlle: a request is noted at most so often.
const gesehenAlle = 5 * time.Minute

// NoteSitzung notes that the session was used, so that it goes on.
func (s *Service) NoteSitzung(ctx context.Context, a casework.Actor, x *store.Sitzung) error {
	if s.DB.Now().Sub(x.GesehenAm) <= gesehenAlle {
		return nil
	}
	return s.DB.InTx(ctx, a, func(tx *store.Tx) error { return tx.TouchSitzung(ctx, x.Hash) })
}

// Restzeit tells how long a session goes on: Noch whatever is done, Ruhe at least after each request.
type Restzeit struct{ Noch, Ruhe time.Duration }

// Restzeit of a session from now on.
func (s *Service) Restzeit(x *store.Sitzung) Restzeit {
	return Restzeit{Noch: x.AblaufAm.Sub(s.DB.Now()), Ruhe: sitzungRuhe - gesehenAlle}
}
