package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// States of a Zuordnung. Only a draft is ever changed.
const (
	ZuordnungEntwurf   = "entwurf"
	ZuordnungAktiv     = "aktiv"
	ZuordnungAbgeloest = "abgeloest"
)

// Zuordnung is a form mapping as it is kept.
type Zuordnung struct {
	ID           uuid.UUID
	Zugang       uuid.UUID
	Nr           int // counts the mappings of this form and version
	Zustand      string
	Inhalt       casework.Zuordnung
	Schema       *json.RawMessage // xdatenfelder.Schema, nil = none
	Struktur     []casework.Strukturfeld
	Stand        int // counts saves of the draft
	GeaendertAm  time.Time
	GeaendertVon string
	AktiviertAm  *time.Time
	AktiviertVon string
}

type zuordnungZeile struct {
	ID                        uuid.UUID
	Zugang                    uuid.UUID
	Formular, FormularVersion string
	Nr                        int
	Zustand                   string
	Inhalt                    json.RawMessage
	Schema                    *json.RawMessage
	Struktur                  json.RawMessage
	Stand                     int
	GeaendertAm               time.Time
	GeaendertVon              string
	AktiviertAm               *time.Time
	AktiviertVon              string
}

const zuordnungSpalten = `id, zugang_id as zugang, formular, formular_version, nr, zustand, inhalt, schema, struktur, stand, geaendert_am, geaendert_von,
	aktiviert_am, aktiviert_von`

func (r *zuordnungZeile) read() (*Zuordnung, error) {
	z := &Zuordnung{ID: r.ID, Zugang: r.Zugang, Nr: r.Nr, Zustand: r.Zustand, Schema: r.Schema, Stand: r.Stand,
		GeaendertAm: r.GeaendertAm, GeaendertVon: r.GeaendertVon,
		AktiviertAm: r.AktiviertAm, AktiviertVon: r.AktiviertVon}
	if err := json.Unmarshal(r.Inhalt, &z.Inhalt); err != nil {
		return nil, fmt.Errorf("decode the Zuordnung: %w", err)
	}
	z.Inhalt.Formular, z.Inhalt.Version = r.Formular, r.FormularVersion // the columns decide
	if err := json.Unmarshal(r.Struktur, &z.Struktur); err != nil {
		return nil, fmt.Errorf("decode the structure of a form: %w", err)
	}
	return z, nil
}

// GetZuordnung reads one mapping.
func (t *Tx) GetZuordnung(ctx context.Context, id uuid.UUID) (*Zuordnung, error) {
	return t.zuordnung(ctx, "where id = $1", id)
}

// LockZuordnung reads one for change.
func (t *Tx) LockZuordnung(ctx context.Context, id uuid.UUID) (*Zuordnung, error) {
	return t.zuordnung(ctx, "where id = $1 for update", id)
}

// FindZuordnung looks for the mapping of a form and version in a state; there is at most one draft and one active.
func (t *Tx) FindZuordnung(ctx context.Context, zugang uuid.UUID, formular, version,
	zustand string) (*Zuordnung, error) {
	return t.zuordnung(ctx, "where zugang_id = $1 and formular = $2 and formular_version = $3 and zustand = $4",
		zugang, formular, version, zustand)
}

func (t *Tx) zuordnung(ctx context.Context, cond string, args ...any) (*Zuordnung, error) {
	var r zuordnungZeile
	if err := t.tx.GetContext(ctx, &r, "select "+zuordnungSpalten+" from zuordnung "+cond, args...); err != nil {
		return nil, wrap("read the Zuordnung", err)
	}
	return r.read()
}

// VorbildZuordnung finds the active mapping that says most about a form: of this version, of every version, else the
// one activated last of any version. not_found if there is none.
func (t *Tx) VorbildZuordnung(ctx context.Context, zugang uuid.UUID, formular, version string) (*Zuordnung, error) {
	return t.zuordnung(ctx, `where zugang_id = $1 and formular = $2 and zustand = 'aktiv'
		order by (formular_version = $3) desc, (formular_version = '') desc, aktiviert_am desc limit 1`, zugang, formular, version)
}

