package store

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"kontor/backend/internal/casework"
)

// Dublette is another Vorgang that may be the same application.
type Dublette struct {
	ID             uuid.UUID
	Vorgangsnummer string
	Titel          string
	EingangAm      time.Time
	Status         casework.Status
	Einheit        string
	Gruende        []string // konto, name, geburtsdatum, email, anschrift, kennung
}

const dubletteSpalten = "o.id, o.vorgangsnummer, o.titel, o.eingang_am, o.status, o.einheit, d.gruende"

// Dublettenpaar is two Vorgänge that may be the same application, and why.
type Dublettenpaar struct {
	A, B    uuid.UUID
	Gruende []string
}

// InsertDubletten notes pairs both ways, many with one statement, and lets open pages show those that are new. A
// second time changes nothing: what a person denied stays denied.
func (t *Tx) InsertDubletten(ctx context.Context, paare []Dublettenpaar) error {
	if len(paare) == 0 {
		return nil
	}
	var von, zu []uuid.UUID
	var gruende []string
	for _, p := range paare {
		von, zu = append(von, p.A, p.B), append(zu, p.B, p.A)
		g := strings.Join(p.Gruende, " ")
		gruende = append(gruende, g, g)
	}
	var betroffen []casework.Meldung
	err := t.tx.SelectContext(ctx, &betroffen, `with neu as (
			insert into dublette (vorgang_id, anderer_id, mandant_id, gruende, am)
			select von, zu, $4, string_to_array(gruende, ' '), $5 from unnest($1::uuid[], $2::uuid[], $3::text[]) as p (von, zu, gruende)
			on conflict do nothing returning vorgang_id)
		select 'vorgang' as art, id as vorgang, version, einheit, status from vorgang where id in (select vorgang_id from neu)`,
		uuids(von), uuids(zu), pq.Array(gruende), t.Actor.Mandant, t.Now)
	for _, m := range betroffen {
		t.Notify(m)
	}
	return wrap("note duplicates", err)
}

// DenyDublette ends the hint on both Vorgänge; it tells whether there was one.
func (t *Tx) DenyDublette(ctx context.Context, a, b uuid.UUID) (bool, error) {
	res, err := t.tx.ExecContext(ctx, `update dublette set verneint_am = $3, verneint_von = $4
		where (vorgang_id = $1 and anderer_id = $2 or vorgang_id = $2 and anderer_id = $1) and verneint_am is null`, a, b, t.Now, t.Actor.Name)
	if err != nil {
		return false, wrap("deny a Dublette", err)
	}
	n, _ := res.RowsAffected()
	return n > 0, nil
}

// LockDublettenlauf reads up to which Vorgang duplicates were looked for; other replicas wait. The first time it
// begins an hour ago.
func (t *Tx) LockDublettenlauf(ctx context.Context) (bis uuid.UUID, err error) {
	_, err = t.tx.ExecContext(ctx, "insert into dublettenlauf (mandant_id, bis) values ($1, $2) on conflict do nothing", t.Actor.Mandant, firstID(t.Now.Add(-time.Hour)))
	if err == nil {
		err = t.tx.GetContext(ctx, &bis, "select bis from dublettenlauf where mandant_id = $1 for update",
			t.Actor.Mandant)
	}
	return bis, wrap("read the Dublettenlauf", err)
}

// SaveDublettenlauf says up to which Vorgang it came.
func (t *Tx) SaveDublettenlauf(ctx context.Context, bis uuid.UUID) error {
	_, err := t.tx.ExecContext(ctx, "update dublettenlauf set bis = $2 where mandant_id = $1", t.Actor.Mandant, bis)
	return wrap("save the Dublettenlauf", err)
}

// ListNeueVorgaenge reads ids after one, older than a moment ago, oldest first: a transaction still under way may yet
// write a smaller id.
func (t *Tx) ListNeueVorgaenge(ctx context.Context, nach uuid.UUID, vor time.Time, n int) ([]uuid.UUID, error) {
	var out []uuid.UUID
	err := t.tx.SelectContext(ctx, &out,
		"select id from vorgang where mandant_id = kontor_mandant() and id > $1 and id < $2 order by id limit $3",
		nach, firstID(vor), n)
	return out, wrap("list new Vorgänge", err)
}

// Paar is two Vorgänge for the same matter with the same account or the same name.
type Paar struct {
	Neu, Alt uuid.UUID
	Konto    bool
	Name     bool
}

// dublettenMax bounds how many earlier Vorgänge one is compared with by account, and as many by name.
const dublettenMax = 10

// ListPaare finds, for new Vorgänge, earlier ones of the same form or the same procedure, of the same account or name,
// that came within so many days. One statement for all of them; each probe is bounded by an index.
func (t *Tx) ListPaare(ctx context.Context, neue []uuid.UUID, tage int) ([]Paar, error) {
	const gleich = `v.mandant_id = n.mandant_id and v.id < n.id and v.eingang_am > n.eingang_am - $2 * interval '1 day' and v.status <> 'zu_loeschen'
		and (n.formular <> '' and v.formular = n.formular or n.verfahren <> 'standard' and v.verfahren = n.verfahren) order by v.eingang_am desc limit $3`
	var out []Paar
	err := t.tx.SelectContext(ctx, &out, `select neu, alt, bool_or(konto) as konto, bool_or(name) as name from (
			select n.id as neu, v.id as alt, true as konto, v.name = n.namensschluessel as name from vorgang n cross join lateral
				(select v.id, v.namensschluessel as name from vorgang v where n.konto_pseudonym <> '' and v.konto_pseudonym <> '' and v.konto_pseudonym = n.konto_pseudonym and `+gleich+`) v
			where n.id = any($1::uuid[])
			union all
			select n.id, v.id, false, true from vorgang n cross join lateral
				(select v.id from vorgang v where n.antragsteller_name <> 'Ohne Namen' and v.namensschluessel = n.namensschluessel and `+gleich+`) v
			where n.id = any($1::uuid[])) p group by neu, alt order by neu, alt`, uuids(neue), tage, dublettenMax)
	return out, wrap("look for duplicates", err)
}
