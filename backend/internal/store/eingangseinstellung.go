package store

import (
	"context"

	"github.com/lib/pq"

	"kontor/backend/internal/casework"
)

// Eingangseinstellung is what an authority set about alarms and retention. Version 0 = nobody ever saved it.
type Eingangseinstellung struct {
	AlarmEmails      pq.StringArray
	AlarmWebhook     string
	AlarmSchluessel  string // HMAC-SHA256 key of the webhook
	KlaerfallStunden int    // 0 = a Klärfall is never too old
	RohdatenMonate   int    // 0 = raw data stay
	BuchMonate       int    // 0 = lines stay
	ZugriffMonate    int    // 0 = the read log stays; else at least casework.MinZugriffMonate
	Version          int
}

// GetEingangseinstellung reads it; what nobody saved has the defaults of the table.
func (t *Tx) GetEingangseinstellung(ctx context.Context) (*Eingangseinstellung, error) {
	var out []Eingangseinstellung
	err := t.tx.SelectContext(ctx, &out, `select alarm_emails, alarm_webhook, alarm_schluessel, klaerfall_stunden, rohdaten_monate, buch_monate, zugriff_monate, version
		from eingangseinstellung where mandant_id = kontor_mandant()`)
	if err != nil || len(out) == 0 {
		return &Eingangseinstellung{AlarmEmails: pq.StringArray{}, KlaerfallStunden: 24},
			wrap("read the Eingangseinstellung", err)
	}
	return &out[0], nil
}

// SaveEingangseinstellung writes it if it is still the version that was read; stale otherwise.
func (t *Tx) SaveEingangseinstellung(ctx context.Context, e *Eingangseinstellung) error {
	res, err := t.tx.ExecContext(ctx, `insert into eingangseinstellung (mandant_id, alarm_emails, alarm_webhook, alarm_schluessel, klaerfall_stunden, rohdaten_monate, buch_monate, zugriff_monate, version)
		select $1, $2, $3, $4, $5, $6, $7, $9, 1 where $8 = 0 or exists (select from eingangseinstellung where mandant_id = $1)
		on conflict (mandant_id) do update set alarm_emails = $2, alarm_webhook = $3, alarm_schluessel = $4, klaerfall_stunden = $5, rohdaten_monate = $6, buch_monate = $7, zugriff_monate = $9,
			version = eingangseinstellung.version + 1 where eingangseinstellung.version = $8`,
		t.Actor.Mandant, e.AlarmEmails, e.AlarmWebhook, e.AlarmSchluessel, e.KlaerfallStunden, e.RohdatenMonate,
		e.BuchMonate, e.Version, e.ZugriffMonate)
	if err != nil {
		return wrap("save the Eingangseinstellung", err)
	}
	if n, _ := res.RowsAffected(); n == 0 {
		return casework.Fail(casework.Stale, "stale")
	}
	e.Version++
	return nil
}
