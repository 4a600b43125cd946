package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"

	"kontor/backend/internal/casework"
)

const vorgangSpalten = `v.id, v.mandant_id as mandant, v.vorgangsnummer, v.aktenzeichen, v.verfahren, v.stand, v.titel, v.status, v.status_vorher,
	v.einheit, v.zustaendig, v.antragsteller_name, v.antragsteller_art, v.konto_pseudonym, v.postfach_adresse, v.vertrauensniveau,
	v.eingang_am, v.faellig_am, v.faellig_grund, v.faellig_text, v.wartet_auf, v.neue_antwort, v.vorfall, v.letztes_ereignis, v.letztes_ereignis_am,
	v.abgeschlossen_am, v.verlauf_nr, v.verlauf_hash, v.version`

// InsertVorgang writes a new Vorgang with its Antrag, the logical values its process reads, and the
// journal so far. zuordnung is the mapping they were read with, nil = none. It gives the Vorgang its number, for example 2026-000412; numbers may have gaps.
func (t *Tx) InsertVorgang(ctx context.Context, v *casework.Vorgang, antrag *casework.Antrag, daten map[string]any, zuordnung *uuid.UUID) error {
	inhalt, err := json.Marshal(antrag)
	if err != nil {
		return fmt.Errorf("encode the Antrag: %w", err)
	}
	logisch, err := json.Marshal(daten)
	if err != nil {
		return fmt.Errorf("encode the values: %w", err)
	}
	v.Version = 1
	row := struct {
		*casework.Vorgang
		Inhalt, Daten, Jahr, Formular string
		Zuordnung                     *uuid.UUID
	}{v, string(inhalt), string(logisch), strconv.Itoa(casework.Heute(t.Now).Year()), antrag.Formular.Schluessel, zuordnung}
	rows, err := sqlx.NamedQueryContext(ctx, t.tx, `
		with neu as (
			insert into vorgang (id, mandant_id, vorgangsnummer, aktenzeichen, verfahren, stand, titel, status, einheit, antragsteller_name,
				antragsteller_art, konto_pseudonym, postfach_adresse, vertrauensniveau, eingang_am, faellig_am, faellig_grund, faellig_text, wartet_auf,
				neue_antwort, vorfall, letztes_ereignis, letztes_ereignis_am, abgeschlossen_am, verlauf_nr, verlauf_hash, version, formular)
			values (:id, :mandant, :jahr || '-' || lpad(cast(nextval('vorgangsnummer_folge') as text), 6, '0'), :aktenzeichen, :verfahren, :stand, :titel,
				:status, :einheit, :antragsteller_name, :antragsteller_art, :konto_pseudonym, :postfach_adresse, :vertrauensniveau,
				:eingang_am, :faellig_am, :faellig_grund, :faellig_text, :wartet_auf, :neue_antwort, :vorfall, :letztes_ereignis, :letztes_ereignis_am,
				:abgeschlossen_am, :verlauf_nr, :verlauf_hash, :version, :formular)
			returning id, mandant_id, vorgangsnummer),
		inhalt as (insert into antrag (vorgang_id, mandant_id, inhalt, daten, zuordnung_id) select id, mandant_id, :inhalt, :daten, cast(:zuordnung as uuid) from neu)
		select vorgangsnummer from neu`, row)
	if err != nil {
		return wrap("insert the Vorgang", err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(&v.Vorgangsnummer); err != nil {
			return wrap("insert the Vorgang", err)
		}
	}
	if err := rows.Err(); err != nil {
		return wrap("insert the Vorgang", err)
	}
	rows.Close()
	t.changed(v)
	return t.flushJournal(ctx)
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
	var a casework.Antrag
	if err := json.Unmarshal([]byte(row.Inhalt), &a); err != nil {
		return nil, nil, fmt.Errorf("decode the Antrag: %w", err)
	}
	daten := map[string]any{}
	if err := json.Unmarshal([]byte(row.Daten), &daten); err != nil {
		return nil, nil, fmt.Errorf("decode the values: %w", err)
	}
	return &a, daten, nil
}

// SaveVorgang writes a locked Vorgang back, counts its version up and writes its journal.
func (t *Tx) SaveVorgang(ctx context.Context, v *casework.Vorgang) error {
	v.Version++
	_, err := t.tx.NamedExecContext(ctx, `
		update vorgang set aktenzeichen = :aktenzeichen, status = :status, status_vorher = :status_vorher, einheit = :einheit,
			zustaendig = :zustaendig, faellig_am = :faellig_am, faellig_grund = :faellig_grund, faellig_text = :faellig_text, wartet_auf = :wartet_auf,
			neue_antwort = :neue_antwort, vorfall = :vorfall, letztes_ereignis = :letztes_ereignis,
			letztes_ereignis_am = :letztes_ereignis_am, abgeschlossen_am = :abgeschlossen_am, verlauf_nr = :verlauf_nr,
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

// HatZuarbeit tells whether one of the units was ever asked to contribute to the Vorgang.
func (t *Tx) HatZuarbeit(ctx context.Context, vorgang uuid.UUID, einheiten []string) (bool, error) {
	var ok bool
	err := t.tx.GetContext(ctx, &ok,
		"select exists (select 1 from aufgabe where vorgang_id = $1 and einheit = any($2) and zustand <> 'entfallen')", vorgang, array(einheiten))
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
	err := t.tx.SelectContext(ctx, &out, "select id from vorgang where wartet_auf = 'fristablauf' and faellig_am < $1 limit 200", heute)
	return out, wrap("look for periods that are over", err)
}

// ListVorgangIDs pages through every Vorgang of the tenant, for checks.
func (t *Tx) ListVorgangIDs(ctx context.Context, after uuid.UUID) ([]uuid.UUID, error) {
	var out []uuid.UUID
	err := t.tx.SelectContext(ctx, &out, "select id from vorgang where id > $1 order by id limit 500", after)
	return out, wrap("list Vorgänge", err)
}
