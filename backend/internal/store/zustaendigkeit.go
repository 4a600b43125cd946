package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"kontor/backend/internal/casework"
)

// Zustaendigkeit is the table that says which unit gets what.
type Zustaendigkeit struct {
	Regeln       []casework.Zustaendigkeitsregel
	Version      int // 0 = never saved
	GeaendertAm  *time.Time
	GeaendertVon string
}

// GetZustaendigkeit reads the table of the tenant.
func (t *Tx) GetZustaendigkeit(ctx context.Context) (*Zustaendigkeit, error) {
	var row struct {
		Regeln       json.RawMessage
		Version      int
		GeaendertAm  *time.Time
		GeaendertVon string
	}
	err := t.tx.GetContext(ctx, &row, "select regeln, version, geaendert_am, geaendert_von from zustaendigkeit where mandant_id = $1", t.Actor.Mandant)
	if err = wrap("read the table of responsibility", err); casework.CodeOf(err) == casework.NotFound {
		return &Zustaendigkeit{}, nil
	} else if err != nil {
		return nil, err
	}
	z := &Zustaendigkeit{Version: row.Version, GeaendertAm: row.GeaendertAm, GeaendertVon: row.GeaendertVon}
	if err := json.Unmarshal(row.Regeln, &z.Regeln); err != nil {
		return nil, fmt.Errorf("decode the table of responsibility: %w", err)
	}
	return z, nil
}

// SaveZustaendigkeit replaces the table; stale if it is no longer the version that was read.
func (t *Tx) SaveZustaendigkeit(ctx context.Context, version int, regeln []casework.Zustaendigkeitsregel) error {
	raw, err := json.Marshal(regeln)
	if err != nil {
		return fmt.Errorf("encode the table of responsibility: %w", err)
	}
	res, err := t.tx.ExecContext(ctx, `insert into zustaendigkeit (mandant_id, regeln, version, geaendert_am, geaendert_von)
		select $1, $2, 1, $3, $4 where $5::int = 0 on conflict do nothing`, t.Actor.Mandant, string(raw), t.Now, t.Actor.Anzeige, version)
	if version > 0 && err == nil {
		res, err = t.tx.ExecContext(ctx,
			"update zustaendigkeit set regeln = $2, version = version + 1, geaendert_am = $3, geaendert_von = $4 where mandant_id = $1 and version = $5",
			t.Actor.Mandant, string(raw), t.Now, t.Actor.Anzeige, version)
	}
	if err != nil {
		return wrap("save the table of responsibility", err)
	}
	if n, _ := res.RowsAffected(); n == 0 {
		return casework.Fail(casework.Stale, "stale")
	}
	return nil
}
