package store

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// Alarm is one disturbance from beginning to end.
type Alarm struct {
	ID         uuid.UUID
	Art        string
	Zugang     *uuid.UUID
	ZugangName string
	Titel      string // of the Zugang
	Seit       time.Time
	GemeldetAm *time.Time
	BeendetAm  *time.Time
	Fehler     string // why it could not be reported
}

const alarmSpalten = `a.id, a.art, a.zugang_id as zugang, coalesce(z.name, '') as zugang_name, coalesce(z.titel, '') as titel, a.seit, a.gemeldet_am, a.beendet_am, a.fehler
	from alarm a left join zugang z on z.id = a.zugang_id `

// ListAlarme reads the open alarms, and those that ended after a time; newest first.
func (t *Tx) ListAlarme(ctx context.Context, beendetNach time.Time) ([]Alarm, error) {
	var out []Alarm
	err := t.tx.SelectContext(ctx, &out, "select "+alarmSpalten+
		"where a.beendet_am is null or a.beendet_am > $1 order by a.beendet_am is not null, a.seit desc, a.id",
		beendetNach)
	return out, wrap("list alarms", err)
}

// GetAlarm reads one.
func (t *Tx) GetAlarm(ctx context.Context, id uuid.UUID) (*Alarm, error) {
	var a Alarm
	err := t.tx.GetContext(ctx, &a, "select "+alarmSpalten+"where a.id = $1", id)
	return &a, wrap("read the alarm", err)
}

// OpenAlarm begins an alarm unless the same one is open; it tells whether it did.
func (t *Tx) OpenAlarm(ctx context.Context, id uuid.UUID, art string, zugang *uuid.UUID,
	fehler string) (bool, error) {
	res, err := t.tx.ExecContext(ctx, `insert into alarm (id, mandant_id, zugang_id, art, seit, fehler) values ($1, $2, $3, $4, $5, $6)
		on conflict (mandant_id, art, coalesce(zugang_id, mandant_id)) where beendet_am is null do nothing`, id, t.Actor.Mandant, zugang, art, t.Now, fehler)
	return t.alarmChanged("open the alarm", res, err)
}

// CloseAlarm ends an alarm; it tells whether it was open.
func (t *Tx) CloseAlarm(ctx context.Context, id uuid.UUID) (bool, error) {
	res, err := t.tx.ExecContext(ctx, "update alarm set beendet_am = $2 where id = $1 and beendet_am is null", id,
		t.Now)
	return t.alarmChanged("close the alarm", res, err)
}

func (t *Tx) alarmChanged(attempt string, res interface{ RowsAffected() (int64, error) }, err error) (bool, error) {
	if err != nil {
		return false, wrap(attempt, err)
	}
	n, _ := res.RowsAffected()
	if n > 0 {
		t.Notify(casework.Meldung{Art: "alarm"})
	}
	return n > 0, nil
}

// SaveAlarmMeldung notes how reporting through a channel went; fehler "" = well. What another channel failed with
// stays.
func (t *Tx) SaveAlarmMeldung(ctx context.Context, id uuid.UUID, kanal, fehler string) error {
	if fehler != "" {
		fehler = kanal + ": " + fehler
	}
	_, err := t.tx.ExecContext(ctx, `update alarm set gemeldet_am = case when $3 = '' then coalesce(gemeldet_am, $4) else gemeldet_am end,
		fehler = case when $3 <> '' then $3 when fehler like $2 || ': %' then '' else fehler end where id = $1`, id, kanal, fehler, t.Now)
	t.Notify(casework.Meldung{Art: "alarm"})
	return wrap("note the report of an alarm", err)
}
