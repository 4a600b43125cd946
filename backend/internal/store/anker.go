package store

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

const ankerSpalten = "nr, tag, am, anzahl, wurzel, vorher, schluessel, coalesce(zeichen, '') as zeichen"

// LockAnker keeps other replicas from anchoring this tenant at the same time, and reads the last anchor; nil = none.
func (t *Tx) LockAnker(ctx context.Context) (*casework.Anker, error) {
	if _, err := t.tx.ExecContext(ctx, "select pg_advisory_xact_lock(hashtextextended($1, 7205))",
		t.Actor.Mandant.String()); err != nil {
		return nil, wrap("lock the Anker", err)
	}
	var out []casework.Anker
	err := t.tx.SelectContext(ctx, &out, "select "+ankerSpalten+" from anker order by nr desc limit 1")
	if err != nil || len(out) == 0 {
		return nil, wrap("read the last Anker", err)
	}
	return &out[0], nil
}

// InsertAnkerblaetter keeps where the Verläufe stand that have changed since they were anchored.
func (t *Tx) InsertAnkerblaetter(ctx context.Context, anker int) ([]casework.Ankerblatt, error) {
	var out []casework.Ankerblatt
	err := t.tx.SelectContext(ctx, &out, `insert into anker_blatt (vorgang_id, nr, mandant_id, anker, hash)
		select v.id, v.verlauf_nr, v.mandant_id, $1::int, v.verlauf_hash from vorgang v
		where not exists (select from anker_blatt b where b.vorgang_id = v.id and b.nr = v.verlauf_nr) order by v.id limit $2
		returning vorgang_id as vorgang, nr, hash`, anker, casework.MaxAnkerblaetter)
	return out, wrap("store what an Anker covers", err)
}

// InsertAnker signs an anchor and keeps it.
func (t *Tx) InsertAnker(ctx context.Context, mandant string, a *casework.Anker) error {
	a.Zeichne(mandant, t.schluessel)
	_, err := t.tx.ExecContext(ctx, `insert into anker (mandant_id, nr, tag, am, anzahl, wurzel, vorher, schluessel, zeichen)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
		t.Actor.Mandant, a.Nr, a.Tag, a.Am, a.Anzahl, a.Wurzel, a.Vorher, a.Schluessel, a.Zeichen)
	return wrap("store the Anker", err)
}

// ListAnker reads all anchors of the tenant, oldest first.
func (t *Tx) ListAnker(ctx context.Context) ([]casework.Anker, error) {
	var out []casework.Anker
	err := t.tx.SelectContext(ctx, &out, "select "+ankerSpalten+" from anker order by nr")
	return out, wrap("list the Anker", err)
}

// ListOhneAusgabe reads the anchors that were not given outside on a way yet, oldest first.
func (t *Tx) ListOhneAusgabe(ctx context.Context, weg string) ([]casework.Anker, error) {
	var out []casework.Anker
	err := t.tx.SelectContext(ctx, &out, "select "+ankerSpalten+` from anker a
		where not exists (select from anker_ausgabe x where x.mandant_id = a.mandant_id and x.nr = a.nr and x.weg = $1)
		order by nr limit 100`, weg)
	return out, wrap("list Anker to give outside", err)
}

// SaveAusgabe notes that an anchor was given outside, and what was answered.
func (t *Tx) SaveAusgabe(ctx context.Context, nr int, weg string, beleg []byte) error {
	_, err := t.tx.ExecContext(ctx, `insert into anker_ausgabe (mandant_id, nr, weg, am, beleg) values ($1, $2, $3, $4, $5)
		on conflict do nothing`, t.Actor.Mandant, nr, weg, t.Now, beleg)
	return wrap("note where an Anker was given", err)
}

// ReadBelege reads what was answered on a way, by the number of the anchor.
func (t *Tx) ReadBelege(ctx context.Context, weg string) (map[int][]byte, error) {
	var zeilen []struct {
		Nr    int
		Beleg []byte
	}
	err := t.tx.SelectContext(ctx, &zeilen, "select nr, beleg from anker_ausgabe where weg = $1 and beleg is not null", weg)
	out := map[int][]byte{}
	for _, z := range zeilen {
		out[z.Nr] = z.Beleg
	}
	return out, wrap("read what was answered to Anker", err)
}

// GetBeleg reads what was answered to one anchor; nil = nothing.
func (t *Tx) GetBeleg(ctx context.Context, nr int, weg string) ([]byte, error) {
	var out [][]byte
	err := t.tx.SelectContext(ctx, &out, `select beleg from anker_ausgabe where mandant_id = $1 and nr = $2 and weg = $3
		and beleg is not null`, t.Actor.Mandant, nr, weg)
	if err != nil || len(out) == 0 {
		return nil, wrap("read what was answered to an Anker", err)
	}
	return out[0], nil
}

// ListAnkerblaetter reads what one anchor covers.
func (t *Tx) ListAnkerblaetter(ctx context.Context, anker int) ([]casework.Ankerblatt, error) {
	var out []casework.Ankerblatt
	err := t.tx.SelectContext(ctx, &out, "select vorgang_id as vorgang, nr, hash from anker_blatt where mandant_id = $1 and anker = $2",
		t.Actor.Mandant, anker)
	return out, wrap("list what an Anker covers", err)
}

// GetAnkerOf reads the first anchor that holds an entry of the Vorgang from that number on, and what it covers; nil =
// none does yet.
func (t *Tx) GetAnkerOf(ctx context.Context, vorgang uuid.UUID, ab int) (*casework.Anker, []casework.Ankerblatt,
	error) {
	var out []casework.Anker
	err := t.tx.SelectContext(ctx, &out, "select "+ankerSpalten+` from anker where mandant_id = $1 and nr =
		(select anker from anker_blatt where vorgang_id = $2 and nr >= $3 order by nr limit 1)`, t.Actor.Mandant, vorgang, ab)
	if err != nil || len(out) == 0 {
		return nil, nil, wrap("read the Anker of a Vorgang", err)
	}
	blaetter, err := t.ListAnkerblaetter(ctx, out[0].Nr)
	return &out[0], blaetter, err
}

// Ankerbruch is an anchored entry that is not there any more, or another.
type Ankerbruch struct {
	Vorgang        uuid.UUID
	Vorgangsnummer string
	Nr             int
	Anker          int
	Tag            time.Time
}

// ListAnkerbrueche compares all leaves with the entries they name.
func (t *Tx) ListAnkerbrueche(ctx context.Context) ([]Ankerbruch, error) {
	var out []Ankerbruch
	err := t.tx.SelectContext(ctx, &out, `select b.vorgang_id as vorgang, coalesce(v.vorgangsnummer, '') as vorgangsnummer, b.nr, b.anker, a.tag
		from anker_blatt b join anker a on a.mandant_id = b.mandant_id and a.nr = b.anker
		left join verlauf e on e.vorgang_id = b.vorgang_id and e.nr = b.nr left join vorgang v on v.id = b.vorgang_id
		where e.hash is distinct from b.hash order by b.anker, b.vorgang_id limit 1000`)
	return out, wrap("compare the Anker with the Verläufe", err)
}
