package anmeldung

import (
	"context"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// tokenMinute: the last use of a token is noted at most once a minute.
const tokenMinute = time.Minute

// ActForToken finds the person a token acts for. Rights are those the person has now.
func (s *Service) ActForToken(ctx context.Context, hash []byte) (casework.Actor, error) {
	var k *store.Token
	err := s.DB.ReadOne(ctx, casework.Actor{}, func(ctx context.Context, tx *store.Tx) (err error) {
		k, err = tx.GetToken(ctx, hash)
		return err
	})
	if err != nil {
		return casework.Actor{}, err
	}
	var a casework.Actor
	err = s.DB.ReadOne(ctx, casework.Actor{Mandant: k.Mandant}, func(ctx context.Context, tx *store.Tx) error {
		b, err := tx.GetBenutzer(ctx, k.Benutzer)
		if err == nil {
			a = b.Actor()
		}
		return err
	})
	if err != nil {
		return a, err
	}
	if k.BenutztAm == nil || s.DB.Now().Sub(*k.BenutztAm) > tokenMinute {
		err = s.DB.InTx(ctx, a, func(tx *store.Tx) error { return tx.TouchToken(ctx, k.ID) })
	}
	return a, err
}
