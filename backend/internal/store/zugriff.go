package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// LogZugriff notes that the actor looked at something of a Vorgang; a person's reading is part of the record.
func (t *Tx) LogZugriff(ctx context.Context, vorgang uuid.UUID, art string, objekt *uuid.UUID) error {
	return t.LogBlick(ctx, casework.Zugriff{Vorgang: &vorgang, Art: art, Objekt: objekt})
}

// LogBlick notes any reading: who and when is the transaction's.
func (t *Tx) LogBlick(ctx context.Context, z casework.Zugriff) error {
	if casework.Zugriffsarten[z.Art] == "" {
		panic("unknown reading " + z.Art)
	}
	daten := "{}"
	if len(z.Daten) > 0 {
		daten = asJSON(z.Daten)
	}
	var gezeigt any // null where nothing was listed
	if z.Vorgaenge != nil {
		gezeigt = uuids(z.Vorgaenge)
	}
	_, err := t.tx.ExecContext(ctx, `insert into zugriff (mandant_id, vorgang_id, akteur, art, objekt, am, daten, vorgaenge)
		values ($1, $2, $3, $4, $5, $6, $7, $8::uuid[])`,
		t.Actor.Mandant, z.Vorgang, t.Actor.Name, z.Art, z.Objekt, t.Now, daten, gezeigt)
	return wrap("write the read log", err)
}

// Zugriffsfilter says which entries of the read log are shown; zero values do not filter.
type Zugriffsfilter struct {
	Akteur         string
	Art            string
	Vorgangsnummer string
	Von, Bis       time.Time // Bis excluded
	Nach           *Zugriffsstelle
	Anzahl         int
}

// Zugriffsstelle is the place after which a page begins. Entries have no id; where one lies never changes, for none is
// ever changed.
type Zugriffsstelle struct {
	Am  time.Time `json:"z"`
	Ort string    `json:"o"`
}

// Zugriffszeile is an entry as the viewer shows it.
type Zugriffszeile struct {
	casework.Zugriff
	Name           string // of the person, as it is today
	Vorgangsnummer string
	Gezeigt        int // how many Vorgänge a list showed
	Ort            string
}

// ListZugriffe reads one page, newest first.
func (t *Tx) ListZugriffe(ctx context.Context, f Zugriffsfilter) ([]Zugriffszeile, error) {
	b := &builder{}
	b.cond = append(b.cond, "z.mandant_id = kontor_mandant()")
	f.conditions(b)
	n := b.arg(f.Anzahl)
	var rows []struct {
		Am             time.Time
		Akteur         string
		Art            string
		Vorgang        *uuid.UUID
		Objekt         *uuid.UUID
		Daten          []byte
		Name           string
		Vorgangsnummer string
		Gezeigt        int
		Ort            string
	}
	err := t.tx.SelectContext(ctx, &rows, `select z.am, z.akteur, z.art, z.vorgang_id as vorgang, z.objekt, z.daten,
		coalesce(b.anzeige, '') as name, coalesce(v.vorgangsnummer, '') as vorgangsnummer,
		coalesce(cardinality(z.vorgaenge), 0) as gezeigt, z.ctid::text as ort
		from zugriff z left join benutzer b on b.mandant_id = z.mandant_id and b.name = z.akteur
		left join vorgang v on v.id = z.vorgang_id where `+strings.Join(b.cond, " and ")+
		" order by z.am desc, z.ctid desc limit "+n, b.args...)
	if err != nil {
		return nil, wrap("list the read log", err)
	}
	out := make([]Zugriffszeile, len(rows))
	for i, r := range rows {
		z := casework.Zugriff{Am: r.Am, Akteur: r.Akteur, Art: r.Art, Vorgang: r.Vorgang, Objekt: r.Objekt}
		out[i] = Zugriffszeile{z, r.Name, r.Vorgangsnummer, r.Gezeigt, r.Ort}
		if err := json.Unmarshal(r.Daten, &out[i].Daten); err != nil {
			return nil, fmt.Errorf("read an entry of the read log: %w", err)
		}
	}
	return out, nil
}

func (f Zugriffsfilter) conditions(b *builder) {
	if f.Nach != nil {
		b.cond = append(b.cond, "(z.am, z.ctid) < ("+b.arg(f.Nach.Am)+"::timestamptz, "+b.arg(f.Nach.Ort)+"::tid)")
	}
	if f.Akteur != "" {
		b.where("z.akteur = %s", f.Akteur)
	}
	if f.Art != "" {
		b.where("z.art = %s", f.Art)
	}
	if !f.Von.IsZero() {
		b.where("z.am >= %s", f.Von)
	}
	if !f.Bis.IsZero() {
		b.where("z.am < %s", f.Bis)
	}
	if f.Vorgangsnummer != "" { // opened by itself, or shown in a list
		id := "(select x.id from vorgang x where x.mandant_id = kontor_mandant() and x.vorgangsnummer = " +
			b.arg(f.Vorgangsnummer) + ")"
		b.cond = append(b.cond, "(z.vorgang_id = "+id+" or z.vorgaenge @> array["+id+"])")
	}
}

// DeleteZugriffe ends what is older, as far as the owner of the table lets it; so many at a time.
func (t *Tx) DeleteZugriffe(ctx context.Context, vor time.Time) (n int, err error) {
	err = t.tx.GetContext(ctx, &n, "select zugriff_loeschen($1)", vor)
	return n, wrap("end the read log", err)
}
