package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// InsertDublette notes, both ways, that two Vorgänge may be the same application. A second time changes nothing: what a
// person denied stays denied. It tells whether the pair is new.
func (t *Tx) InsertDublette(ctx context.Context, a, b uuid.UUID, gruende []string) (bool, error) {
	res, err := t.tx.ExecContext(ctx, `insert into dublette (vorgang_id, anderer_id, mandant_id, gruende, am) values ($1, $2, $3, $4, $5), ($2, $1, $3, $4, $5)
		on conflict do nothing`, a, b, t.Actor.Mandant, pq.Array(gruende), t.Now)
	if err != nil {
		return false, wrap("note a Dublette", err)
	}
	n, _ := res.RowsAffected()
	return n > 0, nil
}
