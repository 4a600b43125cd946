package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

const sendungSpalten = `id, mandant_id as mandant, vorgang_id as vorgang, ziel, art, an, nachricht_id as nachricht, zustand, am, bereitgestellt_am, gelesen_am, versuche, fehler, quittung, erinnert_an, fortschritt, anschrift::text as anschrift_json, dokument_id as dokument, aufgegeben_am`

// sendungZeile is a Sendung as it is stored.
type sendungZeile struct {
	casework.Sendung
	AnschriftJSON *string
}

func (z *sendungZeile) unfold() (*casework.Sendung, error) {
	if z.AnschriftJSON != nil {
		if err := json.Unmarshal([]byte(*z.AnschriftJSON), &z.Anschrift); err != nil {
			return nil, fmt.Errorf("decode the address of a letter: %w", err)
		}
	}
	return &z.Sendung, nil
}

func unfoldSendungen(zeilen []sendungZeile) ([]casework.Sendung, error) {
	out := make([]casework.Sendung, len(zeilen))
	for i := range zeilen {
		x, err := zeilen[i].unfold()
		if err != nil {
			return nil, err
		}
		out[i] = *x
	}
	return out, nil
}

// foldAnschrift gives null for what is no letter.
func foldAnschrift(a *casework.Anschrift) (any, error) {
	if a == nil {
		return nil, nil
	}
	raw, err := json.Marshal(a)
	if err != nil {
		return nil, fmt.Errorf("encode the address of a letter: %w", err)
	}
	return string(raw), nil
}

// InsertSendung writes a hand-over that waits for its job.
func (t *Tx) InsertSendung(ctx context.Context, s *casework.Sendung) error {
	anschrift, err := foldAnschrift(s.Anschrift)
	if err != nil {
		return err
	}
	_, err = t.tx.ExecContext(ctx, `insert into sendung (id, mandant_id, vorgang_id, ziel, art, nachricht_id, zustand, am, an, erinnert_an, anschrift)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		s.ID, t.Actor.Mandant, s.Vorgang, s.Ziel, s.Art, s.Nachricht, s.Zustand, s.Am, s.An, s.ErinnertAn, anschrift)
	return wrap("store the Sendung", err)
}

// LockSendung reads one hand-over for change.
func (t *Tx) LockSendung(ctx context.Context, id uuid.UUID) (*casework.Sendung, error) {
	var z sendungZeile
	err := t.tx.GetContext(ctx, &z, "select "+sendungSpalten+" from sendung where id = $1 for update", id)
	if err != nil {
		return nil, wrap("lock the Sendung", err)
	}
	return z.unfold()
}

// ListSendungen reads all hand-overs of a Vorgang, oldest first.
func (t *Tx) ListSendungen(ctx context.Context, vorgang uuid.UUID) ([]casework.Sendung, error) {
	var zeilen []sendungZeile
	err := t.tx.SelectContext(ctx, &zeilen, "select "+sendungSpalten+
		" from sendung where vorgang_id = $1 order by am, id", vorgang)
	if err != nil {
		return nil, wrap("list Sendungen", err)
	}
	return unfoldSendungen(zeilen)
}

// DropSendung forgets a reminder of what is not open any more: nothing was sent.
func (t *Tx) DropSendung(ctx context.Context, id uuid.UUID) error {
	_, err := t.tx.ExecContext(ctx, "delete from sendung where id = $1 and zustand = 'wartet'", id)
	return wrap("forget a reminder", err)
}

// CountZustellversuch notes an attempt that came to nothing and why, of a Sendung that goes on waiting.
func (t *Tx) CountZustellversuch(ctx context.Context, s *casework.Sendung) error {
	_, err := t.tx.ExecContext(ctx, "update sendung set versuche = $2, fehler = $3 where id = $1 and zustand = 'wartet'",
		s.ID, s.Versuche, s.Fehler)
	return wrap("count an attempt", err)
}

// SaveFortschritt keeps how far a Sendung is that waits.
func (t *Tx) SaveFortschritt(ctx context.Context, id uuid.UUID, f casework.Fortschritt) error {
	_, err := t.tx.ExecContext(ctx, "update sendung set fortschritt = $2 where id = $1 and zustand = 'wartet'", id,
		asJSON(f))
	return wrap("keep how far the Sendung is", err)
}

// SaveSendung writes state and receipt. How far the work was is over with it, unless nobody knows how it ended: whoever
// tries again asks the target first.
func (t *Tx) SaveSendung(ctx context.Context, s *casework.Sendung) error {
	t.Seal("sendung", s.ID)
	var quittung any
	if len(s.Quittung) > 0 {
		quittung = string(s.Quittung)
	}
	_, err := t.tx.ExecContext(ctx, `update sendung set zustand = $2, bereitgestellt_am = $3, gelesen_am = $4, versuche = $5, fehler = $6, quittung = $7,
		fortschritt = case when $2 in ('unbekannt', 'wartet') then fortschritt end,
		dokument_id = $8, aufgegeben_am = $9 where id = $1`,
		s.ID, s.Zustand, s.BereitgestelltAm, s.GelesenAm, s.Versuche, s.Fehler, quittung, s.Dokument, s.AufgegebenAm)
	return wrap("save the Sendung", err)
}

// GetSendung reads one hand-over.
func (t *Tx) GetSendung(ctx context.Context, id uuid.UUID) (*casework.Sendung, error) {
	var z sendungZeile
	err := t.tx.GetContext(ctx, &z, "select "+sendungSpalten+" from sendung where id = $1", id)
	if err != nil {
		return nil, wrap("read the Sendung", err)
	}
	return z.unfold()
}
