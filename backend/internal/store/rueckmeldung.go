package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

const rueckSpalten = `r.id, r.kanal_id as kanal, k.name as kanal_name, r.kennung, r.zustand, r.am, r.gesendet_am, r.inhalt_hash, r.faden, r.betreff, r.text,
	r.dateien as anlagen, r.niveau, r.grund, r.von, r.vorgang_id as vorgang, r.nachricht_id as nachricht, r.quittiert_am
	from rueckmeldung r join kanal k on k.id = r.kanal_id`

type rueckZeile struct {
	casework.Rueckpost
	Anlagen []byte
}

func (t *Tx) selectRueckpost(ctx context.Context, where string, args ...any) ([]casework.Rueckpost, error) {
	var rows []rueckZeile
	if err := t.tx.SelectContext(ctx, &rows, "select "+rueckSpalten+" where "+where, args...); err != nil {
		return nil, wrap("read Rückmeldungen", err)
	}
	out := make([]casework.Rueckpost, len(rows))
	for i, z := range rows {
		out[i] = z.Rueckpost
		if err := json.Unmarshal(z.Anlagen, &out[i].Dateien); err != nil {
			return nil, fmt.Errorf("read the files of a Rückmeldung: %w", err)
		}
	}
	return out, nil
}

func firstRueckpost(rows []casework.Rueckpost, err error) (*casework.Rueckpost, error) {
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0], nil
}

// FindRueckpost reads what came under an id of a channel; nil = nothing did.
func (t *Tx) FindRueckpost(ctx context.Context, kanal uuid.UUID, kennung string) (*casework.Rueckpost, error) {
	return firstRueckpost(t.selectRueckpost(ctx, "r.kanal_id = $1 and r.kennung = $2", kanal, kennung))
}

// FindRueckpostNachricht reads what brought a message; nil = it came another way.
func (t *Tx) FindRueckpostNachricht(ctx context.Context, nachricht uuid.UUID) (*casework.Rueckpost, error) {
	return firstRueckpost(t.selectRueckpost(ctx, "r.nachricht_id = $1", nachricht))
}

// HasRueckpost tells whether the same content came by a channel before.
func (t *Tx) HasRueckpost(ctx context.Context, kanal uuid.UUID, hash string) (ja bool, err error) {
	err = t.tx.GetContext(ctx, &ja, "select exists (select from rueckmeldung where inhalt_hash = $1 and kanal_id = $2)",
		hash, kanal)
	return ja, wrap("look for the same Rückmeldung", err)
}

// ListUngeklaerte reads what waits for a person, oldest first.
func (t *Tx) ListUngeklaerte(ctx context.Context) ([]casework.Rueckpost, error) {
	return t.selectRueckpost(ctx, "r.zustand = 'ungeklaert' order by r.am, r.id limit 500")
}

// LockRueckpost reads one for change.
func (t *Tx) LockRueckpost(ctx context.Context, id uuid.UUID) (*casework.Rueckpost, error) {
	rows, err := t.selectRueckpost(ctx, "r.id = $1 for update of r", id)
	if err == nil && len(rows) == 0 {
		return nil, casework.Fail(casework.NotFound, "not_found")
	}
	return firstRueckpost(rows, err)
}

// InsertRueckpost writes what came; the same id of the channel twice is a conflict (rueckmeldung_kennung).
func (t *Tx) InsertRueckpost(ctx context.Context, r *casework.Rueckpost) error {
	_, err := t.tx.ExecContext(ctx, `insert into rueckmeldung (id, mandant_id, kanal_id, kennung, zustand, am, gesendet_am, inhalt_hash, faden, betreff, text, dateien, niveau,
		vorgang_id, nachricht_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
		r.ID, t.Actor.Mandant, r.Kanal, r.Kennung, r.Zustand, r.Am, r.GesendetAm, r.InhaltHash, r.Faden, r.Betreff,
		r.Text, asJSON(r.Dateien), r.Niveau, r.Vorgang, r.Nachricht)
	t.Notify(casework.Meldung{Art: "rueckmeldung"})
	return wrap("store the Rückmeldung", err)
}

// SaveRueckpost writes what a person decided.
func (t *Tx) SaveRueckpost(ctx context.Context, r *casework.Rueckpost) error {
	_, err := t.tx.ExecContext(ctx, `update rueckmeldung set zustand = $2, grund = $3, von = $4, vorgang_id = $5, nachricht_id = $6 where id = $1`,
		r.ID, r.Zustand, r.Grund, r.Von, r.Vorgang, r.Nachricht)
	t.Notify(casework.Meldung{Art: "rueckmeldung"})
	return wrap("save the Rückmeldung", err)
}

// AcknowledgeRueckpost notes that it is gone at the channel.
func (t *Tx) AcknowledgeRueckpost(ctx context.Context, kanal uuid.UUID, kennung string) error {
	_, err := t.tx.ExecContext(ctx, `update rueckmeldung set quittiert_am = $3 where kanal_id = $1 and kennung = $2 and quittiert_am is null`,
		kanal, kennung, t.Now)
	return wrap("acknowledge the Rückmeldung", err)
}

// ListAbholungen reads the ids of a channel for which a job stands.
func (t *Tx) ListAbholungen(ctx context.Context) ([]string, error) {
	var out []string
	err := t.tx.SelectContext(ctx, &out, withJob(casework.JobRueckmeldung{}, "kennung"))
	return out, wrap("list jobs of Rückmeldungen", err)
}

// HasRueckabruf tells whether a job to poll a channel stands.
func (t *Tx) HasRueckabruf(ctx context.Context, kanal uuid.UUID) (ja bool, err error) {
	err = t.tx.GetContext(ctx, &ja, "select $1 in ("+withJob(casework.JobRueckabruf{}, "kanal")+")", kanal.String())
	return ja, wrap("look for a job of the Kanal", err)
}

// FindVorgangNummer reads the Vorgang of a number; nil = there is none.
func (t *Tx) FindVorgangNummer(ctx context.Context, nummer string) (*uuid.UUID, error) {
	var out []uuid.UUID
	err := t.tx.SelectContext(ctx, &out, "select id from vorgang where vorgangsnummer = $1", nummer)
	if err != nil || len(out) == 0 {
		return nil, wrap("look for the Vorgang", err)
	}
	return &out[0], nil
}

// FindVorgangPostfach reads the Vorgang whose applicant has that mailbox address, the first where there are several;
// nil = there is none.
func (t *Tx) FindVorgangPostfach(ctx context.Context, adresse string) (*uuid.UUID, error) {
	var out []uuid.UUID
	err := t.tx.SelectContext(ctx, &out, `select id from vorgang where postfach_adresse = $1 and $1 <> ''
		order by eingang_am, id limit 1`, adresse)
	if err != nil || len(out) == 0 {
		return nil, wrap("look for the Vorgang of a mailbox", err)
	}
	return &out[0], nil
}

// FindSendungKennung reads the Sendung that a target took under its id; nil = there is none.
func (t *Tx) FindSendungKennung(ctx context.Context, ziel, kennung string) (*casework.Sendung, error) {
	var out []sendungZeile
	err := t.tx.SelectContext(ctx, &out, "select "+sendungSpalten+` from sendung
		where ziel = $1 and quittung->>'kennung' = $2 order by am desc limit 1`, ziel, kennung)
	if err != nil || len(out) == 0 {
		return nil, wrap("look for the Sendung", err)
	}
	return out[0].unfold()
}
