package store

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"kontor/backend/internal/casework"
)

const dokumentSpalten = `id, vorgang_id as vorgang, rolle, dateiname, content_type, sha256, groesse, pruefung, beschreibung, feld, fremd_id,
	nachricht_id as nachricht, punkt_id as punkt, am, signaturen`

// dokumentZeile is a casework.Dokument as JSON for PostgreSQL.
type dokumentZeile struct {
	ID           uuid.UUID              `json:"id"`
	Vorgang      uuid.UUID              `json:"vorgang"`
	Rolle        casework.DokumentRolle `json:"rolle"`
	Dateiname    string                 `json:"dateiname"`
	ContentType  string                 `json:"content_type"`
	SHA256       string                 `json:"sha256"`
	Groesse      int64                  `json:"groesse"`
	Pruefung     casework.Pruefung      `json:"pruefung"`
	Beschreibung string                 `json:"beschreibung"`
	Feld         string                 `json:"feld"`
	FremdID      string                 `json:"fremd_id"`
	Nachricht    *uuid.UUID             `json:"nachricht"`
	Punkt        *uuid.UUID             `json:"punkt"`
	Am           time.Time              `json:"am"`
	Signaturen   casework.Signaturen    `json:"signaturen"`
}

func dokumentZeilen(docs []casework.Dokument) []dokumentZeile {
	rows := make([]dokumentZeile, len(docs))
	for i, d := range docs {
		rows[i] = dokumentZeile(d)
	}
	return rows
}

// insertDokumente takes rows as JSON and the tenant.
const insertDokumente = `insert into dokument (id, mandant_id, vorgang_id, rolle, dateiname, content_type, sha256, groesse, pruefung,
		beschreibung, feld, fremd_id, nachricht_id, punkt_id, am, signaturen)
	select id, $2::uuid, vorgang, rolle, dateiname, content_type, sha256, groesse, pruefung, beschreibung, feld, fremd_id, nachricht, punkt, am, signaturen
	from json_to_recordset($1::json) as x(id uuid, vorgang uuid, rolle text, dateiname text, content_type text, sha256 text, groesse bigint,
		pruefung text, beschreibung text, feld text, fremd_id text, nachricht uuid, punkt uuid, am timestamptz, signaturen jsonb)`

// InsertDokumente writes metadata; the blobs are durable already.
func (t *Tx) InsertDokumente(ctx context.Context, docs []casework.Dokument) error {
	if len(docs) == 0 {
		return nil
	}
	for _, d := range docs {
		t.Seal("dokument", d.ID)
		t.Enqueue(casework.JobSuche{Mandant: t.Actor.Mandant, Vorgang: d.Vorgang})
	}
	_, err := t.tx.ExecContext(ctx, insertDokumente, asJSON(dokumentZeilen(docs)), t.Actor.Mandant)
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
	err := t.tx.SelectContext(ctx, &out, "select "+dokumentSpalten+
		" from dokument where vorgang_id = $1 order by am, id", vorgang)
	return out, wrap("list documents", err)
}

// AttachDokumente ties uploaded documents to a message. Documents of other Vorgänge, already attached
// or not released ones stay as they are; the count tells.
func (t *Tx) AttachDokumente(ctx context.Context, vorgang, nachricht uuid.UUID, ids []uuid.UUID) (int, error) {
	res, err := t.tx.ExecContext(ctx, `update dokument set nachricht_id = $1, rolle = 'nachricht'
		where vorgang_id = $2 and id = any($3::uuid[]) and nachricht_id is null and rolle = 'intern' and pruefung in ('unbedenklich','ungeprueft')`,
		nachricht, vorgang, uuids(ids))
	if err != nil {
		return 0, wrap("attach documents", err)
	}
	t.Seal("dokument", ids...)
	n, err := res.RowsAffected()
	return int(n), wrap("attach documents", err)
}

// ListUngescannt finds the Vorgänge of documents that wait for their scan since before the given time and for which no
// job stands: it gave up, or was lost with a restored backup.
func (t *Tx) ListUngescannt(ctx context.Context, before time.Time) ([]uuid.UUID, error) {
	var out []uuid.UUID
	err := t.tx.SelectContext(ctx, &out, `select distinct vorgang_id from dokument where pruefung = 'ausstehend' and am < $1
		and vorgang_id::text not in (`+withJob(casework.JobPruefung{}, "vorgang")+`) limit 500`, before)
	return out, wrap("look for unscanned documents", err)
}

// withJob selects, as text, an argument of all jobs of the kind that are not done.
func withJob(kind river.JobArgs, argument string) string {
	return "select coalesce(args->>'" + argument + "', '') from river_job where kind = '" + kind.Kind() +
		"' and state in ('available', 'pending', 'retryable', 'running', 'scheduled')"
}
