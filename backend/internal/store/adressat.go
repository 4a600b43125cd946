package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

func unfoldAdressaten(raw string) ([]casework.Adressat, error) {
	var rows []struct {
		ID             uuid.UUID
		Inhalt         casework.Adressat
		Feststellungen []casework.Feststellung
	}
	if err := json.Unmarshal([]byte(raw), &rows); err != nil {
		return nil, fmt.Errorf("decode Adressaten: %w", err)
	}
	var out []casework.Adressat
	for _, r := range rows {
		r.Inhalt.ID, r.Inhalt.Feststellungen = r.ID, r.Feststellungen
		out = append(out, r.Inhalt)
	}
	return out, nil
}

// InsertAdressat keeps whom else a Bescheid is announced to.
func (t *Tx) InsertAdressat(ctx context.Context, b *casework.Bescheid, a casework.Adressat) error {
	raw, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("encode the Adressat: %w", err)
	}
	t.Seal("adressat", a.ID)
	_, err = t.tx.ExecContext(ctx, "insert into adressat (id, mandant_id, bescheid_id, am, inhalt) values ($1, $2, $3, $4, $5)",
		a.ID, t.Actor.Mandant, b.ID, a.Am, string(raw))
	b.Adressaten = append(b.Adressaten, a)
	return wrap("store the Adressat", err)
}

// saveAdressat writes how far the Bescheid got for one of them; whom it names and since when stays.
func (t *Tx) saveAdressat(ctx context.Context, b *casework.Bescheid) error {
	raw, err := json.Marshal(b.AlsAdressat())
	if err != nil {
		return fmt.Errorf("encode the Adressat: %w", err)
	}
	t.Seal("adressat", *b.Adressat)
	_, err = t.tx.ExecContext(ctx, "update adressat set inhalt = inhalt || ($2::jsonb - '{am,von}'::text[]) where id = $1",
		*b.Adressat, string(raw))
	return wrap("save the Adressat", err)
}
