// Package kanaele keeps the channels of a tenant to the mailboxes of Nutzerkonten, and takes in what comes back by
// them.
package kanaele

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/seal"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/ablauf"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/store"
)

// Service does the acts of channels.
type Service struct {
	*service.Frame
	Ablauf  *ablauf.Service
	Versand *versand.Service
	Sealer  *seal.Sealer
}

// open is the channel of a row as far as it brings something back; nil = it is switched off, rests, or brings nothing.
func (s *Service) open(ctx context.Context, mandant, id uuid.UUID) (*store.Kanal, versand.Rueckkanal, error) {
	var k *store.Kanal
	ruht := false
	err := s.DB.ReadTx(ctx, casework.System(mandant), func(tx *store.Tx) (err error) {
		if k, err = tx.GetKanal(ctx, id); err == nil {
			ruht = k.Ruht(tx.Now)
		}
		return err
	})
	if err != nil || !k.Aktiv || ruht {
		return nil, nil, err
	}
	p, err := s.Versand.OpenKanal(k)
	if err != nil {
		return k, nil, err
	}
	r, _ := p.(versand.Rueckkanal)
	return k, r, nil
}

// note tells the row of the channel how an attempt went.
func (s *Service) note(ctx context.Context, k *store.Kanal, cause error) error {
	stoerung := ""
	var zf *casework.Zustellfehler
	if errors.As(cause, &zf) && zf.Haelt {
		stoerung = zf.Grund
	} else if cause != nil || k.Stoerung == "" {
		return nil
	}
	return s.DB.InTx(ctx, casework.System(k.Mandant), func(tx *store.Tx) error {
		return tx.NoteKanal(ctx, k.ID, stoerung)
	})
}