// InsertZuordnung starts a draft with the next number; false if the form and version have one already.
func (t *Tx) InsertZuordnung(ctx context.Context, z *Zuordnung) (bool, error) {
	inhalt, err := json.Marshal(z.Inhalt)
	if err != nil {
		return false, fmt.Errorf("encode the Zuordnung: %w", err)
	}
	res, err := t.tx.ExecContext(ctx, `insert into zuordnung (id, mandant_id, zugang_id, formular, formular_version, nr, zustand, inhalt, schema, geaendert_am, geaendert_von)
		select $1, $2, $3, $4, $5, coalesce(max(nr), 0) + 1, 'entwurf', $6, $7, $8, $9 from zuordnung where zugang_id = $3 and formular = $4 and formular_version = $5
		on conflict do nothing`,
		z.ID, t.Actor.Mandant, z.Zugang, z.Inhalt.Formular, z.Inhalt.Version, string(inhalt), jsonText(z.Schema),
		t.Now, t.Actor.Anzeige)
	if err != nil {
		return false, wrap("start a draft", err)
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// jsonText hands JSON to the database; nil is null.
func jsonText(raw *json.RawMessage) any {
	if raw == nil {
		return nil
	}
	return string(*raw)
}

// SaveZuordnung writes content and schema of a locked draft and counts its saves.
func (t *Tx) SaveZuordnung(ctx context.Context, z *Zuordnung) error {
	inhalt, err := json.Marshal(z.Inhalt)
	if err != nil {
		return fmt.Errorf("encode the Zuordnung: %w", err)
	}
	z.Stand, z.GeaendertAm, z.GeaendertVon = z.Stand+1, t.Now, t.Actor.Anzeige
	_, err = t.tx.ExecContext(ctx, "update zuordnung set inhalt = $2, schema = $3, stand = $4, geaendert_am = $5, geaendert_von = $6 where id = $1 and zustand = 'entwurf'",
		z.ID, string(inhalt), jsonText(z.Schema), z.Stand, z.GeaendertAm, z.GeaendertVon)
	return wrap("save the draft", err)
}

// ActivateZuordnung makes a locked draft the mapping of its form and version; the one before is replaced.
func (t *Tx) ActivateZuordnung(ctx context.Context, z *Zuordnung) error {
	struktur, err := json.Marshal(z.Struktur)
	if err != nil {
		return fmt.Errorf("encode the structure of a form: %w", err)
	}
	if _, err := t.tx.ExecContext(ctx, "update zuordnung set zustand = 'abgeloest' where zugang_id = $1 and formular = $2 and formular_version = $3 and zustand = 'aktiv'",
		z.Zugang, z.Inhalt.Formular, z.Inhalt.Version); err != nil {
		return wrap("replace the active Zuordnung", err)
	}
	now := t.Now
	z.Zustand, z.AktiviertAm, z.AktiviertVon = ZuordnungAktiv, &now, t.Actor.Anzeige
	_, err = t.tx.ExecContext(ctx, "update zuordnung set zustand = 'aktiv', struktur = $2, aktiviert_am = $3, aktiviert_von = $4 where id = $1",
		z.ID, string(struktur), t.Now, t.Actor.Anzeige)
	return wrap("activate the Zuordnung", err)
}

// DeleteZuordnung removes a draft.
func (t *Tx) DeleteZuordnung(ctx context.Context, id uuid.UUID) error {
	_, err := t.tx.ExecContext(ctx, "delete from zuordnung where id = $1 and zustand = 'entwurf'", id)
	return wrap("remove the draft", err)
}

// Regelwerk is what IT set for all deliveries of the tenant. Stand tells two of them apart: Nr of a mapping only grows,
// and so does the version of the table.
type Regelwerk struct {
	StandZuordnung int64
	StandTabelle   int64
	Aktive         []Zuordnung
	Regeln         []casework.Zustaendigkeitsregel
}

// GetRegelwerk reads the active mappings and the table of responsibility; nil if both are as in bekannt.
func (t *Tx) GetRegelwerk(ctx context.Context, bekannt *Regelwerk) (*Regelwerk, error) {
	if bekannt == nil {
		bekannt = &Regelwerk{StandZuordnung: -1}
	}
	var row struct {
		StandZuordnung, StandTabelle int64
		Aktive, Regeln               *json.RawMessage
	}
	err := t.tx.GetContext(ctx, &row, `with stand as (select
			coalesce((select sum(nr) from zuordnung where mandant_id = kontor_mandant() and zustand = 'aktiv'), 0)::bigint as stand_zuordnung,
			coalesce((select version from zustaendigkeit where mandant_id = kontor_mandant()), 0)::bigint as stand_tabelle)
		select stand_zuordnung, stand_tabelle,
			case when stand_zuordnung <> $1 or stand_tabelle <> $2 then (select json_agg(json_build_object('id', id, 'zugang', zugang_id, 'formular', formular,
				'version', formular_version, 'inhalt', inhalt, 'schema', schema, 'struktur', struktur))
				from zuordnung where mandant_id = kontor_mandant() and zustand = 'aktiv') end as aktive,
			case when stand_zuordnung <> $1 or stand_tabelle <> $2 then (select regeln from zustaendigkeit where mandant_id = kontor_mandant()) end as regeln
		from stand`, bekannt.StandZuordnung, bekannt.StandTabelle)
	if err != nil {
		return nil, wrap("read mappings and responsibility", err)
	}
	if row.StandZuordnung == bekannt.StandZuordnung && row.StandTabelle == bekannt.StandTabelle {
		return nil, nil //nolint:nilnil // nothing new is an answer
	}
	r := &Regelwerk{StandZuordnung: row.StandZuordnung, StandTabelle: row.StandTabelle}
	if row.Regeln != nil {
		if err := json.Unmarshal(*row.Regeln, &r.Regeln); err != nil {
			return nil, fmt.Errorf("decode the table of responsibility: %w", err)
		}
	}
	if row.Aktive != nil {
		if r.Aktive, err = readAktive(*row.Aktive); err != nil {
			return nil, err
		}
	}
	return r, nil
}

func readAktive(raw json.RawMessage) ([]Zuordnung, error) {
	var rows []struct {
		ID, Zugang        uuid.UUID
		Formular, Version string
		Inhalt            casework.Zuordnung
		Schema            *json.RawMessage
		Struktur          []casework.Strukturfeld
	}
	if err := json.Unmarshal(raw, &rows); err != nil {
		return nil, fmt.Errorf("decode the active mappings: %w", err)
	}
	out := make([]Zuordnung, len(rows))
	for i, r := range rows {
		r.Inhalt.Formular, r.Inhalt.Version = r.Formular, r.Version
		out[i] = Zuordnung{ID: r.ID, Zugang: r.Zugang, Zustand: ZuordnungAktiv, Inhalt: r.Inhalt, Schema: r.Schema,
			Struktur: r.Struktur}
	}
	return out, nil
}

// Formularzeile is one form and version of a Zugang as it was seen or mapped.
type Formularzeile struct {
	Formular  string
	Version   string
	Titel     string
	Anzahl    int
	Geaendert int // of those, deliveries that lacked what the mapping of now reads
	ZuletztAm *time.Time
	Aktiv     *uuid.UUID // for exactly this version
	Entwurf   *uuid.UUID
}

// maxGezaehlt bounds what listing forms reads; of a Zugang with more deliveries only the newest count.
const maxGezaehlt = 50_000

// ListFormulare lists what forms a Zugang delivered since a time, what is
// mapped and what has samples, newest first.
func (t *Tx) ListFormulare(ctx context.Context, zugang uuid.UUID, seit time.Time) ([]Formularzeile, error) {
	var out []Formularzeile
	err := t.tx.SelectContext(ctx, &out, `with
		gesehen as (select formular, formular_version, count(*) as anzahl, count(*) filter (where geaendert) as geaendert,
				max(empfangen_am) as zuletzt_am, (array_agg(vorgang_id order by id desc) filter (where vorgang_id is not null))[1] as vorgang_id
			from (select id, formular, formular_version, empfangen_am, vorgang_id, formular_geaendert and zuordnung_id in (select z.id from zuordnung z where z.zugang_id = $1 and z.zustand = 'aktiv') as geaendert
				from eingang where zugang_id = $1 and empfangen_am >= $2 and weg <> 'test' order by empfangen_am desc limit $3) e
			where formular <> '' group by formular, formular_version),
		zugeordnet as (select formular, formular_version, (array_agg(id) filter (where zustand = 'aktiv'))[1] as aktiv, (array_agg(id) filter (where zustand = 'entwurf'))[1] as entwurf
			from zuordnung where zugang_id = $1 and mandant_id = kontor_mandant() and zustand in ('aktiv', 'entwurf') group by formular, formular_version),
		gemustert as (select formular, formular_version, (array_agg(antrag->'formular'->>'titel' order by am desc))[1] as titel
			from muster where zugang_id = $1 and mandant_id = kontor_mandant() group by formular, formular_version)
		select formular, formular_version as version, coalesce(nullif(a.inhalt->'formular'->>'titel', ''), gemustert.titel, '') as titel,
			coalesce(anzahl, 0) as anzahl, coalesce(geaendert, 0) as geaendert, zuletzt_am, aktiv, entwurf
		from gesehen full join zugeordnet using (formular, formular_version) full join gemustert using (formular, formular_version)
			left join antrag a on a.vorgang_id = gesehen.vorgang_id
		order by zuletzt_am desc nulls last, formular, formular_version limit 500`, zugang, seit, maxGezaehlt)
	return out, wrap("list the forms of a Zugang", err)
}
