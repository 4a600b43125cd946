package store

import (
	"context"
	"strings"

	"github.com/google/uuid"
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
		return "select vorgang_id from vorgang_suche where mandant_id = kontor_mandant() and " + n + " <% name order by " + n + " <<-> name limit 50"
	}
	var parts []string
	for i, spellings := range s.Woerter {
		quoted := make([]string, len(spellings))
		for j, w := range spellings {
			quoted[j] = "'" + strings.ReplaceAll(strings.ReplaceAll(w, `\`, ""), "'", "''") + "':*"
		}
		parts = append(parts, "(to_tsquery('simple', "+b.arg(strings.Join(quoted, " | "))+") || plainto_tsquery('german', "+b.arg(s.Roh[i])+"))")
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

// SaveSuche fills the search index of one Vorgang: words as they are, stems of text, names for parts.
func (t *Tx) SaveSuche(ctx context.Context, vorgang uuid.UUID, words []string, text, names string) error {
	_, err := t.tx.ExecContext(ctx, `
		insert into vorgang_suche (vorgang_id, mandant_id, vektor, name)
		values ($1, $2, array_to_tsvector($3) || to_tsvector('german', $4), $5)
		on conflict (vorgang_id) do update set vektor = excluded.vektor, name = excluded.name`,
		vorgang, t.Actor.Mandant, array(words), text, names)
	return wrap("fill the search index", err)
}

// ListAntraege reads several applications, to say where a search hit.
func (t *Tx) ListAntraege(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]string, error) {
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = id.String()
	}
	var rows []struct {
		VorgangID uuid.UUID
		Inhalt    string
	}
	err := t.tx.SelectContext(ctx, &rows, "select vorgang_id, inhalt from antrag where vorgang_id = any($1::uuid[])", array(keys))
	out := make(map[uuid.UUID]string, len(rows))
	for _, r := range rows {
		out[r.VorgangID] = r.Inhalt
	}
	return out, wrap("read Anträge", err)
}
