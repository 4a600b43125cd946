package posteingang_test

import (
	"testing"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// A channel that this program does not know, or not any more, stands at the alarm: it is not passed over.
func TestAlarmByAnUnknownChannelIsTold(t *testing.T) {
	k := testkit.Service(t)
	z, _, err := k.Posteingang.OpenZugang(t.Context(), "ozgcloud")
	if err != nil {
		t.Fatal(err)
	}
	id := uuid.New()
	err = k.DB.InTx(t.Context(), casework.System(k.Mandant), func(tx *store.Tx) error {
		_, err := tx.OpenAlarm(t.Context(), id, casework.AlarmStill, &z.ID, "")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	job := casework.JobAlarm{Mandant: k.Mandant, Alarm: id, Kanal: "brieftaube"}
	if err := k.Posteingang.ReportAlarm(t.Context(), job); err == nil {
		t.Error("the job is done")
	}
	var a *store.Alarm
	err = k.DB.ReadTx(t.Context(), casework.System(k.Mandant), func(tx *store.Tx) (err error) {
		a, err = tx.GetAlarm(t.Context(), id)
		return err
	})
	if err != nil || a.GemeldetAm != nil || a.Fehler != "brieftaube: alarm_channel_missing" {
		t.Errorf("%+v, %v", a, err)
	}
}
