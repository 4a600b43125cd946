package service

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"sync"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// NoteBlick notes that somebody looked at what pages ask for again and again. The same view of the same person is noted
// once an hour by each replica; a list that shows other Vorgänge is another view. Who cannot be noted sees nothing.
func (s *Frame) NoteBlick(ctx context.Context, a casework.Actor, z casework.Zugriff) error {
	key, err := json.Marshal([]any{a.Mandant, a.Name, a.Sitzung, z})
	if err != nil {
		return err
	}
	blick, now := sha256.Sum256(key), s.DB.Now()
	if s.blicke.has(blick, now) {
		return nil
	}
	err = s.DB.WriteOne(ctx, a, func(ctx context.Context, tx *store.Tx) error { return tx.LogBlick(ctx, z) })
	if err == nil {
		s.blicke.add(blick, now)
	}
	return err
}

const (
	blickDauer  = time.Hour
	blickeMerkt = 20_000 // some megabytes; whoever is forgotten is noted again
)

type blicke struct {
	mu   sync.Mutex
	seen map[[sha256.Size]byte]time.Time
}

func (b *blicke) has(key [sha256.Size]byte, now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	am, ok := b.seen[key]
	return ok && now.Sub(am) < blickDauer && !now.Before(am)
}

func (b *blicke) add(key [sha256.Size]byte, now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.seen == nil || len(b.seen) >= blickeMerkt {
		b.seen = map[[sha256.Size]byte]time.Time{}
	}
	b.seen[key] = now
}
