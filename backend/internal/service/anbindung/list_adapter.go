package anbindung

import (
	"cmp"
	"context"
	"slices"

	"kontor/adapters"
	"kontor/backend/internal/casework"
)

// Adapterzeile is a compiled-in adapter and what can be set at its Zugänge.
type Adapterzeile struct {
	Name          string
	Abholung      bool
	Einstellungen []adapters.Setting
}

// ListAdapter lists the adapters by name.
func (s *Service) ListAdapter(_ context.Context, a casework.Actor) ([]Adapterzeile, error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	out := make([]Adapterzeile, 0, len(s.Posteingang.Adapters))
	for name, ad := range s.Posteingang.Adapters {
		row := Adapterzeile{Name: name}
		_, row.Abholung = ad.(adapters.Puller)
		if c, ok := ad.(adapters.Configurable); ok {
			row.Einstellungen = c.Settings()
		}
		out = append(out, row)
	}
	slices.SortFunc(out, func(a, b Adapterzeile) int { return cmp.Compare(a.Name, b.Name) })
	return out, nil
}
