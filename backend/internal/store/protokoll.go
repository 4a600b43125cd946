package store

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
)

// Protokolleintrag is an act that belongs to no Vorgang: configuration, Klärfälle. Append-only.
type Protokolleintrag struct {
	Am      time.Time
	Akteur  string
	Anzeige string
	Art     string // snake_case, past participle: "zuordnung_aktiviert"
	Objekt  string // id or key of what was changed
	Daten   json.RawMessage
}

// Record writes down an act of the actor of this transaction. daten holds no value of an application.
func (t *Tx) Record(ctx context.Context, art, objekt string, daten map[string]any) error {
	if daten == nil {
		daten = map[string]any{}
	}
	raw, err := json.Marshal(daten)
	if err != nil {
		return err
	}
	_, err = t.tx.ExecContext(ctx, `insert into protokoll (id, mandant_id, am, akteur, anzeige, art, objekt, daten) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
		uuid.Must(uuid.NewV7()), t.Actor.Mandant, t.Now, t.Actor.Name, t.Actor.Anzeige, art, objekt, string(raw))
	return wrap("write down an act", err)
}

// ListProtokoll reads the newest acts on one object, newest first.
func (t *Tx) ListProtokoll(ctx context.Context, objekt string, n int) ([]Protokolleintrag, error) {
	var out []Protokolleintrag
	err := t.tx.SelectContext(ctx, &out,
		`select am, akteur, anzeige, art, objekt, daten from protokoll where mandant_id = kontor_mandant() and objekt = $1 order by id desc limit $2`, objekt, n)
	return out, wrap("read the protocol", err)
}
