package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

const (
	kommentarSpalten     = "id, vorgang_id as vorgang, text, von, am"
	wiedervorlageSpalten = "id, vorgang_id as vorgang, betreff, beschreibung, faellig_am, erledigt, von"
)

// InsertKommentar writes an internal note.
func (t *Tx) InsertKommentar(ctx context.Context, k *casework.Kommentar) error {
	t.Seal("kommentar", k.ID)
	_, err := t.tx.ExecContext(ctx, "insert into kommentar (id, mandant_id, vorgang_id, text, von, am) values ($1, $2, $3, $4, $5, $6)",
		k.ID, t.Actor.Mandant, k.Vorgang, k.Text, k.Von, k.Am)
	return wrap("store the Kommentar", err)
}

// ListKommentare reads the notes of a Vorgang, oldest first.
func (t *Tx) ListKommentare(ctx context.Context, vorgang uuid.UUID) ([]casework.Kommentar, error) {
	var out []casework.Kommentar
	err := t.tx.SelectContext(ctx, &out, "select "+kommentarSpalten+
		" from kommentar where vorgang_id = $1 order by am, id", vorgang)
	return out, wrap("list Kommentare", err)
}

// InsertWiedervorlage writes a reminder.
func (t *Tx) InsertWiedervorlage(ctx context.Context, w *casework.Wiedervorlage) error {
	_, err := t.tx.ExecContext(ctx, `insert into wiedervorlage (id, mandant_id, vorgang_id, betreff, beschreibung, faellig_am, von) values ($1, $2, $3, $4, $5, $6, $7)`,
		w.ID, t.Actor.Mandant, w.Vorgang, w.Betreff, w.Beschreibung, w.FaelligAm, w.Von)
	return wrap("store the Wiedervorlage", err)
}

// ListWiedervorlagen reads the reminders of a Vorgang by date.
func (t *Tx) ListWiedervorlagen(ctx context.Context, vorgang uuid.UUID) ([]casework.Wiedervorlage, error) {
	var out []casework.Wiedervorlage
	err := t.tx.SelectContext(ctx, &out, "select "+wiedervorlageSpalten+
		" from wiedervorlage where vorgang_id = $1 order by faellig_am, id", vorgang)
	return out, wrap("list Wiedervorlagen", err)
}

// CompleteWiedervorlagen marks all reminders of a Vorgang as done, and returns those that were open.
func (t *Tx) CompleteWiedervorlagen(ctx context.Context, vorgang uuid.UUID) ([]uuid.UUID, error) {
	var out []uuid.UUID
	err := t.tx.SelectContext(ctx, &out,
		"update wiedervorlage set erledigt = true where vorgang_id = $1 and not erledigt returning id", vorgang)
	return out, wrap("complete the Wiedervorlagen", err)
}

// CompleteWiedervorlage marks a reminder as done.
func (t *Tx) CompleteWiedervorlage(ctx context.Context, vorgang, id uuid.UUID) error {
	res, err := t.tx.ExecContext(ctx, "update wiedervorlage set erledigt = true where id = $1 and vorgang_id = $2 and not erledigt", id, vorgang)
	if err != nil {
		return wrap("complete the Wiedervorlage", err)
	}
	if n, _ := res.RowsAffected(); n == 0 {
		return casework.Fail(casework.NotFound, "not_found")
	}
	return nil
}

// Entwurf is what a person typed; every save counts Stand up.
type Entwurf struct {
	Inhalt string
	Am     time.Time
	Stand  int
}

