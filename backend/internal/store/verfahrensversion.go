package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"kontor/workflow"
)

// States of a Verfahrensversion. Content never changes once it is no draft; one that was active stays for ever.
const (
	VersionEntwurf        = "entwurf"
	VersionGeprueft       = "geprueft"
	VersionAktiv          = "aktiv"
	VersionZurueckgezogen = "zurueckgezogen"
	VersionAbgelegt       = "abgelegt" // set aside: nothing uses it, its findings say why
)

// Where a Verfahrensversion came from.
const (
	HerkunftMitgeliefert = "mitgeliefert" // with the program
	HerkunftOrdner       = "ordner"       // a folder of the authority
	HerkunftDatei        = "datei"        // a person uploaded it
)

// Verfahrensversion is one version of a procedure as it is kept, without its files.
type Verfahrensversion struct {
	ID           uuid.UUID
	Name, Stand  string
	Titel        string
	Pruefsumme   string
	Zustand      string
	AktivAb      *time.Time // first day on which new Vorgänge get it; nil = ever since it is here
	Befunde      []workflow.Finding
	Herkunft     string
	AngelegtAm   time.Time
	AngelegtVon  string
	GeaendertAm  time.Time // the state
	GeaendertVon string
}

type versionZeile struct {
	Verfahrensversion
	BefundeJSON string
}

const versionSpalten = `id, name, stand, titel, pruefsumme, zustand, aktiv_ab, befunde as befunde_json, herkunft, angelegt_am, angelegt_von,
	geaendert_am, geaendert_von`

// LockVerfahren lets one at a time change which versions there are: what is active is checked across all of them.
func (t *Tx) LockVerfahren(ctx context.Context) error {
	var id uuid.UUID
	err := t.tx.GetContext(ctx, &id, "select id from mandant where id = $1 for no key update", t.Actor.Mandant)
	return wrap("lock the Verfahren", err)
}

// ListVersionen reads all versions by name, those set aside too.
func (t *Tx) ListVersionen(ctx context.Context) ([]Verfahrensversion, error) {
	return t.versionen(ctx, "order by name, angelegt_am, id")
}

// ListEingesetzt reads the versions that new Vorgänge get, or got.
func (t *Tx) ListEingesetzt(ctx context.Context) ([]Verfahrensversion, error) {
	return t.versionen(ctx, "where zustand in ('aktiv','zurueckgezogen') order by name, angelegt_am, id")
}

// GetVersion reads one version.
func (t *Tx) GetVersion(ctx context.Context, id uuid.UUID) (*Verfahrensversion, error) {
	var r versionZeile
	err := t.tx.GetContext(ctx, &r, "select "+versionSpalten+" from verfahrensversion where id = $1", id)
	if err != nil {
		return nil, wrap("read a version", err)
	}
	return r.read()
}

func (t *Tx) versionen(ctx context.Context, cond string) ([]Verfahrensversion, error) {
	var rows []versionZeile
	if err := t.tx.SelectContext(ctx, &rows, "select "+versionSpalten+" from verfahrensversion "+cond); err != nil {
		return nil, wrap("list versions", err)
	}
	out := make([]Verfahrensversion, len(rows))
	for i := range rows {
		v, err := rows[i].read()
		if err != nil {
			return nil, err
		}
		out[i] = *v
	}
	return out, nil
}

func (r *versionZeile) read() (*Verfahrensversion, error) {
	if err := json.Unmarshal([]byte(r.BefundeJSON), &r.Befunde); err != nil {
		return nil, fmt.Errorf("decode findings: %w", err)
	}
	return &r.Verfahrensversion, nil
}

// FindPack reads the files a Vorgang of that version goes by; not_found if nothing but what was set aside is there.
// bleibt = they are there for ever: what nobody ever activated may be deleted, and come again with other files.
func (t *Tx) FindPack(ctx context.Context, name, stand string) (raw []byte, bleibt bool, err error) {
	var row struct {
		Inhalt []byte
		Bleibt bool
	}
	err = t.tx.GetContext(ctx, &row, `select inhalt, zustand in ('aktiv','zurueckgezogen') as bleibt from verfahrensversion
		where mandant_id = kontor_mandant() and name = $1 and stand = $2 and zustand not in ('entwurf','abgelegt')`, name, stand)
	return row.Inhalt, row.Bleibt, wrap("read the files of a version", err)
}

// GetPack reads the files of one row.
func (t *Tx) GetPack(ctx context.Context, id uuid.UUID) ([]byte, error) {
	var raw []byte
	err := t.tx.GetContext(ctx, &raw, "select inhalt from verfahrensversion where id = $1", id)
	return raw, wrap("read the files of a version", err)
}

