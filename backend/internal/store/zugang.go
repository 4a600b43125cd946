package store

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// Zugang is a configured intake. Its table is read at the door, before the tenant is known, and has no row-level
// security: every list names the tenant.
type Zugang struct {
	ID            uuid.UUID
	Mandant       uuid.UUID
	Name          string // in the URL; unique over all tenants
	Titel         string
	Adapter       string
	Benutzer      string
	Salz          []byte
	Geheimnis     []byte        // HMAC-SHA256(Salz, password)
	Einstellungen Einstellungen // by adapters.Setting.Name
	Quelle        *json.RawMessage
	Zertifikat    string // SHA-256 of the client certificate, "" = none asked
	StilleStunden int
	Aktiv         bool
	Version       int
}

// Einstellungen is a JSON object of texts in one column.
type Einstellungen map[string]string

// Scan reads the column.
func (e *Einstellungen) Scan(src any) error {
	raw, ok := src.([]byte)
	if !ok {
		return fmt.Errorf("einstellungen: unexpected %T", src)
	}
	return json.Unmarshal(raw, e)
}

// Value writes the column; nil is an empty object.
func (e Einstellungen) Value() (driver.Value, error) {
	if e == nil {
		return "{}", nil
	}
	raw, err := json.Marshal(map[string]string(e))
	return string(raw), err
}

const zugangSpalten = "id, mandant_id as mandant, name, titel, adapter, benutzer, salz, geheimnis, einstellungen, quelle, zertifikat, stille_stunden, aktiv, version"

// GetZugang reads an intake by the name in its URL, also one that is not active.
func (t *Tx) GetZugang(ctx context.Context, name string) (*Zugang, error) {
	var z Zugang
	err := t.tx.GetContext(ctx, &z, "select "+zugangSpalten+" from zugang where name = $1", name)
	return &z, wrap("read the Zugang", err)
}

// GetZugangByID reads an intake.
func (t *Tx) GetZugangByID(ctx context.Context, id uuid.UUID) (*Zugang, error) {
	var z Zugang
	err := t.tx.GetContext(ctx, &z, "select "+zugangSpalten+" from zugang where id = $1", id)
	return &z, wrap("read the Zugang", err)
}

// ListPullZugaenge reads the intakes of all tenants that fetch by themselves.
func (t *Tx) ListPullZugaenge(ctx context.Context) ([]Zugang, error) {
	var out []Zugang
	err := t.tx.SelectContext(ctx, &out, "select "+zugangSpalten+
		" from zugang where quelle is not null and aktiv order by name")
	return out, wrap("list pulling Zugänge", err)
}

// UpsertZugang writes an intake.
func (t *Tx) UpsertZugang(ctx context.Context, z *Zugang) error {
	var quelle any
	if z.Quelle != nil {
		quelle = string(*z.Quelle)
	}
	_, err := t.tx.ExecContext(ctx, `insert into zugang (id, mandant_id, name, titel, adapter, benutzer, salz, geheimnis, einstellungen, quelle, zertifikat, stille_stunden, aktiv)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
		on conflict (name) do update set titel = excluded.titel, adapter = excluded.adapter, benutzer = excluded.benutzer, salz = excluded.salz,
			geheimnis = excluded.geheimnis, einstellungen = excluded.einstellungen, quelle = excluded.quelle, zertifikat = excluded.zertifikat,
			stille_stunden = excluded.stille_stunden, aktiv = excluded.aktiv, version = zugang.version + 1`,
		z.ID, z.Mandant, z.Name, z.Titel, z.Adapter, z.Benutzer, z.Salz, z.Geheimnis, z.Einstellungen, quelle,
		z.Zertifikat, z.StilleStunden, z.Aktiv)
	t.zugang = true
	return wrap("save the Zugang", err)
}

// ListZugaenge reads the intakes of the tenant by name.
func (t *Tx) ListZugaenge(ctx context.Context) ([]Zugang, error) {
	var out []Zugang
	err := t.tx.SelectContext(ctx, &out, "select "+zugangSpalten+" from zugang where mandant_id = $1 order by name",
		t.Actor.Mandant)
	return out, wrap("list Zugänge", err)
}

// LockZugang reads one intake of the tenant for change.
func (t *Tx) LockZugang(ctx context.Context, id uuid.UUID) (*Zugang, error) {
	var z Zugang
	err := t.tx.GetContext(ctx, &z, "select "+zugangSpalten+
		" from zugang where id = $1 and mandant_id = $2 for update", id, t.Actor.Mandant)
	return &z, wrap("lock the Zugang", err)
}

// InsertZugang writes a new intake; conflict if the name is taken, also by another tenant.
func (t *Tx) InsertZugang(ctx context.Context, z *Zugang) error {
	_, err := t.tx.ExecContext(ctx, `insert into zugang (id, mandant_id, name, titel, adapter, benutzer, salz, geheimnis, einstellungen, aktiv) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		z.ID, t.Actor.Mandant, z.Name, z.Titel, z.Adapter, z.Benutzer, z.Salz, z.Geheimnis, z.Einstellungen, z.Aktiv)
	t.zugang = true
	return wrap("create the Zugang", err)
}

// SaveZugang writes a locked intake back and counts its version up. Name and adapter stay for ever.
func (t *Tx) SaveZugang(ctx context.Context, z *Zugang) error {
	var quelle any
	if z.Quelle != nil {
		quelle = string(*z.Quelle)
	}
	z.Version++
	_, err := t.tx.ExecContext(ctx, `update zugang set titel = $2, benutzer = $3, salz = $4, geheimnis = $5, einstellungen = $6, quelle = $7, zertifikat = $8, stille_stunden = $9,
		aktiv = $10, version = $11 where id = $1`, z.ID, z.Titel, z.Benutzer, z.Salz, z.Geheimnis, z.Einstellungen, quelle, z.Zertifikat, z.StilleStunden, z.Aktiv, z.Version)
	t.zugang = true
	t.Notify(casework.Meldung{Art: "zugang"})
	return wrap("save the Zugang", err)
}

// HasZuordnung tells whether any form of a Zugang has an active mapping.
func (t *Tx) HasZuordnung(ctx context.Context, zugang uuid.UUID) (ja bool, err error) {
	err = t.tx.GetContext(ctx, &ja, "select exists (select from zuordnung where zugang_id = $1 and zustand = 'aktiv')",
		zugang)
	return ja, wrap("look for a Zuordnung", err)
}
