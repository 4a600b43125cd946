package kehraus

import (
	"context"
	"errors"

	"kontor/backend/internal/store"
)

// tidier is a storage or target that removes what killed processes left half written there.
type tidier interface {
	Tidy(ctx context.Context) (removed int, err error)
}

var _ tidier = store.Blobs(nil)

// Tidy removes half-written files from the storage and from the targets of hand-overs, and says how many. What fails in
// one place hinders no other.
func (s *Service) Tidy(ctx context.Context) (removed int, err error) {
	places := []tidier{s.Blobs}
	for _, a := range s.Versand.Ausgaenge {
		if t, ok := a.(tidier); ok {
			places = append(places, t)
		}
	}
	for _, p := range places {
		n, e := p.Tidy(ctx)
		removed, err = removed+n, errors.Join(err, e)
	}
	return removed, err
}
