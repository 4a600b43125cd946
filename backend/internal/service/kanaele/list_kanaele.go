package kanaele

import (
	"context"
	"maps"
	"slices"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/seal"
	"kontor/backend/internal/store"
)

// Geheimnismarke stands for a password that is set and never shown.
const Geheimnismarke = "***"

// Kanal is one of the tenant, with settings that can be shown.
type Kanal struct {
	casework.Kanal
	Einstellungen map[string]string
}

// Art is a protocol a Kanal can speak.
type Art struct {
	Name   string
	Felder []adapters.Setting
}

// ListKanaele reads the channels of the tenant, and what they can be.
func (s *Service) ListKanaele(ctx context.Context, a casework.Actor) (kanaele []Kanal, arten []Art, err error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		rows, err := tx.ListKanaele(ctx)
		for i := range rows {
			kanaele = append(kanaele, show(&rows[i]))
		}
		return err
	})
	for _, name := range slices.Sorted(maps.Keys(s.Versand.Kanalarten)) {
		arten = append(arten, Art{name, s.Versand.Kanalarten[name].Felder})
	}
	return kanaele, arten, err
}

func show(k *store.Kanal) Kanal {
	out := Kanal{Kanal: k.Kanal, Einstellungen: maps.Clone(map[string]string(k.Einstellungen))}
	for name, wert := range out.Einstellungen {
		if seal.Sealed(wert) {
			out.Einstellungen[name] = Geheimnismarke
		}
	}
	return out
}
