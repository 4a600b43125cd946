package anbindung

import (
	"context"
	"strings"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

// CreateZugang makes an intake and its password, which is shown this once.
func (s *Service) CreateZugang(ctx context.Context, a casework.Actor, name, titel,
	adapter string) (*posteingang.Zugang, string, error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, "", err
	}
	if s.Posteingang.Adapters[adapter] == nil {
		return nil, "", casework.FailField("adapter", "unknown")
	}
	password := posteingang.NewPasswort()
	z := &store.Zugang{ID: service.NewID(), Mandant: a.Mandant, Name: name, Titel: strings.TrimSpace(titel),
		Adapter: adapter, Benutzer: name, Aktiv: true}
	setPasswort(z, password)
	var out *posteingang.Zugang
	err := s.DB.InTx(ctx, a, func(tx *store.Tx) (err error) {
		if err := tx.InsertZugang(ctx, z); err != nil {
			return err
		}
		if err := tx.Record(ctx, "zugang_angelegt", z.ID.String(), map[string]any{"name": name,
			"adapter": adapter}); err != nil {
			return err
		}
		tx.Notify(casework.Meldung{Art: "zugang"})
		out, err = s.Posteingang.LoadZugang(ctx, tx, z.ID)
		return err
	})
	return out, password, err
}
