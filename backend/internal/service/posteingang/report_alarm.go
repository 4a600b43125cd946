package posteingang

import (
	"context"
	"errors"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ReportAlarm is the job that tells the authority. An alarm that is over before anybody could be told is told to nobody.
func (s *Service) ReportAlarm(ctx context.Context, j casework.JobAlarm) error {
	var m *casework.Alarmmeldung
	err := s.DB.ReadTx(ctx, casework.System(j.Mandant), func(tx *store.Tx) (err error) { m, err = s.alarmmeldung(ctx, tx, j); return err })
	if err != nil || m == nil {
		return err
	}
	melder := s.Melder[j.Kanal]
	cause := error(casework.Fail(casework.Unavailable, "alarm_channel_missing"))
	if melder != nil {
		cause = melder.Report(ctx, *m)
	}
	fehler := ""
	if cause != nil {
		fehler = reportFehler(cause)
	}
	err = s.DB.InTx(context.WithoutCancel(ctx), casework.System(j.Mandant), func(tx *store.Tx) error {
		return tx.SaveAlarmMeldung(ctx, j.Alarm, j.Kanal, fehler)
	})
	return errors.Join(cause, err)
}

// alarmmeldung is nil where there is nothing to tell any more.
func (s *Service) alarmmeldung(ctx context.Context, tx *store.Tx, j casework.JobAlarm) (*casework.Alarmmeldung, error) {
	a, err := tx.GetAlarm(ctx, j.Alarm)
	if err != nil {
		return nil, err
	}
	if !j.Ende && a.BeendetAm != nil || j.Ende && a.GemeldetAm == nil {
		return nil, nil
	}
	set, err := tx.GetEingangseinstellung(ctx)
	if err != nil {
		return nil, err
	}
	mandant, err := s.Mandant(ctx, tx)
	if err != nil {
		return nil, err
	}
	m := &casework.Alarmmeldung{Alarm: a.ID, Art: a.Art, Zugang: a.ZugangName, Titel: a.Titel, Behoerde: mandant.Name, Seit: a.Seit, Link: s.Adresse + "/zugaenge"}
	if a.Zugang != nil {
		m.Link += "/" + a.Zugang.String()
	}
	if j.Ende {
		m.Ende = a.BeendetAm
	}
	switch {
	case j.Kanal == casework.AlarmEmail && len(set.AlarmEmails) > 0:
		m.An = set.AlarmEmails
	case j.Kanal == casework.AlarmWebhook && set.AlarmWebhook != "":
		m.An, m.Schluessel = []string{set.AlarmWebhook}, set.AlarmSchluessel
	default: // somebody took the address away meanwhile
		return nil, nil
	}
	return m, nil
}

func reportFehler(err error) string {
	var z *casework.Zustellfehler
	var e *casework.Error
	switch {
	case errors.As(err, &z):
		return z.Grund
	case errors.As(err, &e):
		return e.Reason
	}
	return "alarm_failed"
}

// Melder tells the authority about an alarm. An error should be a *casework.Error or *casework.Zustellfehler with a reason.
type Melder interface {
	Report(ctx context.Context, m casework.Alarmmeldung) error
}
