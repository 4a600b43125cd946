package store

import (
	"context"
	"time"

	"github.com/google/uuid"
)

// Abruf is how fetching of one Zugang goes.
type Abruf struct {
	Zugang        uuid.UUID
	Cursor        string // of the adapter
	VersuchtAm    *time.Time
	ErfolgAm      *time.Time
	FehlerInFolge int
	Grund         string // of the last failure, "" after a success
	Detail        string
}

const abrufSpalten = "zugang_id as zugang, cursor, versucht_am, erfolg_am, fehler_in_folge, grund, detail"

// GetAbruf reads how fetching goes; a Zugang that never fetched has an empty one.
func (t *Tx) GetAbruf(ctx context.Context, zugang uuid.UUID) (*Abruf, error) {
	var out []Abruf
	err := t.tx.SelectContext(ctx, &out, "select "+abrufSpalten+" from zugang_abruf where zugang_id = $1", zugang)
	if err != nil || len(out) == 0 {
		return &Abruf{Zugang: zugang}, wrap("read the Abruf", err)
	}
	return &out[0], nil
}

// ListAbrufe reads how fetching goes for all Zugänge of the tenant that fetched once.
func (t *Tx) ListAbrufe(ctx context.Context) (map[uuid.UUID]Abruf, error) {
	var rows []Abruf
	err := t.tx.SelectContext(ctx, &rows, "select "+abrufSpalten+" from zugang_abruf")
	out := make(map[uuid.UUID]Abruf, len(rows))
	for _, a := range rows {
		out[a.Zugang] = a
	}
	return out, wrap("list Abrufe", err)
}

// SaveCursor keeps where an adapter stands.
func (t *Tx) SaveCursor(ctx context.Context, zugang uuid.UUID, cursor string) error {
	_, err := t.tx.ExecContext(ctx, `insert into zugang_abruf (zugang_id, mandant_id, cursor) values ($1, $2, $3)
		on conflict (zugang_id) do update set cursor = excluded.cursor`, zugang, t.Actor.Mandant, cursor)
	return wrap("save the cursor", err)
}

// SaveAbruf notes how one run ended; grund "" = well. It returns how many runs in a row have failed by now.
func (t *Tx) SaveAbruf(ctx context.Context, zugang uuid.UUID, grund, detail string) (inFolge int, err error) {
	err = t.tx.GetContext(ctx, &inFolge, `insert into zugang_abruf (zugang_id, mandant_id, versucht_am, erfolg_am, fehler_in_folge, grund, detail)
		values ($1, $2, $3, case when $4 = '' then $3::timestamptz end, case when $4 = '' then 0 else 1 end, $4, $5)
		on conflict (zugang_id) do update set versucht_am = excluded.versucht_am, erfolg_am = coalesce(excluded.erfolg_am, zugang_abruf.erfolg_am),
			fehler_in_folge = case when $4 = '' then 0 else zugang_abruf.fehler_in_folge + 1 end, grund = $4, detail = $5
		returning fehler_in_folge`, zugang, t.Actor.Mandant, t.Now, grund, detail)
	return inFolge, wrap("save the Abruf", err)
}
