package service

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// tokenMinute: the last use of a token is noted at most once a minute.
const tokenMinute = time.Minute

// TokenActor finds the person a token acts for. Rights are those the person has now.
func (s *Service) TokenActor(ctx context.Context, hash []byte) (casework.Actor, error) {
	var k *store.Token
	err := s.DB.ReadTx(ctx, casework.Actor{}, func(tx *store.Tx) (err error) { k, err = tx.GetToken(ctx, hash); return err })
	if err != nil {
		return casework.Actor{}, err
	}
	var a casework.Actor
	err = s.DB.ReadTx(ctx, casework.Actor{Mandant: k.Mandant}, func(tx *store.Tx) error {
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

// CreateToken keeps the hash of a new token for a person of the tenant.
func (s *Service) CreateToken(ctx context.Context, mandant uuid.UUID, benutzer string, hash []byte, dauer time.Duration) (*store.Token, error) {
	var k *store.Token
	err := s.DB.InTx(ctx, casework.System(mandant), func(tx *store.Tx) error {
		b, err := tx.FindBenutzer(ctx, benutzer)
		if err != nil {
			return err
		}
		k = &store.Token{ID: newID(), Mandant: mandant, Benutzer: b.ID, Hash: hash, ErstelltAm: tx.Now, AblaufAm: tx.Now.Add(dauer)}
		return tx.InsertToken(ctx, k)
	})
	return k, err
}

// GetMandant reads the actor's tenant.
func (s *Service) GetMandant(ctx context.Context, a casework.Actor) (m *store.Mandant, err error) {
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error { m, err = s.mandant(ctx, tx); return err })
	return m, err
}
