package service

import (
	"sync"
	"time"

	"github.com/google/uuid"
)

// cache keeps small configuration for a minute.
type cache[T any] struct {
	mu   sync.Mutex
	data map[uuid.UUID]cached[T]
}

type cached[T any] struct {
	value T
	until time.Time
}

func (c *cache[T]) get(key uuid.UUID, now time.Time, load func() (T, error)) (T, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.data[key]; ok && now.Before(e.until) {
		return e.value, nil
	}
	v, err := load()
	if err != nil {
		return v, err
	}
	if c.data == nil {
		c.data = map[uuid.UUID]cached[T]{}
	}
	c.data[key] = cached[T]{v, now.Add(time.Minute)}
	return v, nil
}
