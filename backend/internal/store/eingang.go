package store

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// EingangZustand of a delivery.
const (
	EingangEmpfangen  = "empfangen"  // durable, not processed yet
	EingangAngenommen = "angenommen" // became a Vorgang
	EingangDoppelt    = "doppelt"    // the same had been accepted before
	EingangKlaerfall  = "klaerfall"  // waits for a person
	EingangErledigt   = "erledigt"   // ended without a Vorgang: a question that was answered, a test delivery
	EingangVerworfen  = "verworfen"  // two persons agreed that it is nothing
)

// Weg of a delivery.
const (
	WegGesendet = "gesendet" // by the form server
	WegAbgeholt = "abgeholt"
	WegTest     = "test" // the adapter's own example
)

// Eingang is one delivery as it came. Content never changes; the processing columns do.
type Eingang struct {
	ID          uuid.UUID
	Mandant     uuid.UUID
	Zugang      uuid.UUID
	EmpfangenAm time.Time
	Kopf        json.RawMessage
	SHA256      string
	Groesse     int64
	Zustand     string
	Kennung     string
	InhaltHash  string
	Vorgang     *uuid.UUID
	Grund       string
	Detail      string
	Versuche    int
	VersuchtAm  *time.Time
	KonfliktMit *uuid.UUID
	Weg         string
	KlaerfallAm *time.Time // when it became a Klärfall; stays when that is done
	Antwort     int        // HTTP status the form server was given, 0 = none
	Formular    string     // key at the form server, where it could be read

	FormularVersion     string
	RohdatenGeloeschtAm *time.Time

	VerwerfenGrund string     // somebody asked to discard it
	VerwerfenVon   *uuid.UUID // first person
	VerwerfenAm    *time.Time
	VerworfenVon   *uuid.UUID // second person
	VerwerfenName  *string
	VerworfenName  *string

	// Written with the verdict: the mapping it was read with, and whether that missed fields.
	Zuordnung         *uuid.UUID
	FormularGeaendert bool

	ZugangName     string
	Adapter        string
	Vorgangsnummer *string // of Vorgang
	KonfliktNummer *string // of KonfliktMit
}

const eingangSpalten = `e.id, e.mandant_id as mandant, e.zugang_id as zugang, e.empfangen_am, e.kopf, e.sha256, e.groesse, e.zustand, e.kennung,
	e.inhalt_hash, e.vorgang_id as vorgang, e.grund, e.detail, e.versuche, e.versucht_am, e.konflikt_mit,
	e.weg, e.klaerfall_am, e.antwort, e.formular, e.formular_version, e.rohdaten_geloescht_am,
	e.verwerfen_grund, e.verwerfen_von, e.verwerfen_am, e.verworfen_von, b1.anzeige as verwerfen_name, b2.anzeige as verworfen_name,
	e.zuordnung_id as zuordnung, e.formular_geaendert,
	z.name as zugang_name, z.adapter, v.vorgangsnummer, k.vorgangsnummer as konflikt_nummer`

const eingangFrom = ` from eingang e join zugang z on z.id = e.zugang_id left join vorgang v on v.id = e.vorgang_id left join vorgang k on k.id = e.konflikt_mit
	left join benutzer b1 on b1.id = e.verwerfen_von left join benutzer b2 on b2.id = e.verworfen_von `

