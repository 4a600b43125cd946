package store

import (
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"github.com/lib/pq"

	"kontor/backend/internal/casework"
)

// Listen hands every live event of every replica to fn until ctx ends. A lost connection is made anew;
// fn then gets a Meldung with Art "neu_verbunden", because events may have been missed.
func Listen(ctx context.Context, dsn string, fn func(casework.Meldung)) error {
	l := pq.NewListener(dsn, time.Second, 30*time.Second, func(_ pq.ListenerEventType, err error) {
		if err != nil {
			slog.Warn("live connection", "error", err)
		}
	})
	defer l.Close()
	if err := l.Listen(Channel); err != nil {
		return wrap("listen", err)
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case n := <-l.Notify:
			if n == nil {
				fn(casework.Meldung{Art: "neu_verbunden"})
				continue
			}
			var m casework.Meldung
			if err := json.Unmarshal([]byte(n.Extra), &m); err != nil {
				slog.Warn("live event unreadable", "error", err)
				continue
			}
			fn(m)
		}
	}
}

// Publish sends one live event outside any act, for presence.
func (d *DB) Publish(ctx context.Context, actor casework.Actor, m casework.Meldung) error {
	return d.InTx(ctx, actor, func(tx *Tx) error { tx.Notify(m); return nil })
}
