package anmeldung

import (
	"context"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// AnmeldungDauer is how long the login provider may take to send somebody back.
const AnmeldungDauer = 15 * time.Minute

// BeginAnmeldung remembers a login until the provider sends the browser back. a.AblaufAm is set here.
func (s *Service) BeginAnmeldung(ctx context.Context, a store.Anmeldung) error {
	a.AblaufAm = s.DB.Now().Add(AnmeldungDauer)
	return s.DB.InTx(ctx, casework.Actor{}, func(tx *store.Tx) error { return tx.InsertAnmeldung(ctx, &a) })
}

// TakeAnmeldung finds the login that a browser comes back from; it can be taken once. Errors: not_found.
func (s *Service) TakeAnmeldung(ctx context.Context, hash []byte) (a *store.Anmeldung, err error) {
	err = s.DB.InTx(ctx, casework.Actor{}, func(tx *store.Tx) error {
		a, err = tx.TakeAnmeldung(ctx,
			hash)
		return err
	})
	return a, err
}
