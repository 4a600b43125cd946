package bescheid

import (
	"context"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// fillZahlung says of a fee what nobody said in the act, and where it is paid: the account as it is in this moment.
func (s *Service) fillZahlung(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid) error {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return err
	}
	m, err := tx.GetMandant(ctx)
	if err != nil {
		return err
	}
	b.FillZahlung(Zahlungsvorschlag(def, m, v, tx.Now))
	return nil
}

// Zahlungsvorschlag is how a fee would be paid that is decided now.
func Zahlungsvorschlag(def *workflow.Definition, m *store.Mandant, v *casework.Vorgang,
	now time.Time) casework.Zahlung {
	gebuehr := def.Meta.Bescheid.Gebuehr
	return casework.Zahlung{Grundlage: gebuehr.Rechtsgrundlage, Konto: m.Bankkonto(),
		FaelligAm:     casework.Faelligkeit(m.Kalender(), casework.Heute(now), gebuehr.FaelligTage),
		Kassenzeichen: v.Kassenzeichen(&def.Meta)}
}
