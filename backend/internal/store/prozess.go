package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

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
	if err := t.tx.GetContext(ctx, &row, "select zustand, laeuft, schritt from prozess where vorgang_id = $1",
		vorgang); err != nil {
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
}

// neueAufgabe is an open casework.Aufgabe as JSON for PostgreSQL.
type neueAufgabe struct {
	ID         uuid.UUID               `json:"id"`
	Vorgang    uuid.UUID               `json:"vorgang"`
	Token      string                  `json:"token"`
	Element    string                  `json:"element"`
	Titel      string                  `json:"titel"`
	Hinweis    string                  `json:"hinweis"`
	Aktion     string                  `json:"aktion"`
	Rolle      string                  `json:"rolle"`
	Einheit    string                  `json:"einheit"`
	Felder     []workflow.Feld         `json:"felder"`
	FaelligAm  *string                 `json:"faellig_am"`
	Zustand    casework.AufgabeZustand `json:"zustand"`
	ErstelltAm time.Time               `json:"erstellt_am"`
}

// neueAufgaben: of two with the same token the later renews the earlier, as two statements would.
func neueAufgaben(aufgaben []casework.Aufgabe) []neueAufgabe {
	rows := make([]neueAufgabe, 0, len(aufgaben))
	for _, a := range aufgaben {
		row := neueAufgabe{a.ID, a.Vorgang, a.Token, a.Element, a.Titel, a.Hinweis, a.Aktion, a.Rolle, a.Einheit,
			a.Felder, nil, a.Zustand, a.ErstelltAm}
		if a.FaelligAm != nil {
			tag := a.FaelligAm.Format(time.DateOnly)
			row.FaelligAm = &tag
		}
		i := slices.IndexFunc(rows, func(r neueAufgabe) bool { return r.Vorgang == a.Vorgang && r.Token == a.Token })
		if i < 0 {
			rows = append(rows, row)
			continue
		}
		row.ID, row.ErstelltAm = rows[i].ID, rows[i].ErstelltAm
		rows[i] = row
	}
	return rows
}

// upsertAufgaben takes rows as JSON and the tenant.
const upsertAufgaben = `insert into aufgabe (id, mandant_id, vorgang_id, token, element, titel, hinweis, aktion, rolle, einheit, felder, faellig_am, zustand, erstellt_am)
	select id, $2::uuid, vorgang, token, element, titel, hinweis, aktion, rolle, einheit, coalesce(felder, 'null'), faellig_am, zustand, erstellt_am
	from json_to_recordset($1::json) as x(id uuid, vorgang uuid, token text, element text, titel text, hinweis text, aktion text, rolle text,
		einheit text, felder jsonb, faellig_am date, zustand text, erstellt_am timestamptz)
	on conflict (vorgang_id, token) do update set titel = excluded.titel, hinweis = excluded.hinweis, aktion = excluded.aktion, rolle = excluded.rolle,
		einheit = excluded.einheit, felder = excluded.felder, faellig_am = excluded.faellig_am`

// UpsertAufgaben writes open tasks; the process may renew one with the same token.
func (t *Tx) UpsertAufgaben(ctx context.Context, aufgaben []casework.Aufgabe) error {
	if len(aufgaben) == 0 {
		return nil
	}
	_, err := t.tx.ExecContext(ctx, upsertAufgaben, asJSON(neueAufgaben(aufgaben)), t.Actor.Mandant)
	return wrap("store Aufgaben", err)
}

// ListAufgaben reads the tasks of a Vorgang, oldest first.
func (t *Tx) ListAufgaben(ctx context.Context, vorgang uuid.UUID) ([]casework.Aufgabe, error) {
	var rows []aufgabeZeile
	if err := t.tx.SelectContext(ctx, &rows, "select "+aufgabeSpalten+
		" from aufgabe where vorgang_id = $1 order by erstellt_am, id", vorgang); err != nil {
		return nil, wrap("list Aufgaben", err)
	}
	return unfoldAufgaben(rows)
}

func unfoldAufgaben(rows []aufgabeZeile) ([]casework.Aufgabe, error) {
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
func (t *Tx) CloseAufgabe(ctx context.Context, vorgang uuid.UUID, token string, zustand casework.AufgabeZustand,
	werte map[string]any) error {
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
