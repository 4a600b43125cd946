package store

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

type verlaufZeile struct {
	Vorgang uuid.UUID       `json:"vorgang"`
	Nr      int             `json:"nr"`
	Zeit    time.Time       `json:"zeit"`
	Art     string          `json:"art"`
	Akteur  string          `json:"akteur"`
	Anzeige string          `json:"anzeige"`
	Daten   json.RawMessage `json:"daten"`
	Hash    string          `json:"hash"`    // hex
	Zeichen string          `json:"zeichen"` // hex
	vorher  []byte          // hash of the entry before
}

func (t *Tx) zeileOf(e casework.Verlaufseintrag, vorher []byte) verlaufZeile {
	z := verlaufZeile{Vorgang: e.Vorgang, Nr: e.Nr, Zeit: e.Zeit, Art: e.Art, Akteur: e.Akteur, Anzeige: e.Anzeige,
		Daten: e.Daten, Hash: hex.EncodeToString(e.Hash), vorher: vorher}
	if t.schluessel != nil {
		z.Zeichen = hex.EncodeToString(t.schluessel.Zeichne(e.Hash))
	}
	return z
}

// kennung of the key that entries are signed with; "" = none.
func (t *Tx) kennung() string {
	if t.schluessel == nil {
		return ""
	}
	return t.schluessel.Kennung
}

func (z *verlaufZeile) eintrag() casework.Verlaufseintrag {
	return casework.Verlaufseintrag{Vorgang: z.Vorgang, Nr: z.Nr, Zeit: z.Zeit, Art: z.Art, Akteur: z.Akteur,
		Anzeige: z.Anzeige, Daten: z.Daten}
}

// Journal notes an act in the Verlauf of a Vorgang; SaveVorgang or InsertVorgang writes it.
func (t *Tx) Journal(v *casework.Vorgang, art string, daten map[string]any) {
	vorher := v.VerlaufHash
	t.journal = append(t.journal, t.zeileOf(v.Note(t.Actor, t.Now, art, daten, t.kennung()), vorher))
}

// insertVerlauf takes rows as JSON and the tenant.
const insertVerlauf = `insert into verlauf (vorgang_id, nr, mandant_id, zeit, art, akteur, anzeige, daten, hash, zeichen)
	select vorgang, nr, $2::uuid, zeit, art, akteur, anzeige, daten, decode(hash, 'hex'), decode(nullif(zeichen, ''), 'hex') from json_to_recordset($1::json)
	as x(vorgang uuid, nr int, zeit timestamptz, art text, akteur text, anzeige text, daten jsonb, hash text, zeichen text)`

func (t *Tx) flushJournal(ctx context.Context) error {
	if len(t.journal) == 0 {
		return nil
	}
	_, err := t.tx.ExecContext(ctx, insertVerlauf, asJSON(t.journal), t.Actor.Mandant)
	t.journal = nil
	return wrap("write the Verlauf", err)
}

// asJSON gives rows to a statement: its text is then the same for any number of them, so that it is parsed once.
func asJSON(rows any) string {
	raw, err := json.Marshal(rows)
	if err != nil {
		panic(err) // rows of ours
	}
	return string(raw)
}

// ListVerlauf reads the journal of a Vorgang, oldest first.
func (t *Tx) ListVerlauf(ctx context.Context, vorgang uuid.UUID) ([]casework.Verlaufseintrag, error) {
	var out []casework.Verlaufseintrag
	err := t.tx.SelectContext(ctx, &out, `select vorgang_id as vorgang, nr, zeit, art, akteur, anzeige, daten, hash, coalesce(zeichen, '') as zeichen
		from verlauf where vorgang_id = $1 order by nr`, vorgang)
	return out, wrap("read the Verlauf", err)
}
