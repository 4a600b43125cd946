package store

import (
	"context"
	"time"

	"github.com/google/uuid"
)

// CountAbweisung counts a delivery that was refused before it was stored: one row for each Zugang, hour and reason.
func (t *Tx) CountAbweisung(ctx context.Context, zugang uuid.UUID, grund string) error {
	_, err := t.tx.ExecContext(ctx, `insert into abweisung (zugang_id, stunde, grund, mandant_id, anzahl, zuletzt_am) values ($1, $2, $3, $4, 1, $5)
		on conflict (zugang_id, stunde, grund) do update set anzahl = abweisung.anzahl + 1, zuletzt_am = excluded.zuletzt_am`,
		zugang, t.Now.Truncate(time.Hour), grund, t.Actor.Mandant, t.Now)
	return wrap("count an Abweisung", err)
}
