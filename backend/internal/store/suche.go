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
	Teile    []string   // folded; what is looked for inside of names and streets, too
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
	if len(s.Teile) > 0 {
		var like []string
		for _, w := range s.Teile {
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

// suchFassung stands among the words of each row that holds what Suchinhalt gathers today; nothing that is searched for
// begins like it. It is no column: what an earlier program writes during an upgrade lacks it, and is filled again. Who
// changes what is gathered takes the next number, here and in a new index like vorgang_suche_veraltet.
const suchFassung = "'#2'"

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
		select vorgang, $2, array_to_tsvector(coalesce(woerter, '{}')) || to_tsvector('german', text) || $3::tsvector, name
			from jsonb_to_recordset($1) as x(vorgang uuid, woerter text[], text text, name text) order by vorgang
		on conflict (vorgang_id) do update set vektor = excluded.vektor, name = excluded.name`, string(raw), t.Actor.Mandant, suchFassung)
	return wrap("fill the search index", err)
}

// EnqueueVeraltete asks for up to n rows of the index to be filled anew that an earlier program has filled, and tells
// how many. A row that has a job already, or whose job was given up, is left alone.
func (t *Tx) EnqueueVeraltete(ctx context.Context, n int) (int, error) {
	// the statistics of a table that is being filled anew are of before: the planner would read all of it each minute
	if _, err := t.tx.ExecContext(ctx, "set local enable_seqscan = off"); err != nil {
		return 0, wrap("look for rows of the search index to fill anew", err)
	}
	var ids []uuid.UUID
	err := t.tx.SelectContext(ctx, &ids, `select s.vorgang_id from vorgang_suche s
		where s.mandant_id = kontor_mandant() and not s.vektor @@ '''#2'''::tsquery and not exists (select 1 from river_job j
			where j.kind = $1 and j.state <> 'completed' and j.args->>'vorgang' = s.vorgang_id::text) limit $2`,
		casework.JobSuche{}.Kind(), n)
	for _, id := range ids {
		t.Enqueue(casework.JobSuche{Mandant: t.Actor.Mandant, Vorgang: id})
	}
	return len(ids), wrap("look for rows of the search index to fill anew", err)
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
	Inhalt   string
	Beitexte []casework.Beitext
}

// ListSuchstoff reads Vorgänge with their Anträge, messages and names of files; those that are gone are left out.
func (t *Tx) ListSuchstoff(ctx context.Context, ids []uuid.UUID) ([]Suchstoff, error) {
	var out []Suchstoff
	err := t.tx.SelectContext(ctx, &out, "select "+vorgangSpalten+
		", a.inhalt from vorgang v join antrag a on a.vorgang_id = v.id where v.id = any($1::uuid[])", uuids(ids))
	if err != nil {
		return nil, wrap("read what Vorgänge are found by", err)
	}
	beitexte, err := t.ListBeitexte(ctx, ids)
	for i := range out {
		out[i].Beitexte = beitexte[out[i].ID]
	}
	return out, err
}

// ListBeitexte reads the messages of several Vorgänge, what was asked for in them, and the names of their files, the
// newest first.
func (t *Tx) ListBeitexte(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID][]casework.Beitext, error) {
	var rows []struct {
		Vorgang uuid.UUID
		casework.Beitext
	}
	err := t.tx.SelectContext(ctx, &rows, `select vorgang, label, text from (
			select vorgang_id as vorgang, 'Nachricht' as label, betreff || ' · ' || text as text, am
				from nachricht where vorgang_id = any($1::uuid[])
			union all select n.vorgang_id, 'Unterlage', p.titel || ' ' || p.hinweis, n.am
				from nachricht n join punkt p on p.nachricht_id = n.id where n.vorgang_id = any($1::uuid[])
			union all select vorgang_id, 'Datei', dateiname, am from dokument where vorgang_id = any($1::uuid[])) x
		order by am desc`, uuids(ids))
	out := map[uuid.UUID][]casework.Beitext{}
	for _, r := range rows {
		out[r.Vorgang] = append(out[r.Vorgang], r.Beitext)
	}
	return out, wrap("read messages and names of files", err)
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
