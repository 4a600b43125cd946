package versand

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// WithdrawVorgang notes what the applicant declared to the office by another way; grund says how.
func (s *Service) WithdrawVorgang(ctx context.Context, a casework.Actor, id uuid.UUID, version int,
	grund string) error {
	return s.Change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if casework.IsLeer(grund) {
			return casework.FailField("grund", "required")
		}
		return s.Withdraw(ctx, tx, v, a.Anzeige, map[string]any{"grund": grund})
	})
}

// Withdraw is what the withdrawal of an application means, whoever took note of it: it stands in the journal, the
// process and the applicant are told, and the Vorgang ends with that result.
func (s *Service) Withdraw(ctx context.Context, tx *store.Tx, v *casework.Vorgang, von string,
	daten map[string]any) error {
	bescheide, err := tx.ListBescheide(ctx, v.ID)
	if err != nil {
		return err
	}
	if err := v.MayWithdraw(bescheide); err != nil {
		return err
	}
	tx.Journal(v, "zurueckgenommen", daten)
	if err := s.Ablauf.TellRuecknahme(ctx, tx, v); err != nil {
		return err
	}
	return s.confirmWithdrawal(ctx, tx, v, von)
}

func (s *Service) confirmWithdrawal(ctx context.Context, tx *store.Tx, v *casework.Vorgang, von string) error {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return err
	}
	text := "Ihr Antrag mit der Vorgangsnummer " + v.Vorgangsnummer + " ist seit dem " +
		casework.Heute(tx.Now).Format("02.01.2006") + " zurückgenommen. Wir bearbeiten ihn nicht weiter. " +
		"Stimmt das nicht, melden Sie sich bitte bei uns."
	n := &NeueNachricht{Nachricht: casework.Nachricht{ID: service.NewID(), Vorgang: v.ID, Richtung: casework.Aus,
		Art: casework.ArtBestaetigung, Betreff: "Ihr Antrag ist zurückgenommen", Text: text, Am: tx.Now, Von: von,
		Antwort: casework.AntwortKeine, Gelesen: true,
		Vertrauensniveau: Niveau(def.Meta.Vertrauensniveau, v.Vertrauensniveau)}}
	tx.Journal(v, "nachricht_gesendet", map[string]any{"nachricht": n.ID})
	return s.StoreNachricht(ctx, tx, v, n)
}
