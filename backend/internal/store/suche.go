package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"kontor/backend/internal/casework"
)

// Suche is a search as the store understands it; casework folds the words.
type Suche struct {
	Woerter  [][]string // per word its spellings, folded; all words must match, by prefix
	Roh      []string   // the words as typed, for German stems
	Aehnlich string     // folded; when set, similar names are looked for instead
}

func (s *Suche) sql(b *builder) string {
	if s.Aehnlich != "" {
		n := b.arg(s.Aehnlich)
		return "select vorgang_id from vorgang_suche where mandant_id = kontor_mandant() and " + n +
			" <% name order by " + n + " <<-> name limit 50"
	}
	var parts []string
	for i, spellings := range s.Woerter {
		quoted := make([]string, len(spellings))
		for j, w := range spellings {
			quoted[j] = "'" + strings.ReplaceAll(strings.ReplaceAll(w, `\`, ""), "'", "''") + "':*"
		}
		parts = append(parts, "(to_tsquery('simple', "+b.arg(strings.Join(quoted, " | "))+
			") || plainto_tsquery('german', "+b.arg(s.Roh[i])+"))")
	}
	cond := "vektor @@ (" + strings.Join(parts, " && ") + ")"
	if len(s.Woerter) == 1 && len(s.Woerter[0][0]) >= 3 { // a part inside a name
		var like []string
		for _, w := range s.Woerter[0] {
			like = append(like, "name like "+b.arg("%"+escapeLike(w)+"%"))
		}
		cond = "(" + cond + " or " + strings.Join(like, " or ") + ")"
	}
	return "select vorgang_id from vorgang_suche where mandant_id = kontor_mandant() and " + cond
}

func escapeLike(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}

// Suchzeile is what the search index keeps of one Vorgang: words as they are, text for stems, names for parts.
type Suchzeile struct {
	Vorgang uuid.UUID `json:"vorgang"`
	Woerter []string  `json:"woerter"`
	Text    string    `json:"text"`
	Name    string    `json:"name"`
}

// SaveSuchen fills the search index of many Vorgänge with one statement.
func (t *Tx) SaveSuchen(ctx context.Context, rows []Suchzeile) error {
	if len(rows) == 0 {
		return nil
	}
	raw, err := json.Marshal(rows)
	if err != nil {
		return fmt.Errorf("encode search rows: %w", err)
	}
	_, err = t.tx.ExecContext(ctx, `
		insert into vorgang_suche (vorgang_id, mandant_id, vektor, name)
		select vorgang, $2, array_to_tsvector(coalesce(woerter, '{}')) || to_tsvector('german', text), name
			from jsonb_to_recordset($1) as x(vorgang uuid, woerter text[], text text, name text) order by vorgang
		on conflict (vorgang_id) do update set vektor = excluded.vektor, name = excluded.name`, string(raw), t.Actor.Mandant)
	return wrap("fill the search index", err)
}

// sucheLock is the advisory lock of whoever takes search jobs: an older state of a Vorgang is then never written after
// a newer one. The number is arbitrary.
const sucheLock = "72051850"

// TakeSuchen removes up to n jobs of the tenant from the queue and returns their Vorgänge; if the transaction fails,
// the jobs are back. While another transaction takes some, there are none.
func (t *Tx) TakeSuchen(ctx context.Context, n int) ([]uuid.UUID, error) {
	var out []uuid.UUID
	err := t.tx.SelectContext(ctx, &out, `
		with frei as materialized (select pg_try_advisory_xact_lock(`+sucheLock+`) as ja),
		genommen as (delete from river_job where id in (
			select j.id from frei, river_job j where frei.ja and j.state = 'available' and j.queue = '`+string(StapelSuche)+`' and j.args->>'mandant' = $1
			order by j.priority, j.scheduled_at, j.id limit $2 for update of j skip locked) returning args->>'vorgang' as vorgang)
		select distinct vorgang::uuid from genommen`, t.Actor.Mandant.String(), n)
	return out, wrap("take search jobs", err)
}

// LeaveSuchen hands up to n jobs of the tenant to the workers, who do them one by one, and note and repeat failures.
func (t *Tx) LeaveSuchen(ctx context.Context, n int) error {
	_, err := t.tx.ExecContext(ctx, `update river_job set queue = '`+river.QueueDefault+`' where id in (
		select id from river_job where state = 'available' and queue = '`+string(StapelSuche)+`' and args->>'mandant' = $1
		order by priority, scheduled_at, id limit $2 for update skip locked)`, t.Actor.Mandant.String(), n)
	return wrap("hand over search jobs", err)
}

// Suchstoff is what a Vorgang is found by.
type Suchstoff struct {
	casework.Vorgang
	Inhalt string
}

// ListSuchstoff reads Vorgänge with their Anträge; those that are gone are left out.
func (t *Tx) ListSuchstoff(ctx context.Context, ids []uuid.UUID) ([]Suchstoff, error) {
	var out []Suchstoff
	err := t.tx.SelectContext(ctx, &out, "select "+vorgangSpalten+
		", a.inhalt from vorgang v join antrag a on a.vorgang_id = v.id where v.id = any($1::uuid[])", uuids(ids))
	return out, wrap("read what Vorgänge are found by", err)
}

// ListAntraege reads several applications, to say where a search hit.
func (t *Tx) ListAntraege(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]string, error) {
	var rows []struct {
		VorgangID uuid.UUID
		Inhalt    string
	}
	err := t.tx.SelectContext(ctx, &rows, "select vorgang_id, inhalt from antrag where vorgang_id = any($1::uuid[])",
		uuids(ids))
	out := make(map[uuid.UUID]string, len(rows))
	for _, r := range rows {
		out[r.VorgangID] = r.Inhalt
	}
	return out, wrap("read Anträge", err)
}
