package store

import (
	"context"
	"sync"
	"time"

	"kontor/backend/internal/casework"
)

// zugangAlter is how old a Zugang at the door may be: a secret that another process changes, or a row changed by hand,
// counts after that time. Reading it for every delivery would be a third of the round trips.
const zugangAlter = 2 * time.Second

type zugangCache struct {
	mu   sync.Mutex
	data map[string]zugangAm
}

type zugangAm struct {
	zugang Zugang
	am     time.Time
}

// Zugang reads an active intake by the name in its URL, at most zugangAlter old. Inside a transaction use GetZugang.
func (d *DB) Zugang(ctx context.Context, name string) (*Zugang, error) {
	d.zugaenge.mu.Lock()
	known, ok := d.zugaenge.data[name]
	d.zugaenge.mu.Unlock()
	if ok && time.Since(known.am) < zugangAlter {
		return &known.zugang, nil
	}
	am := time.Now()
	var z *Zugang
	err := d.ReadTx(ctx, casework.Actor{}, func(tx *Tx) (err error) { z, err = tx.GetZugang(ctx, name); return err })
	if err != nil {
		return nil, err
	}
	d.zugaenge.mu.Lock()
	defer d.zugaenge.mu.Unlock()
	if d.zugaenge.data == nil {
		d.zugaenge.data = map[string]zugangAm{}
	}
	d.zugaenge.data[name] = zugangAm{*z, am}
	out := *z
	return &out, nil
}

// forget makes the next delivery read its Zugang anew, after this process changed one.
func (c *zugangCache) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.data)
}
