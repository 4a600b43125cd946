package store

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// AlterEingang is a delivery as retention sees it.
type AlterEingang struct {
	ID            uuid.UUID
	EmpfangenAm   time.Time
	SHA256        string
	Zustand       string
	Rohdaten      bool // not deleted yet
	VorgangStatus string
}

// LockAufbewahrung reads up to which delivery today's deletion has come; other replicas wait. A new day begins anew.
func (t *Tx) LockAufbewahrung(ctx context.Context) (bis uuid.UUID, err error) {
	heute := casework.Heute(t.Now)
	_, err = t.tx.ExecContext(ctx, `insert into aufbewahrungslauf (mandant_id, tag, bis) values ($1, $2, $3)
		on conflict (mandant_id) do update set tag = excluded.tag, bis = excluded.bis where aufbewahrungslauf.tag <> excluded.tag`, t.Actor.Mandant, heute, uuid.Nil)
	if err == nil {
		err = t.tx.GetContext(ctx, &bis, "select bis from aufbewahrungslauf where mandant_id = $1 for update",
			t.Actor.Mandant)
	}
	return bis, wrap("read the Aufbewahrungslauf", err)
}

// SaveAufbewahrung says how far it came.
func (t *Tx) SaveAufbewahrung(ctx context.Context, bis uuid.UUID) error {
	_, err := t.tx.ExecContext(ctx, "update aufbewahrungslauf set bis = $2 where mandant_id = $1", t.Actor.Mandant, bis)
	return wrap("save the Aufbewahrungslauf", err)
}

// ListAlteEingaenge reads deliveries after one that came before a time, oldest first, whatever their state: so many
// rows are looked at and no more.
func (t *Tx) ListAlteEingaenge(ctx context.Context, nach uuid.UUID, vor time.Time, n int) ([]AlterEingang, error) {
	var out []AlterEingang
	err := t.tx.SelectContext(ctx, &out, `select e.id, e.empfangen_am, e.sha256, e.zustand, e.rohdaten_geloescht_am is null as rohdaten, coalesce(v.status, '') as vorgang_status
		from (select id, empfangen_am, sha256, zustand, rohdaten_geloescht_am, vorgang_id from eingang where mandant_id = kontor_mandant() and id > $1 and id < $2 order by id limit $3) e left join vorgang v on v.id = e.vorgang_id order by e.id`,
		nach, firstID(vor.Add(idSlack)), n)
	return out, wrap("list old deliveries", err)
}

// ListGebraucht says which of these contents this tenant still needs: as a document, as a sample, or as raw data of a
// delivery that is not among those given.
func (t *Tx) ListGebraucht(ctx context.Context, hashes []string, ohne []uuid.UUID) ([]string, error) {
	ids := make([]string, len(ohne))
	for i, id := range ohne {
		ids[i] = id.String()
	}
	var out []string
	err := t.tx.SelectContext(ctx, &out, `select sha256 from dokument where mandant_id = kontor_mandant() and sha256 = any($1)
		union select d->>'sha256' from rueckmeldung, jsonb_array_elements(dateien) d where d->>'sha256' = any($1)
		union select roh_sha256 from muster where mandant_id = kontor_mandant() and roh_sha256 = any($1)
		union select sha256 from eingang where mandant_id = kontor_mandant() and sha256 = any($1) and rohdaten_geloescht_am is null and id <> all($2::uuid[])`, array(hashes), array(ids))
	return out, wrap("look who needs contents", err)
}

// MarkRohdatenGeloescht notes that the raw data of deliveries are gone.
func (t *Tx) MarkRohdatenGeloescht(ctx context.Context, ids []uuid.UUID) error {
	return t.oldRows(ctx, "update eingang set rohdaten_geloescht_am = $2 where id = any($1::uuid[]) and rohdaten_geloescht_am is null", ids, t.Now)
}

// DeleteEingaenge removes lines of the Poststellenbuch.
func (t *Tx) DeleteEingaenge(ctx context.Context, ids []uuid.UUID) error {
	return t.oldRows(ctx, "delete from eingang where id = any($1::uuid[]) and rohdaten_geloescht_am is not null", ids)
}

func (t *Tx) oldRows(ctx context.Context, sql string, ids []uuid.UUID, more ...any) error {
	_, err := t.tx.ExecContext(ctx, sql, append([]any{uuids(ids)}, more...)...)
	return wrap("end the retention of deliveries", err)
}
