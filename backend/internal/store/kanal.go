package store

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// Kanal is a casework.Kanal with its settings; passwords in them are sealed.
type Kanal struct {
	casework.Kanal
	Einstellungen Einstellungen
}

const kanalSpalten = `id, mandant_id as mandant, art, name, aktiv, version, stoerung, gestoert_seit, versucht_am, einstellungen`

// ListKanaele reads the channels of the tenant by name.
func (t *Tx) ListKanaele(ctx context.Context) ([]Kanal, error) {
	var out []Kanal
	err := t.tx.SelectContext(ctx, &out, "select "+kanalSpalten+" from kanal order by name, id")
	return out, wrap("list Kanäle", err)
}

// FindKanal reads the active channel of a kind; nil = the tenant has none.
func (t *Tx) FindKanal(ctx context.Context, art string) (*Kanal, error) {
	var out []Kanal
	err := t.tx.SelectContext(ctx, &out, "select "+kanalSpalten+" from kanal where art = $1 and aktiv", art)
	if err != nil || len(out) == 0 {
		return nil, wrap("look for a Kanal", err)
	}
	return &out[0], nil
}

// GetKanal reads one.
func (t *Tx) GetKanal(ctx context.Context, id uuid.UUID) (*Kanal, error) {
	var k Kanal
	err := t.tx.GetContext(ctx, &k, "select "+kanalSpalten+" from kanal where id = $1", id)
	return &k, wrap("read the Kanal", err)
}

// LockKanal reads one for change.
func (t *Tx) LockKanal(ctx context.Context, id uuid.UUID) (*Kanal, error) {
	var k Kanal
	err := t.tx.GetContext(ctx, &k, "select "+kanalSpalten+" from kanal where id = $1 for update", id)
	return &k, wrap("lock the Kanal", err)
}

// InsertKanal writes a new one.
func (t *Tx) InsertKanal(ctx context.Context, k *Kanal) error {
	_, err := t.tx.ExecContext(ctx, `insert into kanal (id, mandant_id, art, name, aktiv, einstellungen)
		values ($1, $2, $3, $4, $5, $6)`, k.ID, t.Actor.Mandant, k.Art, k.Name, k.Aktiv, k.Einstellungen)
	return wrap("create the Kanal", err)
}

// SaveKanal writes a locked one back and counts its version up; what was wrong with it may be right now.
func (t *Tx) SaveKanal(ctx context.Context, k *Kanal) error {
	k.Version++
	k.Stoerung, k.GestoertSeit, k.VersuchtAm = "", nil, nil
	_, err := t.tx.ExecContext(ctx, `update kanal set name = $2, aktiv = $3, einstellungen = $4, version = $5,
		stoerung = '', gestoert_seit = null, versucht_am = null where id = $1`,
		k.ID, k.Name, k.Aktiv, k.Einstellungen, k.Version)
	return wrap("save the Kanal", err)
}

// NoteKanal notes how an attempt went: why the channel is at fault, or "" where it works.
func (t *Tx) NoteKanal(ctx context.Context, id uuid.UUID, stoerung string) error {
	_, err := t.tx.ExecContext(ctx, `update kanal set stoerung = $2, versucht_am = $3,
		gestoert_seit = case when $2 = '' then null else coalesce(gestoert_seit, $3) end
		where id = $1 and ($2 <> '' or stoerung <> '')`, id, stoerung, t.Now)
	return wrap("note how the Kanal does", err)
}

// ListOhneAuftrag finds Sendungen that wait since before a time and for which no job stands: their channel was at fault
// for longer than a job is tried, or the job was lost with a restored backup.
func (t *Tx) ListOhneAuftrag(ctx context.Context) ([]uuid.UUID, error) {
	var out []uuid.UUID
	err := t.tx.SelectContext(ctx, &out, `select id from sendung where zustand = 'wartet' and am < $1
		and id::text not in (`+withJob(casework.JobSendung{}, "sendung")+`) order by am limit 500`,
		t.Now.Add(-ohneAuftrag))
	return out, wrap("look for Sendungen without a job", err)
}

// ohneAuftrag is how long a Sendung may wait before somebody looks for its job: one that is being written now has it.
const ohneAuftrag = 10 * time.Minute