// SaveEntwurf keeps what a person typed on the given version, nil = whichever, and returns the new one; draft_stale
// means that it is another, and nothing was saved. Where nothing is kept nothing is lost.
func (t *Tx) SaveEntwurf(ctx context.Context, vorgang uuid.UUID, art string, inhalt json.RawMessage,
	auf *int) (stand int, err error) {
	err = t.tx.GetContext(ctx, &stand, `insert into entwurf as e (vorgang_id, benutzer_id, art, mandant_id, inhalt, am, stand)
		values ($1, $2, $3, $4, $5, $6, coalesce($7::int, 0) + 1)
		on conflict (vorgang_id, benutzer_id, art) do update set inhalt = excluded.inhalt, am = excluded.am, stand = e.stand + 1
			where $7::int is null or e.stand = $7::int
		returning stand`, vorgang, t.Actor.Benutzer, art, t.Actor.Mandant, string(inhalt), t.Now, auf)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, casework.Fail(casework.Stale, "draft_stale")
	}
	return stand, wrap("save the draft", err)
}

// GetEntwurf returns not_found when nothing is kept.
func (t *Tx) GetEntwurf(ctx context.Context, vorgang uuid.UUID, art string) (e Entwurf, err error) {
	err = t.tx.GetContext(ctx, &e, "select inhalt, am, stand from entwurf where vorgang_id = $1 and benutzer_id = $2 and art = $3", vorgang, t.Actor.Benutzer, art)
	return e, wrap("read the draft", err)
}

// DeleteEntwurf forgets a draft of the given version, nil = whichever; draft_stale means that it is another.
func (t *Tx) DeleteEntwurf(ctx context.Context, vorgang uuid.UUID, art string, auf *int) error {
	var left bool // the statement sees the table as it was before
	err := t.tx.GetContext(ctx, &left, `with weg as (delete from entwurf where vorgang_id = $1 and benutzer_id = $2 and art = $3
			and ($4::int is null or stand = $4::int) returning 1)
		select exists (select 1 from entwurf where vorgang_id = $1 and benutzer_id = $2 and art = $3) and not exists (select 1 from weg)`,
		vorgang, t.Actor.Benutzer, art, auf)
	if err == nil && left {
		return casework.Fail(casework.Stale, "draft_stale")
	}
	return wrap("delete the draft", err)
}

// GetEinwilligung reads the newest consent of an account, known by pseudonym or mailbox; nil if it was
// never asked.
func (t *Tx) GetEinwilligung(ctx context.Context, pseudonym, postfach string) (*bool, time.Time, error) {
	var rows []struct {
		Erteilt bool
		Am      time.Time
	}
	err := t.tx.SelectContext(ctx, &rows, `select erteilt, am from einwilligung
		where (konto_pseudonym = $1 and $1 <> '') or (postfach_adresse = $2 and $2 <> '') order by am desc limit 1`, pseudonym, postfach)
	if err != nil || len(rows) == 0 {
		return nil, time.Time{}, wrap("read the consent", err)
	}
	return &rows[0].Erteilt, rows[0].Am, nil
}

// SealEinwilligung seals the consent of an account that counts now in the Vorgang that makes use of it.
func (t *Tx) SealEinwilligung(ctx context.Context, pseudonym, postfach string) error {
	var ids []uuid.UUID
	err := t.tx.SelectContext(ctx, &ids, `select id from einwilligung
		where (konto_pseudonym = $1 and $1 <> '') or (postfach_adresse = $2 and $2 <> '') order by am desc limit 1`, pseudonym, postfach)
	t.Seal("einwilligung", ids...)
	return wrap("look for the consent", err)
}

// InsertEinwilligung notes a consent or its withdrawal, with the words the person saw. The act seals it in the Vorgänge
// it counts for.
func (t *Tx) InsertEinwilligung(ctx context.Context, pseudonym, postfach string,
	e casework.Einwilligungserklaerung) (uuid.UUID, error) {
	id := uuid.Must(uuid.NewV7())
	_, err := t.tx.ExecContext(ctx, `insert into einwilligung (id, mandant_id, konto_pseudonym, postfach_adresse, erteilt, am, fassung, wortlaut)
		values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		id, t.Actor.Mandant, pseudonym, postfach, e.Erteilt, t.Now, e.Fassung, e.Wortlaut())
	return id, wrap("store the consent", err)
}
