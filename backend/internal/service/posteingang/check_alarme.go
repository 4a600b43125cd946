package posteingang

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// noAddress: there is an alarm and nobody to tell.
const noAddress = "alarm_no_address"

// CheckAlarme compares how the Zugänge of a tenant do with the alarms that are open. Beginning and end are reported
// once each: the job row is written with the alarm.
func (s *Service) CheckAlarme(ctx context.Context, mandant uuid.UUID) error {
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
			if err := s.beginAlarm(ctx, tx, &k.zugang, k.art, set); err != nil {
				return err
			}
		}
		return s.checkKanaele(ctx, tx, offen, set)
	})
}

// checkKanaele: one alarm stands for all channels of the tenant by which nothing goes.
func (s *Service) checkKanaele(ctx context.Context, tx *store.Tx, offen []store.Alarm,
	set *store.Eingangseinstellung) error {
	kanaele, err := tx.ListKanaele(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(offen, func(a store.Alarm) bool { return a.Art == casework.AlarmKanal && a.BeendetAm == nil })
	switch gestoert := len(gestoerteKanaele(kanaele)) > 0; {
	case gestoert && i < 0:
		return s.beginAlarm(ctx, tx, nil, casework.AlarmKanal, set)
	case !gestoert && i >= 0:
		return s.endAlarm(ctx, tx, offen[i].ID, set)
	}
	return nil
}

func gestoerteKanaele(kanaele []store.Kanal) (namen []string) {
	for _, k := range kanaele {
		if k.Aktiv && k.Stoerung != "" {
			namen = append(namen, k.Name)
		}
	}
	return namen
}

func (s *Service) beginAlarm(ctx context.Context, tx *store.Tx, zugang *uuid.UUID, art string,
	set *store.Eingangseinstellung) error {
	id, kanaele, fehler := service.NewID(), alarmKanaele(set), ""
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
	for _, w := range alarmwege {
		if len(w.an(set)) > 0 {
			out = append(out, w.kanal)
		}
	}
	return out
}
