package store

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/workflow"
)

// Prozess is the run of a Verfahren's process for one Vorgang.
type Prozess struct {
	Vorgang uuid.UUID
	Zustand workflow.State
	Laeuft  bool
	Schritt int64
}

// GetProzess reads the run. Whoever changes it holds the lock of the Vorgang.
func (t *Tx) GetProzess(ctx context.Context, vorgang uuid.UUID) (*Prozess, error) {
	var row struct {
		Zustand string
		Laeuft  bool
		Schritt int64
	}
	if err := t.tx.GetContext(ctx, &row, "select zustand, laeuft, schritt from prozess where vorgang_id = $1", vorgang); err != nil {
		return nil, wrap("read the process", err)
	}
	p := &Prozess{Vorgang: vorgang, Laeuft: row.Laeuft, Schritt: row.Schritt}
	if err := json.Unmarshal([]byte(row.Zustand), &p.Zustand); err != nil {
		return nil, fmt.Errorf("decode the process state: %w", err)
	}
	return p, nil
}

// SaveProzess writes the run after a command.
func (t *Tx) SaveProzess(ctx context.Context, p *Prozess) error {
	raw, err := json.Marshal(p.Zustand)
	if err != nil {
		return fmt.Errorf("encode the process state: %w", err)
	}
	p.Schritt++
	_, err = t.tx.ExecContext(ctx, `insert into prozess (vorgang_id, mandant_id, zustand, laeuft, schritt) values ($1, $2, $3, $4, $5)
		on conflict (vorgang_id) do update set zustand = excluded.zustand, laeuft = excluded.laeuft, schritt = excluded.schritt`,
		p.Vorgang, t.Actor.Mandant, string(raw), p.Laeuft, p.Schritt)
	return wrap("save the process", err)
}

const aufgabeSpalten = `id, vorgang_id as vorgang, token, element, titel, hinweis, aktion, rolle, einheit, felder as felder_json, faellig_am, zustand, werte, erstellt_am, erledigt_am, erledigt_von`

type aufgabeZeile struct {
	casework.Aufgabe
	FelderJSON string
	Mandant    uuid.UUID
}

// UpsertAufgabe writes an open task; the process may renew one with the same token.
func (t *Tx) UpsertAufgabe(ctx context.Context, a *casework.Aufgabe) error {
	felder, err := json.Marshal(a.Felder)
	if err != nil {
		return fmt.Errorf("encode task fields: %w", err)
	}
	_, err = t.tx.NamedExecContext(ctx, `insert into aufgabe (id, mandant_id, vorgang_id, token, element, titel, hinweis, aktion, rolle, einheit, felder, faellig_am, zustand, erstellt_am)
		values (:id, :mandant, :vorgang, :token, :element, :titel, :hinweis, :aktion, :rolle, :einheit, :felder_json, :faellig_am, :zustand, :erstellt_am)
		on conflict (vorgang_id, token) do update set titel = excluded.titel, hinweis = excluded.hinweis, felder = excluded.felder, faellig_am = excluded.faellig_am`,
		aufgabeZeile{*a, string(felder), t.Actor.Mandant})
	return wrap("store the Aufgabe", err)
}

// ListAufgaben reads the tasks of a Vorgang, oldest first.
func (t *Tx) ListAufgaben(ctx context.Context, vorgang uuid.UUID) ([]casework.Aufgabe, error) {
	var rows []aufgabeZeile
	if err := t.tx.SelectContext(ctx, &rows, "select "+aufgabeSpalten+" from aufgabe where vorgang_id = $1 order by erstellt_am, id", vorgang); err != nil {
		return nil, wrap("list Aufgaben", err)
	}
	return entfalteAufgaben(rows)
}

func entfalteAufgaben(rows []aufgabeZeile) ([]casework.Aufgabe, error) {
	out := make([]casework.Aufgabe, len(rows))
	for i, r := range rows {
		out[i] = r.Aufgabe
		if err := json.Unmarshal([]byte(r.FelderJSON), &out[i].Felder); err != nil {
			return nil, fmt.Errorf("decode task fields: %w", err)
		}
	}
	return out, nil
}

// CloseAufgabe ends the task of a token as done or withdrawn.
func (t *Tx) CloseAufgabe(ctx context.Context, vorgang uuid.UUID, token string, zustand casework.AufgabeZustand, werte map[string]any) error {
	if werte == nil {
		werte = map[string]any{}
	}
	raw, err := json.Marshal(werte)
	if err != nil {
		return fmt.Errorf("encode task values: %w", err)
	}
	_, err = t.tx.ExecContext(ctx, `update aufgabe set zustand = $3, werte = $4, erledigt_am = $5, erledigt_von = $6
		where vorgang_id = $1 and token = $2 and zustand = 'offen'`, vorgang, token, zustand, string(raw), t.Now, t.Actor.Anzeige)
	return wrap("close the Aufgabe", err)
}
