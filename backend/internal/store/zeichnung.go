package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// zeichnungZeile carries what was written as JSON text.
type zeichnungZeile struct {
	casework.Zeichnung
	Inhalt      string
	VonAuchJSON string
}

// zeichnungInhalt is what a round is about; it never changes.
type zeichnungInhalt struct {
	Bescheid            casework.Bescheid
	Bestaetigt, Gruende []string
}

const zeichnungSpalten = `id, vorgang_id as vorgang, inhalt, am, von, von_id, zustand, entschieden_am, entschieden_von, bemerkung,
	bescheid_id as erteilt, coalesce((select json_agg(auch.id) from benutzer wer join benutzer auch
		on auch.mandant_id = wer.mandant_id and auch.subject = wer.subject and auch.id <> wer.id
		where wer.id = zeichnung.von_id and wer.subject <> ''), '[]') as von_auch_json`

func (z *zeichnungZeile) unfold() (casework.Zeichnung, error) {
	var inhalt zeichnungInhalt
	if err := json.Unmarshal([]byte(z.Inhalt), &inhalt); err != nil {
		return z.Zeichnung, fmt.Errorf("decode the Zeichnung: %w", err)
	}
	out := z.Zeichnung
	if err := json.Unmarshal([]byte(z.VonAuchJSON), &out.VonAuch); err != nil {
		return out, fmt.Errorf("decode the accounts of who wrote it: %w", err)
	}
	out.Bescheid, out.Bestaetigt, out.Gruende = inhalt.Bescheid, inhalt.Bestaetigt, inhalt.Gruende
	return out, nil
}

func unfoldZeichnungen(rows []zeichnungZeile) ([]casework.Zeichnung, error) {
	out := make([]casework.Zeichnung, len(rows))
	for i := range rows {
		var err error
		if out[i], err = rows[i].unfold(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// InsertZeichnung keeps what waits for a second person.
func (t *Tx) InsertZeichnung(ctx context.Context, z *casework.Zeichnung) error {
	raw, err := json.Marshal(zeichnungInhalt{z.Bescheid, z.Bestaetigt, z.Gruende})
	if err != nil {
		return fmt.Errorf("encode the Zeichnung: %w", err)
	}
	t.Seal("zeichnung", z.ID)
	_, err = t.tx.ExecContext(ctx, `insert into zeichnung (id, mandant_id, vorgang_id, inhalt, am, von, von_id, zustand)
		values ($1, $2, $3, $4, $5, $6, $7, $8)`, z.ID, t.Actor.Mandant, z.Vorgang, string(raw), z.Am, z.Von, z.VonID,
		z.Zustand)
	return wrap("store the Zeichnung", err)
}

// SaveZeichnung writes what was said to it; what was written stays.
func (t *Tx) SaveZeichnung(ctx context.Context, z *casework.Zeichnung) error {
	t.Seal("zeichnung", z.ID)
	_, err := t.tx.ExecContext(ctx, `update zeichnung set zustand = $2, entschieden_am = $3, entschieden_von = $4, bemerkung = $5,
			bescheid_id = $6 where id = $1`, z.ID, z.Zustand, z.EntschiedenAm, z.EntschiedenVon, z.Bemerkung, z.Erteilt)
	return wrap("save the Zeichnung", err)
}

// ListZeichnungen reads the rounds of a Vorgang, oldest first.
func (t *Tx) ListZeichnungen(ctx context.Context, vorgang uuid.UUID) ([]casework.Zeichnung, error) {
	var rows []zeichnungZeile
	if err := t.tx.SelectContext(ctx, &rows, "select "+zeichnungSpalten+
		" from zeichnung where vorgang_id = $1 order by am, id", vorgang); err != nil {
		return nil, wrap("list the Zeichnungen", err)
	}
	return unfoldZeichnungen(rows)
}
