package posteingang

import (
	"context"
	"errors"
	"strings"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// alarmwege are the channels of alarms, with whom each tells; a new one is a file in postfach, a line here and a line
// in cmd/kontor/ziele.go.
var alarmwege = []alarmweg{
	{casework.AlarmEmail, func(set *store.Eingangseinstellung) []string { return set.AlarmEmails }},
	{casework.AlarmWebhook, func(set *store.Eingangseinstellung) []string { return one(set.AlarmWebhook) }},
}

type alarmweg struct {
	kanal string                                    // JobAlarm.Kanal
	an    func(*store.Eingangseinstellung) []string // none = nobody wants to be told this way
}

// AlarmKanaele are the names of all channels of alarms.
func AlarmKanaele() (out []string) {
	for _, w := range alarmwege {
		out = append(out, w.kanal)
	}
	return out
}

func one(address string) []string {
	if address == "" {
		return nil
	}
	return []string{address}
}

// ReportAlarm is the job that tells the authority. An alarm that is over before anybody could be told is told to
// nobody.
func (s *Service) ReportAlarm(ctx context.Context, j casework.JobAlarm) error {
	var m *casework.Alarmmeldung
	err := s.DB.ReadTx(ctx, casework.System(j.Mandant), func(tx *store.Tx) (err error) {
		m, err = s.alarmmeldung(ctx,
			tx, j)
		return err
	})
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
	m := &casework.Alarmmeldung{Alarm: a.ID, Art: a.Art, Zugang: a.ZugangName, Titel: a.Titel, Behoerde: mandant.Name,
		Seit: a.Seit, Link: s.Adresse + "/zugaenge"}
	if a.Zugang != nil {
		m.Link += "/" + a.Zugang.String()
	}
	if a.Art == casework.AlarmKanal {
		kanaele, err := tx.ListKanaele(ctx)
		if err != nil {
			return nil, err
		}
		m.Zugang, m.Link = strings.Join(gestoerteKanaele(kanaele), ", "), s.Adresse+"/kanaele"
	}
	if j.Ende {
		m.Ende = a.BeendetAm
	}
	m.Schluessel = set.AlarmSchluessel
	for _, w := range alarmwege {
		if w.kanal != j.Kanal {
			continue
		}
		if m.An = w.an(set); len(m.An) == 0 { // somebody took the address away meanwhile
			return nil, nil
		}
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

// Melder tells the authority about an alarm. An error should be a *casework.Error or *casework.Zustellfehler with a
// reason.
type Melder interface {
	Report(ctx context.Context, m casework.Alarmmeldung) error
}
