package kanaele

import (
	"context"
	"strings"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// CreateKanal makes a channel. It is switched off until its settings are right.
func (s *Service) CreateKanal(ctx context.Context, a casework.Actor, art, name string) (*Kanal, error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	if _, ok := s.Versand.Kanalarten[art]; !ok {
		return nil, casework.FailField("art", "unknown")
	}
	if name = strings.TrimSpace(name); name == "" {
		return nil, casework.FailField("name", "required")
	}
	k := &store.Kanal{Kanal: casework.Kanal{ID: service.NewID(), Mandant: a.Mandant, Art: art, Name: name, Version: 1},
		Einstellungen: store.Einstellungen{}}
	err := s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		if err := tx.InsertKanal(ctx, k); err != nil {
			return err
		}
		return tx.Record(ctx, "kanal_angelegt", k.ID.String(), map[string]any{"art": art, "name": name})
	})
	if err != nil {
		return nil, err
	}
	out := show(k)
	return &out, nil
}
