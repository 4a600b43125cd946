package versand

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ReturnBrief: the letter came back. It made nothing known, so what the process counts from it waits again, unless the
// message became known by another way.
func (s *Service) ReturnBrief(ctx context.Context, a casework.Actor, id, sendung uuid.UUID, version int,
	grund string) error {
	return s.Change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		x, n, err := briefOf(ctx, tx, v, sendung)
		if err != nil {
			return err
		}
		if err := x.CheckBriefAkt(casework.BriefZurueck); err != nil {
			return err
		}
		if casework.IsLeer(grund) {
			return casework.FailField("grund", "required")
		}
		x.Zustand = casework.SendungZurueck
		tx.Journal(v, "brief_zurueck", map[string]any{"sendung": x.ID, "nachricht": n.ID, "grund": grund})
		if err := tx.SaveSendung(ctx, x); err != nil {
			return err
		}
		bekannt, err := s.knownBy(ctx, tx, v, n.ID)
		if err != nil || !bekannt.IsZero() {
			return err
		}
		return s.Ablauf.ReannounceBrief(ctx, tx, v, n.ID, time.Time{})
	})
}

// knownBy is the first day on which a message counts as known by any of its ways; zero = by none.
func (s *Service) knownBy(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	nachricht uuid.UUID) (first time.Time, err error) {
	sendungen, err := tx.ListSendungen(ctx, v.ID)
	if err != nil {
		return first, err
	}
	kalender, err := s.Kalender(ctx, tx)
	if err != nil {
		return first, err
	}
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return first, err
	}
	for _, x := range sendungen {
		if x.Nachricht == nil || *x.Nachricht != nachricht {
			continue
		}
		if am := kalender.BekanntDurch(x, def.Meta.Recht); !am.IsZero() && (first.IsZero() || am.Before(first)) {
			first = am
		}
	}
	return first, nil
}
