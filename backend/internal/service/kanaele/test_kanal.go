package kanaele

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/store"
)

// TestKanal signs in at the far end and sends nothing; grund is why that does not work, "" = it does. A channel that
// was at fault and works again is used at once.
func (s *Service) TestKanal(ctx context.Context, a casework.Actor, id uuid.UUID) (grund string, err error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return "", err
	}
	var k *store.Kanal
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) (err error) {
		k, err = tx.GetKanal(ctx, id)
		return err
	})
	if err != nil {
		return "", err
	}
	cause := s.tryKanal(ctx, k)
	var zf *casework.Zustellfehler
	if cause != nil && !errors.As(cause, &zf) {
		return "", cause
	}
	if zf != nil {
		s.Log.Warn("channel does not work", "kanal", k.ID, "grund", zf.Grund, "error", zf.Cause)
		grund = zf.Grund
	}
	if !k.Aktiv || zf != nil && !zf.Haelt {
		return grund, nil
	}
	return grund, s.note(ctx, k, cause)
}

func (s *Service) tryKanal(ctx context.Context, k *store.Kanal) error {
	p, err := s.Versand.TryKanal(k)
	if err != nil {
		return err
	}
	if c, ok := p.(versand.Checker); ok {
		return c.Check(ctx)
	}
	return nil
}
