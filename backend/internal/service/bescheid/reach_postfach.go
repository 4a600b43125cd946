package bescheid

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// benachrichtigt is the evidence of the notice (§ 9 Abs. 1 Satz 3 OZG).
const benachrichtigt = "Das Nutzerkonto benachrichtigt selbst darüber, dass etwas bereitsteht"

// PostfachGrund says why a Bescheid is not announced in the mailbox of the Nutzerkonto; "" = it can be (§ 9 Abs. 1
// OZG). What is not known counts as no.
func (s *Service) PostfachGrund(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	antrag *casework.Antrag) (string, error) {
	p := antrag.Antragsteller.Postfach
	if v.PostfachAdresse == "" || p == nil {
		return "no_mailbox", nil
	}
	switch p.Bescheide {
	case adapters.BescheideErlaubt:
	case adapters.BescheideAusgeschlossen:
		return "mailbox_excluded", nil
	default:
		return "mailbox_not_asked", nil
	}
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return "", err
	}
	if def.Meta.Zustellung {
		return "service_required", nil
	}
	kalender, err := s.Kalender(ctx, tx)
	if err != nil {
		return "", err
	}
	bek := casework.Bekannt(kalender, def.Meta.Recht, casework.Bereitgestellt, casework.Heute(tx.Now))
	if bek.Am.IsZero() {
		return "mailbox_no_rule", nil
	}
	return s.Versand.BescheidGrund(ctx, tx, v, antrag)
}

// AnnouncePostfach: the mailbox took it at a moment, and the day of Bekanntgabe follows from that, whether it is opened
// or not. What was posted meanwhile keeps the day of the letter.
func (s *Service) AnnouncePostfach(ctx context.Context, tx *store.Tx, v *casework.Vorgang, nachricht uuid.UUID,
	am time.Time) error {
	b, err := ofNachricht(ctx, tx, v.ID, nachricht)
	if err != nil || b == nil || b.Zustand != casework.BescheidUnterwegs {
		return err
	}
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return err
	}
	kalender, err := s.Kalender(ctx, tx)
	if err != nil {
		return err
	}
	b.HinweisAm = &am // the account gives notice with it
	bek := casework.Bekannt(kalender, def.Meta.Recht, casework.Bereitgestellt, casework.Heute(am))
	bek.Schritte = append(bek.Schritte, benachrichtigt)
	return s.Announce(ctx, tx, v, b, kalender, bek)
}

// RefusePostfach brings a Bescheid that the mailbox did not take in front of a person.
func (s *Service) RefusePostfach(ctx context.Context, tx *store.Tx, vorgang, nachricht uuid.UUID, ungewiss bool) error {
	b, err := ofNachricht(ctx, tx, vorgang, nachricht)
	if err != nil || b == nil || b.Zustand != casework.BescheidUnterwegs {
		return err
	}
	b.Zustand = casework.BescheidNichtZugestellt
	if ungewiss {
		b.Zustand = casework.BescheidAusgangUnbekannt
	}
	return tx.SaveBescheid(ctx, b)
}

// RetryPostfach lets it go once more. What goes another way by now does not.
func (s *Service) RetryPostfach(ctx context.Context, tx *store.Tx, vorgang, nachricht uuid.UUID) error {
	b, err := ofNachricht(ctx, tx, vorgang, nachricht)
	if err != nil {
		return err
	}
	failed := []casework.BescheidZustand{casework.BescheidNichtZugestellt, casework.BescheidAusgangUnbekannt}
	if b == nil || b.Kanal != casework.KanalPostfach || b.Ersetzt() || !slices.Contains(failed, b.Zustand) {
		return casework.Fail(casework.Conflict, "bescheid_other_way")
	}
	b.Zustand = casework.BescheidUnterwegs
	return tx.SaveBescheid(ctx, b)
}

// ofNachricht is the Bescheid that a message brings; nil = it brings none.
func ofNachricht(ctx context.Context, tx *store.Tx, vorgang, nachricht uuid.UUID) (*casework.Bescheid, error) {
	bescheide, err := tx.ListBescheide(ctx, vorgang)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(bescheide, func(b casework.Bescheid) bool {
		return b.Nachricht != nil && *b.Nachricht == nachricht
	})
	if i < 0 {
		return nil, nil
	}
	return &bescheide[i], nil
}

// dropErsetzten: one that another takes the place of is not sent into the mailbox any more, and waits for nobody.
func dropErsetzten(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid) error {
	if b.Aenderung == nil || b.Aenderung.Art != casework.AktErsetzen {
		return nil
	}
	bescheide, err := tx.ListBescheide(ctx, v.ID)
	if err != nil {
		return err
	}
	f := casework.BescheidMit(bescheide, b.Aenderung.Bezug)
	if f == nil || f.Kanal != casework.KanalPostfach || f.Nachricht == nil {
		return nil
	}
	return dropSendungen(ctx, tx, v, *f.Nachricht)
}

// dropSendungen: what was to bring a message into the mailbox does not any more.
func dropSendungen(ctx context.Context, tx *store.Tx, v *casework.Vorgang, nachricht uuid.UUID) error {
	sendungen, err := tx.ListSendungen(ctx, v.ID)
	if err != nil {
		return err
	}
	for i := range sendungen {
		x := &sendungen[i]
		if x.Nachricht == nil || *x.Nachricht != nachricht || !x.AnBescheid() ||
			x.Zustand == casework.SendungBereitgestellt || x.Zustand == casework.SendungGelesen {
			continue
		}
		x.Zustand, x.Fehler = casework.SendungVerworfen, ""
		if err := tx.SaveSendung(ctx, x); err != nil {
			return err
		}
	}
	return nil
}
