package store

import (
	"context"
	"encoding/hex"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// Pruefauftrag is a scan job that this process has taken.
type Pruefauftrag struct {
	ID      int64 // of the job
	Vorgang uuid.UUID
}

// TakePruefungen marks up to n scan jobs of the tenant as running. They are not removed, for a scan takes longer than a
// transaction should; what a killed process leaves so is set free by River's rescue, as any job of its own.
func (t *Tx) TakePruefungen(ctx context.Context, n int) ([]Pruefauftrag, error) {
	var out []Pruefauftrag
	err := t.tx.SelectContext(ctx, &out, `update river_job set state = 'running', attempt = attempt + 1, attempted_at = now()
		where id in (select id from river_job where state = 'available' and queue = '`+string(StapelPruefung)+`' and args->>'mandant' = $1
			order by priority, scheduled_at, id limit $2 for update skip locked)
		returning id, (args->>'vorgang')::uuid as vorgang`, t.Actor.Mandant.String(), n)
	return out, wrap("take scan jobs", err)
}

// FinishPruefungen removes scan jobs that are done.
func (t *Tx) FinishPruefungen(ctx context.Context, jobs []int64) error {
	if len(jobs) == 0 {
		return nil
	}
	_, err := t.tx.ExecContext(ctx, "delete from river_job where id = any($1::bigint[])", array(jobs))
	return wrap("finish scan jobs", err)
}

// LeavePruefungen hands scan jobs to the workers, who do them one by one, and note and repeat failures.
func (t *Tx) LeavePruefungen(ctx context.Context, jobs []int64) error {
	if len(jobs) == 0 {
		return nil
	}
	_, err := t.tx.ExecContext(ctx, `update river_job set state = 'available', queue = '`+PruefungQueue+`', attempt = attempt - 1
		where id = any($1::bigint[]) and state = 'running'`, array(jobs))
	return wrap("hand over scan jobs", err)
}

// ListAusstehende lists the documents of Vorgänge that wait for their scan, in filing order.
func (t *Tx) ListAusstehende(ctx context.Context, vorgaenge []uuid.UUID) ([]casework.Dokument, error) {
	var out []casework.Dokument
	err := t.tx.SelectContext(ctx, &out, "select "+dokumentSpalten+` from dokument
		where vorgang_id = any($1::uuid[]) and pruefung = 'ausstehend' order by vorgang_id, am, id`, uuids(vorgaenge))
	return out, wrap("list documents that wait for their scan", err)
}

// Pruefergebnis is what the scan of one document said.
type Pruefergebnis struct {
	Dokument uuid.UUID         `json:"dokument"`
	Vorgang  uuid.UUID         `json:"-"`
	Ergebnis casework.Pruefung `json:"ergebnis"`
	// Signaturen that the document carries; nil = none.
	Signaturen casework.Signaturen `json:"signaturen"`
}

// SavePruefungen writes the results of scans. It returns the documents that waited for them still.
func (t *Tx) SavePruefungen(ctx context.Context, results []Pruefergebnis) (map[uuid.UUID]bool, error) {
	var ids []uuid.UUID
	err := t.tx.SelectContext(ctx, &ids, `update dokument d set pruefung = x.ergebnis, signaturen = x.signaturen
		from json_to_recordset($1::json) as x(dokument uuid, ergebnis text, signaturen jsonb) where d.id = x.dokument and d.pruefung = 'ausstehend' returning d.id`, asJSON(results))
	t.Seal("dokument", ids...)
	waited := make(map[uuid.UUID]bool, len(ids))
	for _, id := range ids {
		waited[id] = true
	}
	return waited, wrap("save scan results", err)
}

// LockVorgaenge reads Vorgänge for change, in the one order that keeps two batches from waiting for each other. Those
// that are gone are left out.
func (t *Tx) LockVorgaenge(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]*casework.Vorgang, error) {
	var rows []casework.Vorgang
	err := t.tx.SelectContext(ctx, &rows, "select "+vorgangSpalten+
		" from vorgang v where v.id = any($1::uuid[]) order by v.id for update", uuids(ids))
	out := make(map[uuid.UUID]*casework.Vorgang, len(rows))
	for i := range rows {
		out[rows[i].ID] = &rows[i]
	}
	return out, wrap("lock Vorgänge", err)
}

type vermerkZeile struct {
	ID      uuid.UUID `json:"id"`
	Nr      int       `json:"nr"`
	Hash    string    `json:"hash"` // hex
	Version int       `json:"version"`
}

// SaveVermerke counts the version of locked Vorgänge up and writes their journal, of which nothing else was changed.
func (t *Tx) SaveVermerke(ctx context.Context, vorgaenge []*casework.Vorgang) error {
	if err := t.sealRows(ctx, vorgaenge...); err != nil {
		return err
	}
	rows := make([]vermerkZeile, len(vorgaenge))
	for i, v := range vorgaenge {
		v.Version++
		rows[i] = vermerkZeile{v.ID, v.VerlaufNr, hex.EncodeToString(v.VerlaufHash), v.Version}
	}
	_, err := t.tx.ExecContext(ctx, `update vorgang v set verlauf_nr = x.nr, verlauf_hash = decode(x.hash, 'hex'), version = x.version
		from json_to_recordset($1::json) as x(id uuid, nr int, hash text, version int) where v.id = x.id`, asJSON(rows))
	if err != nil {
		return wrap("save Vorgänge", err)
	}
	for _, v := range vorgaenge {
		t.changed(v)
	}
	return t.flushJournal(ctx)
}
