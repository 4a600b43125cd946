package store

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

const dokumentSpalten = `id, vorgang_id as vorgang, rolle, dateiname, content_type, sha256, groesse, pruefung, beschreibung, feld, fremd_id,
	nachricht_id as nachricht, punkt_id as punkt, am`

type dokumentZeile struct {
	casework.Dokument
	Mandant uuid.UUID
}

// InsertDokumente writes metadata; the blobs are durable already.
func (t *Tx) InsertDokumente(ctx context.Context, docs []casework.Dokument) error {
	if len(docs) == 0 {
		return nil
	}
	rows := make([]dokumentZeile, len(docs))
	for i, d := range docs {
		rows[i] = dokumentZeile{d, t.Actor.Mandant}
	}
	_, err := t.tx.NamedExecContext(ctx, `insert into dokument (id, mandant_id, vorgang_id, rolle, dateiname, content_type, sha256, groesse, pruefung,
			beschreibung, feld, fremd_id, nachricht_id, punkt_id, am)
		values (:id, :mandant, :vorgang, :rolle, :dateiname, :content_type, :sha256, :groesse, :pruefung,
			:beschreibung, :feld, :fremd_id, :nachricht, :punkt, :am)`, rows)
	return wrap("store documents", err)
}

// GetDokument reads metadata of one document.
func (t *Tx) GetDokument(ctx context.Context, id uuid.UUID) (*casework.Dokument, error) {
	var d casework.Dokument
	err := t.tx.GetContext(ctx, &d, "select "+dokumentSpalten+" from dokument where id = $1", id)
	return &d, wrap("read the document", err)
}

// ListDokumente lists the documents of a Vorgang in filing order.
func (t *Tx) ListDokumente(ctx context.Context, vorgang uuid.UUID) ([]casework.Dokument, error) {
	var out []casework.Dokument
	err := t.tx.SelectContext(ctx, &out, "select "+dokumentSpalten+" from dokument where vorgang_id = $1 order by am, id", vorgang)
	return out, wrap("list documents", err)
}

// AttachDokumente ties uploaded documents to a message. Documents of other Vorgänge, already attached
// or not released ones stay as they are; the count tells.
func (t *Tx) AttachDokumente(ctx context.Context, vorgang, nachricht uuid.UUID, ids []uuid.UUID) (int, error) {
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = id.String()
	}
	res, err := t.tx.ExecContext(ctx, `update dokument set nachricht_id = $1, rolle = 'nachricht'
		where vorgang_id = $2 and id = any($3::uuid[]) and nachricht_id is null and rolle = 'intern' and pruefung in ('unbedenklich','ungeprueft')`,
		nachricht, vorgang, array(keys))
	if err != nil {
		return 0, wrap("attach documents", err)
	}
	n, err := res.RowsAffected()
	return int(n), wrap("attach documents", err)
}

// SavePruefung writes the result of a scan.
func (t *Tx) SavePruefung(ctx context.Context, id uuid.UUID, p casework.Pruefung) error {
	_, err := t.tx.ExecContext(ctx, "update dokument set pruefung = $2 where id = $1", id, p)
	return wrap("save the scan result", err)
}

// ListUngescannt finds the Vorgänge of documents that wait for their scan since before the given time.
func (t *Tx) ListUngescannt(ctx context.Context, before time.Time) ([]uuid.UUID, error) {
	var out []uuid.UUID
	err := t.tx.SelectContext(ctx, &out, "select distinct vorgang_id from dokument where pruefung = 'ausstehend' and am < $1 limit 500", before)
	return out, wrap("look for unscanned documents", err)
}