// InsertEingang writes a delivery before anything of it is parsed.
func (t *Tx) InsertEingang(ctx context.Context, e *Eingang) error {
	_, err := t.tx.ExecContext(ctx, `insert into eingang (id, mandant_id, zugang_id, empfangen_am, kopf, sha256, groesse, zustand, weg)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, e.ID, e.Mandant, e.Zugang, e.EmpfangenAm, string(e.Kopf), e.SHA256, e.Groesse, e.Zustand, e.Weg)
	return wrap("store the Eingang", err)
}

// GetEingang reads one delivery.
func (t *Tx) GetEingang(ctx context.Context, id uuid.UUID) (*Eingang, error) {
	var e Eingang
	err := t.tx.GetContext(ctx, &e, "select "+eingangSpalten+eingangFrom+"where e.id = $1", id)
	return &e, wrap("read the Eingang", err)
}

// FindAngenommen looks for the accepted delivery with the same id of the form server.
func (t *Tx) FindAngenommen(ctx context.Context, zugang uuid.UUID, kennung string) (*Eingang, error) {
	var e Eingang
	err := t.tx.GetContext(ctx, &e, "select "+eingangSpalten+eingangFrom+
		"where e.zugang_id = $1 and e.kennung = $2 and e.zustand = 'angenommen'", zugang, kennung)
	return &e, wrap("look for an earlier Eingang", err)
}

// FindGleicheBytes looks for a Klärfall of a Zugang, open or discarded, with the same content; not_found if there is
// none.
func (t *Tx) FindGleicheBytes(ctx context.Context, zugang uuid.UUID, sha256 string) (*Eingang, error) {
	var e Eingang
	err := t.tx.GetContext(ctx, &e, "select "+eingangSpalten+eingangFrom+`where e.zugang_id = $1 and e.sha256 = $2 and e.klaerfall_am is not null
		and e.zustand in ('klaerfall','verworfen') order by e.zustand, e.id limit 1`, zugang, sha256)
	return &e, wrap("look for the same Klärfall", err)
}

// CountVersuch notes that the bytes of a Klärfall came once more.
func (t *Tx) CountVersuch(ctx context.Context, id uuid.UUID) error {
	_, err := t.tx.ExecContext(ctx, "update eingang set versuche = versuche + 1, versucht_am = $2 where id = $1", id,
		t.Now)
	return wrap("count an attempt", err)
}

// SaveAntwort notes what the form server was told about a delivery that is not decided yet.
func (t *Tx) SaveAntwort(ctx context.Context, id uuid.UUID, status int) error {
	_, err := t.tx.ExecContext(ctx, "update eingang set antwort = $2 where id = $1", id, status)
	return wrap("note the answer", err)
}

// SaveEingang writes how processing went. vorher is the state it had when processing began: if someone
// else was faster, nothing is written and the error is a conflict that rolls the work back.
func (t *Tx) SaveEingang(ctx context.Context, e *Eingang, vorher string) error {
	e.Versuche++
	res, err := t.tx.ExecContext(ctx, `update eingang set zustand = $2, kennung = $3, inhalt_hash = $4, vorgang_id = $5, grund = $6, detail = $7,
		versuche = $8, versucht_am = $9, konflikt_mit = $10, antwort = $12, formular = $13, formular_version = $14, zuordnung_id = $15, formular_geaendert = $16,
		klaerfall_am = coalesce(klaerfall_am, case when $2 = 'klaerfall' then $9::timestamptz end) where id = $1 and zustand = $11`,
		e.ID, e.Zustand, e.Kennung, e.InhaltHash, e.Vorgang, e.Grund, e.Detail, e.Versuche, t.Now,
		e.KonfliktMit, vorher,
		e.Antwort, e.Formular, e.FormularVersion, e.Zuordnung, e.FormularGeaendert)
	if err != nil {
		return wrap("save the Eingang", err)
	}
	if n, _ := res.RowsAffected(); n == 0 {
		return casework.Fail(casework.Conflict, "eingang_processed_meanwhile")
	}
	if e.Zustand == EingangKlaerfall || vorher == EingangKlaerfall {
		t.Notify(casework.Meldung{Art: "klaerfall"})
	}
	return nil
}

// ListLiegengeblieben finds deliveries that were stored before the given time and never processed.
func (t *Tx) ListLiegengeblieben(ctx context.Context, before time.Time) ([]uuid.UUID, error) {
	var out []uuid.UUID
	err := t.tx.SelectContext(ctx, &out, `select id from eingang where zustand = 'empfangen' and empfangen_am < $1
		and id::text not in (`+withJob(casework.JobEingang{}, "eingang")+`) order by empfangen_am limit 500`, before)
	return out, wrap("look for deliveries left behind", err)
}

// ListLieferungen reads of which deliveries a Vorgang was made, as the book has them: those that the book gives it, and
// those that its entries name.
func (t *Tx) ListLieferungen(ctx context.Context, vorgang uuid.UUID,
	genannt []uuid.UUID) ([]casework.Lieferungszeile, error) {
	var out []casework.Lieferungszeile
	err := t.tx.SelectContext(ctx, &out, `select id, sha256, groesse, empfangen_am, rohdaten_geloescht_am, vorgang_id as vorgang
		from eingang where vorgang_id = $1 or id = any($2::uuid[]) order by id`, vorgang, uuids(genannt))
	return out, wrap("list the deliveries of a Vorgang", err)
}
