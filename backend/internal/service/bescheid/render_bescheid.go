package bescheid

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/brief"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/store"
)

// RenderBescheid is the job of one Bescheid: letter, document, message, hand-over. Run twice, it finds
// the Bescheid rendered and does nothing.
func (s *Service) RenderBescheid(ctx context.Context, j casework.JobBescheid, letzterVersuch bool) error {
	actor := casework.System(j.Mandant)
	var b *casework.Bescheid
	var letter brief.Brief
	var auch []weitererBrief
	err := s.DB.ReadTx(ctx, actor, func(tx *store.Tx) (err error) {
		if b, err = tx.GetBescheid(ctx, j.Bescheid); err != nil || b.Zustand != casework.BescheidWirdErstellt {
			return err
		}
		v, err := tx.GetVorgang(ctx, b.Vorgang)
		if err != nil {
			return err
		}
		if letter, err = s.bescheidBrief(ctx, tx, v, b, false); err != nil {
			return err
		}
		auch, err = s.weitereBriefe(ctx, tx, v, b)
		return err
	})
	if err != nil || b.Zustand != casework.BescheidWirdErstellt {
		return err
	}
	fertig, err := s.Brief.Make(ctx, letter)
	for i := range auch {
		if err == nil {
			auch[i].fertig, err = s.Brief.Make(ctx, auch[i].brief)
		}
	}
	if err != nil {
		if letzterVersuch {
			return errors.Join(err, s.failBescheid(ctx, j))
		}
		return err
	}
	return s.System(ctx, j.Mandant, b.Vorgang, func(tx *store.Tx, v *casework.Vorgang) error {
		b, err := tx.GetBescheid(ctx, j.Bescheid)
		if err != nil || b.Zustand != casework.BescheidWirdErstellt {
			return err
		}
		if err := s.releaseBescheid(ctx, tx, v, b, fertig); err != nil {
			return err
		}
		return s.releaseWeitere(ctx, tx, v, b, auch)
	})
}

func (s *Service) releaseBescheid(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid,
	brief brief.Fertig) error {
	d := casework.Dokument{ID: service.NewID(), Vorgang: v.ID, Rolle: casework.RolleBescheid, Dateiname: "Bescheid_" +
		v.Vorgangsnummer + ".pdf",
		ContentType: "application/pdf", SHA256: brief.SHA256, Groesse: brief.Groesse,
		Pruefung: casework.PruefungUnbedenklich, Am: tx.Now, Signaturen: brief.Signaturen}
	b.Dokument = &d.ID
	switch b.Kanal {
	case casework.KanalAntragsraum:
		b.Zustand = casework.BescheidBereitgestellt
	case casework.KanalPostfach:
		b.Zustand = casework.BescheidUnterwegs
	default:
		b.Zustand = casework.BescheidZurPost
	}
	antrag, _, err := tx.GetAntrag(ctx, v.ID)
	if err != nil {
		return err
	}
	an := b.Empfaenger(antrag)
	tx.Journal(v, "bescheid_erstellt", map[string]any{"bescheid": b.ID, "dokument": d.ID, "sha256": d.SHA256,
		"an": an.Zeile()})
	if b.Kanal == casework.KanalAntragsraum { // it is provided because of this
		if err := tx.SealEinwilligung(ctx, v.KontoPseudonym, v.PostfachAdresse); err != nil {
			return err
		}
	}
	if versand.HasKonto(v) {
		n, err := s.bescheidNachricht(ctx, tx, v, b)
		if err != nil {
			return err
		}
		b.Nachricht, d.Nachricht = &n.ID, &n.ID
		if err := s.Versand.StoreNachricht(ctx, tx, v, n); err != nil {
			return err
		}
	}
	if err := tx.InsertDokumente(ctx, []casework.Dokument{d}); err != nil {
		return err
	}
	return tx.SaveBescheid(ctx, b)
}

func (s *Service) bescheidNachricht(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	b *casework.Bescheid) (*versand.NeueNachricht, error) {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return nil, err
	}
	f, err := service.LoadFaden(ctx, tx, v.ID)
	if err != nil {
		return nil, err
	}
	text := bescheidText(b, f.Bescheide)
	if anfragen := f.Ueberholt(b.ID); len(anfragen) > 0 {
		text += " " + casework.NichtMehrNoetig(anfragen)
	}
	return &versand.NeueNachricht{Nachricht: casework.Nachricht{
		ID: service.NewID(), Vorgang: v.ID, Richtung: casework.Aus, Art: casework.ArtBescheid,
		Betreff: "Ihr Bescheid: " + v.Langtitel(&def.Meta), Text: text, Am: tx.Now,
		Von: b.Von, Antwort: casework.AntwortKeine, Vertrauensniveau: versand.Niveau(def.Meta.Vertrauensniveau,
			v.Vertrauensniveau), Gelesen: true,
	}, ImPostfach: b.Kanal == casework.KanalPostfach}, nil
}

// bescheidText says that there is a Bescheid, which one it is about and how it comes, and nothing of what it decides.
func bescheidText(b *casework.Bescheid, bescheide []casework.Bescheid) string {
	da, entschieden := "Ihr Bescheid ist da.", "Über Ihren Antrag ist entschieden."
	if x := b.Aenderung; x != nil {
		da = x.Mitteilung(b.Frueher(bescheide), casework.BescheidMit(bescheide, x.Bezug))
		entschieden = da
	}
	switch {
	case b.Vertreten():
		return entschieden + " " + b.BriefAnVertretung()
	case b.Kanal == casework.KanalPost:
		return entschieden + " Der Bescheid kommt mit der Post; maßgeblich ist der Brief. Eine Kopie finden Sie vorab im Anhang."
	case b.Rechtsbehelf != nil && b.Rechtsbehelf.Text == "": // there is nothing at its end
		return da + " Sie finden ihn als PDF-Datei im Anhang."
	}
	return da + " Sie finden ihn als PDF-Datei im Anhang. Bitte lesen Sie auch die Rechtsbehelfsbelehrung am Ende."
}

func (s *Service) vorgangOfBescheid(ctx context.Context, mandant, bescheid uuid.UUID) (id uuid.UUID, err error) {
	err = s.DB.ReadTx(ctx, casework.System(mandant), func(tx *store.Tx) error {
		b, err := tx.GetBescheid(ctx, bescheid)
		if err == nil {
			id = b.Vorgang
		}
		return err
	})
	return id, err
}

// failBescheid brings a letter that cannot be rendered in front of a person.
func (s *Service) failBescheid(ctx context.Context, j casework.JobBescheid) error {
	vorgang, err := s.vorgangOfBescheid(ctx, j.Mandant, j.Bescheid)
	if err != nil {
		return err
	}
	return s.System(ctx, j.Mandant, vorgang, func(tx *store.Tx, v *casework.Vorgang) error {
		b, err := tx.GetBescheid(ctx, j.Bescheid)
		if err != nil {
			return err
		}
		b.Zustand = casework.BescheidFehlgeschlagen
		tx.Journal(v, "bescheid_nicht_erstellt", map[string]any{"bescheid": b.ID, "grund": "letter_not_rendered"})
		return tx.SaveBescheid(ctx, b)
	})
}
