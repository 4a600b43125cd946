package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

const vorgangSpalten = `v.id, v.mandant_id as mandant, v.vorgangsnummer, v.aktenzeichen, v.verfahren, v.stand, v.titel, v.status, v.status_vorher,
	v.einheit, v.zustaendig, v.antragsteller_name, v.antragsteller_art, v.konto_pseudonym, v.postfach_adresse, v.vertrauensniveau,
	v.eingang_am, v.faellig_am, v.faellig_grund, v.faellig_text, v.wartet_auf, v.neue_antwort, v.vorfall, v.letztes_ereignis, v.letztes_ereignis_am,
	v.abgeschlossen_am, v.zurueckgenommen_am, v.verlauf_nr, v.verlauf_hash, v.version`

// Beigaben of a new Vorgang are written with it.
type Beigaben struct {
	Zuordnung *uuid.UUID // the mapping its values were read with; nil = none
	Dokumente []casework.Dokument
	Prozess   *Prozess // may be nil
	Aufgaben  []casework.Aufgabe
}

// InsertVorgang writes a new Vorgang with its Antrag, the logical values its process reads, the Beigaben and the
// journal so far, all with one statement. It gives the Vorgang its number, for example 2026-000412; numbers may have
// gaps.
func (t *Tx) InsertVorgang(ctx context.Context, v *casework.Vorgang, antrag *casework.Antrag, daten map[string]any,
	mit Beigaben) error {
	inhalt, err := json.Marshal(antrag)
	if err != nil {
		return fmt.Errorf("encode the Antrag: %w", err)
	}
	logisch, err := json.Marshal(daten)
	if err != nil {
		return fmt.Errorf("encode the values: %w", err)
	}
	p := &Prozess{}
	var zustand any // no row
	if mit.Prozess != nil {
		p = mit.Prozess
		raw, err := json.Marshal(p.Zustand)
		if err != nil {
			return fmt.Errorf("encode the process state: %w", err)
		}
		p.Schritt++
		zustand = string(raw)
	}
	if err := t.sealNew(v, string(inhalt), string(logisch), mit); err != nil {
		return err
	}
	v.Version = 1
	err = t.tx.GetContext(ctx, &v.Vorgangsnummer, insertVorgang, v.ID, v.Mandant,
		strconv.Itoa(casework.Heute(t.Now).Year()), v.Aktenzeichen, v.Verfahren, v.Stand,
		v.Titel, v.Status, v.Einheit, v.AntragstellerName, v.AntragstellerArt, v.KontoPseudonym, v.PostfachAdresse,
		v.Vertrauensniveau, v.EingangAm, v.FaelligAm,
		v.FaelligGrund, v.FaelligText, v.WartetAuf, v.NeueAntwort, v.Vorfall, v.LetztesEreignis, v.LetztesEreignisAm,
		v.AbgeschlossenAm, v.VerlaufNr,
		v.VerlaufHash, v.Version, string(inhalt), string(logisch), zustand, p.Laeuft, p.Schritt,
		asJSON(t.journal), asJSON(dokumentZeilen(mit.Dokumente)), asJSON(neueAufgaben(mit.Aufgaben)),
		antrag.Formular.Schluessel, mit.Zuordnung)
	if err != nil {
		return wrap("insert the Vorgang", err)
	}
	t.journal = nil
	t.changed(v)
	return nil
}

var insertVorgang = `
	with neu as (
		insert into vorgang (id, mandant_id, vorgangsnummer, aktenzeichen, verfahren, stand, titel, status, einheit, antragsteller_name,
			antragsteller_art, konto_pseudonym, postfach_adresse, vertrauensniveau, eingang_am, faellig_am, faellig_grund, faellig_text, wartet_auf,
			neue_antwort, vorfall, letztes_ereignis, letztes_ereignis_am, abgeschlossen_am, verlauf_nr, verlauf_hash, version, formular)
		values ($1, $2, $3 || '-' || lpad(cast(nextval('vorgangsnummer_folge') as text), 6, '0'), $4, $5, $6, $7, $8, $9, $10,
			$11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $36)
		returning id, mandant_id, vorgangsnummer),
	inhalt as (insert into antrag (vorgang_id, mandant_id, inhalt, daten, zuordnung_id) select id, mandant_id, $28::jsonb, $29::jsonb, $37::uuid from neu),
	lauf as (insert into prozess (vorgang_id, mandant_id, zustand, laeuft, schritt)
		select id, mandant_id, $30::jsonb, $31::boolean, $32::bigint from neu where $30::jsonb is not null),
	eintraege as (` + rows(insertVerlauf, "$33") + `),
	akte as (` + rows(insertDokumente, "$34") + `),
	aufgaben as (` + rows(upsertAufgaben, "$35") + `)
	select vorgangsnummer from neu`

// rows makes a statement on JSON rows part of insertVorgang, whose second parameter is the tenant too.
func rows(statement, parameter string) string {
	return strings.Replace(statement, "$1::", parameter+"::", 1)
}

