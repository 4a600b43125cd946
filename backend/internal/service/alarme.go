package service

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ListAlarme reads the alarms that are open and those that ended within seven days.
func (s *Service) ListAlarme(ctx context.Context, a casework.Actor) (out []store.Alarm, err error) {
	if err := a.Muss(casework.RechtPosteingang); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error { out, err = tx.ListAlarme(ctx, tx.Now.AddDate(0, 0, -7)); return err })
	return out, err
}

// noAddress: there is an alarm and nobody to tell.
const noAddress = "alarm_no_address"

// checkAlarme compares how the Zugänge of a tenant do with the alarms that are open. Beginning and end are reported once
// each: the job row is written with the alarm.
func (s *Service) checkAlarme(ctx context.Context, mandant uuid.UUID) error {
	type schluessel struct {
		zugang uuid.UUID
		art    string
	}
	return s.DB.InTx(ctx, casework.System(mandant), func(tx *store.Tx) error {
		zugaenge, err := s.loadZugaenge(ctx, tx)
		if err != nil {
			return err
		}
		set, err := tx.GetEingangseinstellung(ctx)
		if err != nil {
			return err
		}
		offen, err := tx.ListAlarme(ctx, tx.Now)
		if err != nil {
			return err
		}
		da := map[schluessel]bool{}
		for _, z := range zugaenge {
			for _, art := range z.Lage.Alarme(tx.Now) {
				da[schluessel{z.ID, art}] = true
			}
		}
		for _, a := range offen {
			if a.BeendetAm != nil || a.Zugang == nil {
				continue
			}
			k := schluessel{*a.Zugang, a.Art}
			if da[k] {
				delete(da, k)
				continue
			}
			if err := s.endAlarm(ctx, tx, a.ID, set); err != nil {
				return err
			}
		}
		for k := range da {
			if err := s.beginAlarm(ctx, tx, k.zugang, k.art, set); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Service) beginAlarm(ctx context.Context, tx *store.Tx, zugang uuid.UUID, art string, set *store.Eingangseinstellung) error {
	id, kanaele, fehler := newID(), alarmKanaele(set), ""
	if len(kanaele) == 0 {
		fehler = noAddress
	}
	fresh, err := tx.OpenAlarm(ctx, id, art, zugang, fehler)
	if err != nil || !fresh {
		return err
	}
	for _, kanal := range kanaele {
		tx.Enqueue(casework.JobAlarm{Mandant: tx.Actor.Mandant, Alarm: id, Kanal: kanal})
	}
	return nil
}

func (s *Service) endAlarm(ctx context.Context, tx *store.Tx, id uuid.UUID, set *store.Eingangseinstellung) error {
	open, err := tx.CloseAlarm(ctx, id)
	if err != nil || !open {
		return err
	}
	for _, kanal := range alarmKanaele(set) {
		tx.Enqueue(casework.JobAlarm{Mandant: tx.Actor.Mandant, Alarm: id, Kanal: kanal, Ende: true})
	}
	return nil
}

func alarmKanaele(set *store.Eingangseinstellung) (out []string) {
	if len(set.AlarmEmails) > 0 {
		out = append(out, casework.AlarmEmail)
	}
	if set.AlarmWebhook != "" {
		out = append(out, casework.AlarmWebhook)
	}
	return out
}

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
		cause = melder.Melde(ctx, *m)
	}
	fehler := ""
	if cause != nil {
		fehler = meldeFehler(cause)
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
	mandant, err := s.mandant(ctx, tx)
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

func meldeFehler(err error) string {
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
