package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// Muster is a sample of a form.
type Muster struct {
	ID         uuid.UUID
	Zugang     uuid.UUID
	Formular   string
	Version    string
	Name       string
	Antrag     *casework.Antrag
	Eingang    *uuid.UUID // the real delivery it was made of
	RohSHA256  string     // raw bytes of an uploaded one
	RohGroesse int64
	Kopf       *json.RawMessage // as Eingang.Kopf
	Erwartet   *casework.Zuordnungsergebnis
	Am         time.Time
	Von        string
}

// ListProben returns the latest n applications of a form, and as many of its samples; of each the Antragsdaten only.
func (t *Tx) ListProben(ctx context.Context, adapter, formular string, n int) ([]casework.Antrag, error) {
	var rows []json.RawMessage
	err := t.tx.SelectContext(ctx, &rows, `with zugaenge as (select id from zugang where mandant_id = $1 and adapter = $2)
		(select jsonb_build_object('antragsdaten', a.inhalt->'antragsdaten') from zugaenge z cross join lateral (
			select vorgang_id, empfangen_am from eingang where zugang_id = z.id and zustand = 'angenommen' and formular = $3
			order by empfangen_am desc, id desc limit $4) e
		join antrag a on a.vorgang_id = e.vorgang_id
		order by e.empfangen_am desc limit $4)
		union all
		(select jsonb_build_object('antragsdaten', m.antrag->'antragsdaten') from muster m join zugaenge z on z.id = m.zugang_id where m.formular = $3
		order by m.am desc limit $4)`, t.Actor.Mandant, adapter, formular, n)
	if err != nil {
		return nil, err
	}
	proben := make([]casework.Antrag, len(rows))
	for i, raw := range rows {
		if err := json.Unmarshal(raw, &proben[i]); err != nil {
			return nil, fmt.Errorf("decode the fields of an application: %w", err)
		}
	}
	return proben, nil
}

type musterZeile struct {
	ID             uuid.UUID
	Zugang         uuid.UUID
	Formular       string
	Version        string
	Name           string
	Antrag         json.RawMessage
	Eingang        *uuid.UUID
	RohSHA256      string `db:"roh_sha256"`
	RohGroesse     int64
	Kopf, Erwartet *json.RawMessage
	Am             time.Time
	Von            string
}

const musterSpalten = `m.id, m.zugang_id as zugang, m.formular, m.formular_version as version, m.name, m.antrag, m.eingang_id as eingang, m.roh_sha256, m.roh_groesse,
	m.kopf, m.erwartet, m.am, m.von`

func (r *musterZeile) read() (*Muster, error) {
	m := &Muster{ID: r.ID, Zugang: r.Zugang, Formular: r.Formular, Version: r.Version, Name: r.Name,
		Eingang: r.Eingang, RohSHA256: r.RohSHA256, RohGroesse: r.RohGroesse,
		Kopf: r.Kopf, Am: r.Am, Von: r.Von}
	if err := json.Unmarshal(r.Antrag, &m.Antrag); err != nil {
		return nil, fmt.Errorf("decode the sample: %w", err)
	}
	if r.Erwartet != nil {
		if err := json.Unmarshal(*r.Erwartet, &m.Erwartet); err != nil {
			return nil, fmt.Errorf("decode the result of a sample: %w", err)
		}
	}
	return m, nil
}

// InsertMuster keeps a sample.
func (t *Tx) InsertMuster(ctx context.Context, m *Muster) error {
	antrag, err := json.Marshal(m.Antrag)
	if err != nil {
		return fmt.Errorf("encode the sample: %w", err)
	}
	m.Am, m.Von = t.Now, t.Actor.Anzeige
	_, err = t.tx.ExecContext(ctx, `insert into muster (id, mandant_id, zugang_id, formular, formular_version, name, antrag, eingang_id, roh_sha256, roh_groesse, kopf, am, von)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
		m.ID, t.Actor.Mandant, m.Zugang, m.Formular, m.Version, m.Name, string(antrag), m.Eingang, m.RohSHA256,
		m.RohGroesse, jsonText(m.Kopf), m.Am, m.Von)
	return wrap("keep the sample", err)
}

// GetMuster reads one sample.
func (t *Tx) GetMuster(ctx context.Context, id uuid.UUID) (*Muster, error) {
	return t.muster(ctx, "where m.id = $1", id)
}

// FindMuster looks for the sample that was made of a delivery.
func (t *Tx) FindMuster(ctx context.Context, eingang uuid.UUID) (*Muster, error) {
	return t.muster(ctx, "where m.eingang_id = $1 order by m.id limit 1", eingang)
}

func (t *Tx) muster(ctx context.Context, cond string, args ...any) (*Muster, error) {
	var r musterZeile
	if err := t.tx.GetContext(ctx, &r, "select "+musterSpalten+" from muster m "+cond, args...); err != nil {
		return nil, wrap("read the sample", err)
	}
	return r.read()
}

// ListMuster reads the samples a mapping must stand: of its version; of a mapping for every version those of all
// versions without an active mapping of their own. Oldest first.
func (t *Tx) ListMuster(ctx context.Context, zugang uuid.UUID, formular, version string) ([]Muster, error) {
	var rows []musterZeile
	err := t.tx.SelectContext(ctx, &rows, "select "+musterSpalten+` from muster m where m.zugang_id = $1 and m.formular = $2 and (m.formular_version = $3 or $3 = '' and not exists
		(select 1 from zuordnung z where z.zugang_id = $1 and z.formular = $2 and z.formular_version = m.formular_version and z.formular_version <> '' and z.zustand = 'aktiv'))
		order by m.am, m.id limit 200`, zugang, formular, version)
	if err != nil {
		return nil, wrap("list samples", err)
	}
	out := make([]Muster, 0, len(rows))
	for _, r := range rows {
		m, err := r.read()
		if err != nil {
			return nil, err
		}
		out = append(out, *m)
	}
	return out, nil
}

// SaveErwartet writes what the mapping that is activated makes of a sample, as it was read for it.
func (t *Tx) SaveErwartet(ctx context.Context, id uuid.UUID, e *casework.Zuordnungsergebnis) error {
	raw, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("encode the result of a sample: %w", err)
	}
	_, err = t.tx.ExecContext(ctx, "update muster set erwartet = $2 where id = $1", id, string(raw))
	return wrap("save the result of a sample", err)
}

// DeleteMuster forgets a sample.
func (t *Tx) DeleteMuster(ctx context.Context, id uuid.UUID) error {
	_, err := t.tx.ExecContext(ctx, "delete from muster where id = $1", id)
	return wrap("remove the sample", err)
}