// LockVorgang reads one Vorgang for change, whatever the actor may see; service checks that.
func (t *Tx) LockVorgang(ctx context.Context, id uuid.UUID) (*casework.Vorgang, error) {
	var v casework.Vorgang
	err := t.tx.GetContext(ctx, &v, "select "+vorgangSpalten+" from vorgang v where v.id = $1 for update", id)
	return &v, wrap("lock the Vorgang", err)
}

// GetVorgang reads one Vorgang; service checks who may see it.
func (t *Tx) GetVorgang(ctx context.Context, id uuid.UUID) (*casework.Vorgang, error) {
	var v casework.Vorgang
	err := t.tx.GetContext(ctx, &v, "select "+vorgangSpalten+" from vorgang v where v.id = $1", id)
	return &v, wrap("read the Vorgang", err)
}

// GetAntrag reads the application of a Vorgang and the logical values its process reads.
func (t *Tx) GetAntrag(ctx context.Context, id uuid.UUID) (*casework.Antrag, map[string]any, error) {
	var row struct{ Inhalt, Daten string }
	if err := t.tx.GetContext(ctx, &row, "select inhalt, daten from antrag where vorgang_id = $1", id); err != nil {
		return nil, nil, wrap("read the Antrag", err)
	}
	return decodeAntrag(row.Inhalt, row.Daten)
}

func decodeAntrag(inhalt, daten string) (*casework.Antrag, map[string]any, error) {
	var a casework.Antrag
	if err := json.Unmarshal([]byte(inhalt), &a); err != nil {
		return nil, nil, fmt.Errorf("decode the Antrag: %w", err)
	}
	werte := map[string]any{}
	if err := json.Unmarshal([]byte(daten), &werte); err != nil {
		return nil, nil, fmt.Errorf("decode the values: %w", err)
	}
	return &a, werte, nil
}

// SaveVorgang writes a locked Vorgang back, counts its version up and writes its journal.
func (t *Tx) SaveVorgang(ctx context.Context, v *casework.Vorgang) error {
	if err := t.sealRows(ctx, v); err != nil {
		return err
	}
	v.Version++
	_, err := t.tx.NamedExecContext(ctx, `
		update vorgang set stand = :stand, aktenzeichen = :aktenzeichen, status = :status, status_vorher = :status_vorher, einheit = :einheit,
			zustaendig = :zustaendig, faellig_am = :faellig_am, faellig_grund = :faellig_grund, faellig_text = :faellig_text, wartet_auf = :wartet_auf,
			neue_antwort = :neue_antwort, vorfall = :vorfall, letztes_ereignis = :letztes_ereignis,
			letztes_ereignis_am = :letztes_ereignis_am, abgeschlossen_am = :abgeschlossen_am, zurueckgenommen_am = :zurueckgenommen_am, verlauf_nr = :verlauf_nr,
			verlauf_hash = :verlauf_hash, version = :version
		where id = :id`, v)
	if err != nil {
		return wrap("save the Vorgang", err)
	}
	t.changed(v)
	return t.flushJournal(ctx)
}

func (t *Tx) changed(v *casework.Vorgang) {
	t.Notify(casework.Meldung{Art: "vorgang", Vorgang: v.ID, Version: v.Version, Einheit: v.Einheit, Status: v.Status})
}

// HasZuarbeit tells whether one of the units was ever asked to contribute to the Vorgang.
func (t *Tx) HasZuarbeit(ctx context.Context, vorgang uuid.UUID, einheiten []string) (bool, error) {
	var ok bool
	err := t.tx.GetContext(ctx, &ok,
		"select exists (select 1 from aufgabe where vorgang_id = $1 and einheit = any($2) and zustand <> 'entfallen')",
		vorgang, array(einheiten))
	return ok, wrap("look for Zuarbeit", err)
}

// VorgaengeOfKonto lists the Vorgänge of an applicant's account, newest first.
func (t *Tx) VorgaengeOfKonto(ctx context.Context, k casework.Konto) ([]casework.Vorgang, error) {
	var out []casework.Vorgang
	err := t.tx.SelectContext(ctx, &out, `select `+vorgangSpalten+` from vorgang v
		where (v.konto_pseudonym = $1 and $1 <> '') or (v.postfach_adresse = $2 and $2 <> '')
		order by v.eingang_am desc limit 200`, k.Pseudonym, k.Postfach)
	return out, wrap("list the Vorgänge of an account", err)
}

// ListFristAbgelaufen finds Vorgänge that waited for a period which is over by the given day.
func (t *Tx) ListFristAbgelaufen(ctx context.Context, heute time.Time) ([]uuid.UUID, error) {
	var out []uuid.UUID
	err := t.tx.SelectContext(ctx, &out,
		"select id from vorgang where wartet_auf = 'fristablauf' and faellig_am < $1 limit 200", heute)
	return out, wrap("look for periods that are over", err)
}

// ListVorgangIDs pages through every Vorgang of the tenant, for checks.
func (t *Tx) ListVorgangIDs(ctx context.Context, after uuid.UUID) ([]uuid.UUID, error) {
	var out []uuid.UUID
	err := t.tx.SelectContext(ctx, &out, "select id from vorgang where id > $1 order by id limit 500", after)
	return out, wrap("list Vorgänge", err)
}