// InsertVersion keeps a version with its files; false if the same was set aside before.
func (t *Tx) InsertVersion(ctx context.Context, v *Verfahrensversion, inhalt []byte) (bool, error) {
	befunde, err := json.Marshal(v.Befunde)
	if err != nil {
		return false, fmt.Errorf("encode findings: %w", err)
	}
	v.AngelegtAm, v.AngelegtVon, v.GeaendertAm, v.GeaendertVon = t.Now, t.Actor.Anzeige, t.Now, t.Actor.Anzeige
	res, err := t.tx.ExecContext(ctx, `insert into verfahrensversion (id, mandant_id, name, stand, titel, pruefsumme, inhalt, zustand, aktiv_ab, befunde,
		herkunft, angelegt_am, angelegt_von, geaendert_am, geaendert_von) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $12, $13)
		on conflict (mandant_id, name, stand, herkunft, pruefsumme) where zustand = 'abgelegt' do nothing`,
		v.ID, t.Actor.Mandant, v.Name, v.Stand, v.Titel, v.Pruefsumme, inhalt, v.Zustand, v.AktivAb, string(befunde),
		v.Herkunft, t.Now, t.Actor.Anzeige)
	if err != nil {
		return false, wrap("keep a version", err)
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// SaveVersion writes state and findings.
func (t *Tx) SaveVersion(ctx context.Context, v *Verfahrensversion) error {
	befunde, err := json.Marshal(v.Befunde)
	if err != nil {
		return fmt.Errorf("encode findings: %w", err)
	}
	v.GeaendertAm, v.GeaendertVon = t.Now, t.Actor.Anzeige
	_, err = t.tx.ExecContext(ctx, `update verfahrensversion set zustand = $2, aktiv_ab = $3, befunde = $4, geaendert_am = $5, geaendert_von = $6
		where id = $1`, v.ID, v.Zustand, v.AktivAb, string(befunde), v.GeaendertAm, v.GeaendertVon)
	return wrap("save a version", err)
}

// DeleteAbgelegt forgets what was set aside of a version from one source, but for the content that is there now.
func (t *Tx) DeleteAbgelegt(ctx context.Context, name, stand, herkunft, jetzt string) error {
	_, err := t.tx.ExecContext(ctx, `delete from verfahrensversion
		where name = $1 and stand = $2 and herkunft = $3 and pruefsumme <> $4 and zustand = 'abgelegt'`,
		name, stand, herkunft, jetzt)
	return wrap("forget what was set aside", err)
}

// FindStandPruefsumme is the checksum under which a program before verfahrensversion used a version; "" = none did.
func (t *Tx) FindStandPruefsumme(ctx context.Context, name, stand string) (string, error) {
	var rows []string
	err := t.tx.SelectContext(ctx, &rows, "select pruefsumme from verfahren_stand where name = $1 and stand = $2", name,
		stand)
	if err != nil || len(rows) == 0 {
		return "", wrap("read which version was in use", err)
	}
	return rows[0], nil
}

// HasStaende tells whether a program before verfahrensversion used any version.
func (t *Tx) HasStaende(ctx context.Context) (bool, error) {
	var found bool
	err := t.tx.GetContext(ctx, &found, "select exists (select from verfahren_stand)")
	return found, wrap("look for versions in use", err)
}

// DeleteVersion forgets a version that took no application.
func (t *Tx) DeleteVersion(ctx context.Context, id uuid.UUID) error {
	_, err := t.tx.ExecContext(ctx, "delete from verfahrensversion where id = $1", id)
	return wrap("delete a version", err)
}

// HasVorgaenge tells whether a Vorgang goes by a version, finished or not.
func (t *Tx) HasVorgaenge(ctx context.Context, name, stand string) (bool, error) {
	var found bool
	err := t.tx.GetContext(ctx, &found, "select exists (select from vorgang where verfahren = $1 and stand = $2)", name,
		stand)
	return found, wrap("look for Vorgänge of a version", err)
}

// LaufenderVorgang is one at work as the administration sees it: no word of the application.
type LaufenderVorgang struct {
	ID             uuid.UUID
	Vorgangsnummer string
	Stand, Einheit string
}

// ListLaufende reads the oldest Vorgänge at work of a procedure that go by another version than one.
func (t *Tx) ListLaufende(ctx context.Context, name, ausser string, n int) ([]LaufenderVorgang, error) {
	var out []LaufenderVorgang
	err := t.tx.SelectContext(ctx, &out, `select id, vorgangsnummer, stand, einheit from vorgang
		where verfahren = $1 and stand <> $2 and status not in ('abgeschlossen','verworfen','zu_loeschen') order by id limit $3`, name, ausser, n)
	return out, wrap("list the Vorgänge of a procedure", err)
}

// CountLaufende counts the Vorgänge at work by name and number of their version.
func (t *Tx) CountLaufende(ctx context.Context) (map[[2]string]int, error) {
	var rows []struct {
		Verfahren, Stand string
		Anzahl           int
	}
	err := t.tx.SelectContext(ctx, &rows, `select verfahren, stand, count(*) as anzahl from vorgang
		where status not in ('abgeschlossen','verworfen','zu_loeschen') group by verfahren, stand`)
	out := make(map[[2]string]int, len(rows))
	for _, r := range rows {
		out[[2]string{r.Verfahren, r.Stand}] = r.Anzahl
	}
	return out, wrap("count the Vorgänge of each version", err)
}
