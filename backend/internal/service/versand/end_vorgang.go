package versand

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// EndVorgang ends what is open of a Vorgang of whose applicant nothing is wanted any more, however that came about: by
// a person, by the drawing, by a withdrawal. The frame calls it before it saves.
func (s *Service) EndVorgang(ctx context.Context, tx *store.Tx, v *casework.Vorgang) error {
	if v.Wants() {
		return nil
	}
	if err := s.settleAnfragen(ctx, tx, v); err != nil {
		return err
	}
	if err := dropZeichnung(ctx, tx, v); err != nil {
		return err
	}
	return s.Ablauf.EndProzess(ctx, tx, v)
}

// dropZeichnung: nobody signs what is decided otherwise.
func dropZeichnung(ctx context.Context, tx *store.Tx, v *casework.Vorgang) error {
	runden, err := tx.ListZeichnungen(ctx, v.ID)
	if err != nil {
		return err
	}
	z := casework.ZeichnungOffen(runden)
	if z == nil {
		return nil
	}
	z.Zustand, z.EntschiedenAm, z.EntschiedenVon = casework.ZeichnungHinfaellig, &tx.Now, tx.Actor.Anzeige
	tx.Journal(v, "bescheid_hinfaellig", map[string]any{"zeichnung": z.ID})
	return tx.SaveZeichnung(ctx, z)
}

// settleAnfragen tells the applicant that what was asked of them is not needed any more. Who has withdrawn was told
// with that.
func (s *Service) settleAnfragen(ctx context.Context, tx *store.Tx, v *casework.Vorgang) error {
	f, err := service.LoadFaden(ctx, tx, v.ID)
	if err != nil {
		return err
	}
	offen := f.Anfragen()
	for i := range offen {
		if err := s.settleNachricht(ctx, tx, v, &offen[i]); err != nil {
			return err
		}
	}
	if len(offen) == 0 || v.ZurueckgenommenAm != nil {
		return nil
	}
	warum := "Ihr Antrag ist abgeschlossen. "
	if v.Status == casework.Verworfen {
		warum = "Wir bearbeiten Ihren Antrag nicht weiter. "
	}
	// in the Antragsraum nobody can write of it any more
	return s.tell(ctx, tx, v, &offen[len(offen)-1], nichtMehrNoetig, warum+casework.NichtMehrNoetig(offen)+
		" Haben Sie noch Fragen, rufen Sie uns bitte an oder schreiben Sie uns einen Brief oder eine E-Mail.")
}

const nichtMehrNoetig = "Ihre Antwort ist nicht mehr nötig"

// settleNachricht notes that the office waits for the answer to a request no longer.
func (s *Service) settleNachricht(ctx context.Context, tx *store.Tx, v *casework.Vorgang, n *casework.Nachricht) error {
	tx.Journal(v, "anfrage_erledigt", map[string]any{"nachricht": n.ID, "betreff": n.Betreff})
	return tx.SettleNachricht(ctx, n.ID)
}
