package store

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

type verlaufZeile struct {
	Vorgang uuid.UUID
	Mandant uuid.UUID
	Nr      int
	Zeit    time.Time
	Art     string
	Akteur  string
	Anzeige string
	Daten   string
	Hash    []byte
}

// Journal notes an act in the Verlauf of a Vorgang; SaveVorgang or InsertVorgang writes it.
func (t *Tx) Journal(v *casework.Vorgang, art string, daten map[string]any) {
	e := v.Notiere(t.Actor, t.Now, art, daten)
	t.journal = append(t.journal, verlaufZeile{e.Vorgang, t.Actor.Mandant, e.Nr, e.Zeit, e.Art, e.Akteur, e.Anzeige, string(e.Daten), e.Hash})
}

func (t *Tx) flushJournal(ctx context.Context) error {
	if len(t.journal) == 0 {
		return nil
	}
	_, err := t.tx.NamedExecContext(ctx, `insert into verlauf (vorgang_id, nr, mandant_id, zeit, art, akteur, anzeige, daten, hash)
		values (:vorgang, :nr, :mandant, :zeit, :art, :akteur, :anzeige, :daten, :hash)`, t.journal)
	t.journal = nil
	return wrap("write the Verlauf", err)
}

// ListVerlauf reads the journal of a Vorgang, oldest first.
func (t *Tx) ListVerlauf(ctx context.Context, vorgang uuid.UUID) ([]casework.Verlaufseintrag, error) {
	var out []casework.Verlaufseintrag
	err := t.tx.SelectContext(ctx, &out, `select vorgang_id as vorgang, nr, zeit, art, akteur, anzeige, daten, hash
		from verlauf where vorgang_id = $1 order by nr`, vorgang)
	return out, wrap("read the Verlauf", err)
}

// LogZugriff notes that the actor looked at something; a person's reading is part of the record.
func (t *Tx) LogZugriff(ctx context.Context, vorgang uuid.UUID, art string, objekt *uuid.UUID) error {
	_, err := t.tx.ExecContext(ctx, `insert into zugriff (mandant_id, vorgang_id, akteur, art, objekt, am) values ($1, $2, $3, $4, $5, $6)`,
		t.Actor.Mandant, vorgang, t.Actor.Name, art, objekt, t.Now)
	return wrap("write the read log", err)
}
