package store

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

const nachrichtSpalten = `id, vorgang_id as vorgang, richtung, art, betreff, text, am, von, antwort, coalesce(frist_bis, antwort_bis) as antwort_bis, uhr_steht_seit, erledigt_am, vertrauensniveau, bezug, gelesen, schluessel, widerspruch_moeglich`

// InsertNachricht writes one message with the items of a Nachforderung.
func (t *Tx) InsertNachricht(ctx context.Context, n *casework.Nachricht, punkte []casework.Punkt) error {
	row := struct {
		*casework.Nachricht
		Mandant uuid.UUID
	}{n, t.Actor.Mandant}
	_, err := t.tx.NamedExecContext(ctx, `insert into nachricht (id, mandant_id, vorgang_id, richtung, art, betreff, text, am, von, antwort, antwort_bis,
			vertrauensniveau, bezug, gelesen, schluessel, widerspruch_moeglich)
		values (:id, :mandant, :vorgang, :richtung, :art, :betreff, :text, :am, :von, :antwort, :antwort_bis,
			:vertrauensniveau, :bezug, :gelesen, :schluessel, :widerspruch_moeglich)`, row)
	if err != nil {
		return wrap("store the Nachricht", err)
	}
	for _, p := range punkte {
		_, err := t.tx.ExecContext(ctx, `insert into punkt (id, mandant_id, nachricht_id, nr, titel, hinweis, zustand) values ($1, $2, $3, $4, $5, $6, $7)`,
			p.ID, t.Actor.Mandant, n.ID, p.Nr, p.Titel, p.Hinweis, p.Zustand)
		if err != nil {
			return wrap("store an item", err)
		}
		t.Seal("punkt", p.ID)
	}
	t.Seal("nachricht", n.ID)
	t.Enqueue(casework.JobSuche{Mandant: t.Actor.Mandant, Vorgang: n.Vorgang})
	return nil
}

// ListNachrichten reads the thread of a Vorgang, oldest first.
func (t *Tx) ListNachrichten(ctx context.Context, vorgang uuid.UUID) ([]casework.Nachricht, error) {
	var out []casework.Nachricht
	err := t.tx.SelectContext(ctx, &out, "select "+nachrichtSpalten+
		" from nachricht where vorgang_id = $1 order by am, id", vorgang)
	return out, wrap("list Nachrichten", err)
}

// GetNachricht reads one message.
func (t *Tx) GetNachricht(ctx context.Context, id uuid.UUID) (*casework.Nachricht, error) {
	var n casework.Nachricht
	err := t.tx.GetContext(ctx, &n, "select "+nachrichtSpalten+" from nachricht where id = $1", id)
	return &n, wrap("read the Nachricht", err)
}

// MarkGelesen notes that the office saw an answer.
func (t *Tx) MarkGelesen(ctx context.Context, id uuid.UUID) error {
	_, err := t.tx.ExecContext(ctx, "update nachricht set gelesen = true where id = $1", id)
	return wrap("mark the Nachricht", err)
}

// SaveAntwortfrist notes until when an answer is asked for now, and since when the clock stands. What the message said
// when it was sent stays.
func (t *Tx) SaveAntwortfrist(ctx context.Context, id uuid.UUID, bis, stehtSeit *time.Time) error {
	t.Seal("nachricht", id)
	_, err := t.tx.ExecContext(ctx, "update nachricht set frist_bis = $2, uhr_steht_seit = $3 where id = $1", id, bis,
		stehtSeit)
	return wrap("save the period of the Nachricht", err)
}

// SettleNachricht notes that the office waits for an answer to it no longer.
func (t *Tx) SettleNachricht(ctx context.Context, id uuid.UUID) error {
	t.Seal("nachricht", id)
	_, err := t.tx.ExecContext(ctx, "update nachricht set erledigt_am = $2 where id = $1", id, t.Now)
	return wrap("settle the Nachricht", err)
}

const punktSpalten = `p.id, p.nachricht_id as nachricht, p.nr, p.titel, p.hinweis, p.zustand, p.grund`

// ListPunkte reads all items of all Nachforderungen of a Vorgang.
func (t *Tx) ListPunkte(ctx context.Context, vorgang uuid.UUID) ([]casework.Punkt, error) {
	var out []casework.Punkt
	err := t.tx.SelectContext(ctx, &out, "select "+punktSpalten+
		" from punkt p join nachricht n on n.id = p.nachricht_id where n.vorgang_id = $1 order by n.am, p.nr", vorgang)
	return out, wrap("list items", err)
}

// GetPunkt reads one item with the Vorgang it belongs to.
func (t *Tx) GetPunkt(ctx context.Context, id uuid.UUID) (*casework.Punkt, uuid.UUID, error) {
	var row struct {
		casework.Punkt
		Vorgang uuid.UUID
	}
	err := t.tx.GetContext(ctx, &row, "select "+punktSpalten+
		", n.vorgang_id as vorgang from punkt p join nachricht n on n.id = p.nachricht_id where p.id = $1", id)
	return &row.Punkt, row.Vorgang, wrap("read the item", err)
}

// SavePunkt writes the state of an item.
func (t *Tx) SavePunkt(ctx context.Context, p *casework.Punkt) error {
	t.Seal("punkt", p.ID)
	_, err := t.tx.ExecContext(ctx, "update punkt set zustand = $2, grund = $3 where id = $1", p.ID, p.Zustand, p.Grund)
	return wrap("save the item", err)
}

// ListBaldVorbei finds Vorgänge in which something that waits for the applicant may end between two days, and nobody
// was reminded of it yet. Whether it still waits say their rows.
func (t *Tx) ListBaldVorbei(ctx context.Context, von, bis time.Time) ([]uuid.UUID, error) {
	var out []uuid.UUID
	err := t.tx.SelectContext(ctx, &out, `
		select n.vorgang_id from nachricht n where n.antwort = 'erforderlich' and n.antwort_bis between $1 and $2
			and n.frist_bis is null and n.erledigt_am is null and n.uhr_steht_seit is null and not exists (
				select 1 from sendung s where s.nachricht_id = n.id and s.erinnert_an = n.antwort_bis)
		union
		select n.vorgang_id from nachricht n where n.antwort = 'erforderlich' and n.frist_bis between $1 and $2
			and n.erledigt_am is null and n.uhr_steht_seit is null and not exists (
				select 1 from sendung s where s.nachricht_id = n.id and s.erinnert_an = n.frist_bis)
		union
		select b.vorgang_id from bescheid b where b.zustand = 'bereitgestellt'
			and b.hinweis_am between $1::date - 15 and $2::date - 9 and not exists (
				select 1 from sendung s where s.nachricht_id = b.nachricht_id and s.erinnert_an is not null)
		order by 1 limit 500`, von, bis)
	return out, wrap("look for what ends soon", err)
}
