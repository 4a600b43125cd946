package versand

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// CheckPunkt accepts one item of a Nachforderung or sends it back; sending back needs a reason.
func (s *Service) CheckPunkt(ctx context.Context, a casework.Actor, id, punkt uuid.UUID, version int, angenommen bool,
	grund string) error {
	return s.Change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		p, vorgang, err := tx.GetPunkt(ctx, punkt)
		if err != nil {
			return err
		}
		if vorgang != id {
			return casework.Fail(casework.NotFound, "not_found")
		}
		if err := v.MustBeOffen(); err != nil { // what is sent back could not be sent in again
			return err
		}
		if v.ZurueckgenommenAm != nil {
			return casework.Fail(casework.Conflict, "already_withdrawn")
		}
		if !angenommen && casework.IsLeer(grund) {
			return casework.FailField("grund", "required")
		}
		if angenommen && p.Zustand == casework.PunktAngenommen {
			return nil
		}
		ungefragt := angenommen && p.Zustand != casework.PunktEingereicht
		if !angenommen && (p.Zustand == casework.PunktOffen || p.Zustand == casework.PunktZurueckgewiesen) {
			return casework.Fail(casework.Conflict, "punkt_not_submitted")
		}
		p.Zustand, p.Grund = casework.PunktAngenommen, ""
		art := "punkt_angenommen"
		if !angenommen {
			p.Zustand, p.Grund, art = casework.PunktZurueckgewiesen, grund, "punkt_zurueckgewiesen"
		}
		tx.Journal(v, art, map[string]any{"titel": p.Titel, "grund": p.Grund})
		if err := tx.SavePunkt(ctx, p); err != nil {
			return err
		}
		if p.Zustand == casework.PunktZurueckgewiesen {
			if err := s.tellPunkt(ctx, tx, v, p); err != nil {
				return err
			}
		}
		if ungefragt {
			if err := s.tellErledigt(ctx, tx, v, p); err != nil {
				return err
			}
		}
		// the last item may have come by another way
		return s.Ablauf.AnswerAnfrage(ctx, tx, v, p.Nachricht, service.NewID())
	})
}

// anfrageOf is the request of an item, nil where its applicant is told nothing of it, and whether it is still open.
func (s *Service) anfrageOf(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	p *casework.Punkt) (n *casework.Nachricht, offen bool, err error) {
	f, err := service.LoadFaden(ctx, tx, v.ID)
	if err != nil {
		return nil, false, err
	}
	i := slices.IndexFunc(f.Nachrichten, func(n casework.Nachricht) bool { return n.ID == p.Nachricht })
	if i < 0 || !v.Wants() {
		return nil, false, nil
	}
	return &f.Nachrichten[i], f.AntwortOffen(f.Nachrichten[i]), nil
}

// tellErledigt writes the applicant that a request wants nothing any more whose last item came by another way.
func (s *Service) tellErledigt(ctx context.Context, tx *store.Tx, v *casework.Vorgang, p *casework.Punkt) error {
	n, offen, err := s.anfrageOf(ctx, tx, v, p)
	if err != nil || n == nil || offen || n.ErledigtAm != nil || !HasKonto(v) { // no letter for what nobody misses
		return err
	}
	return s.tell(ctx, tx, v, n, nichtMehrNoetig, "„"+p.Titel+"“ liegt uns vor. "+
		casework.NichtMehrNoetig([]casework.Nachricht{*n}))
}

// tellPunkt writes the applicant that an item was sent back, while it can still be sent in. The period runs on; where
// the office waits for the answer no longer there is none.
func (s *Service) tellPunkt(ctx context.Context, tx *store.Tx, v *casework.Vorgang, p *casework.Punkt) error {
	n, offen, err := s.anfrageOf(ctx, tx, v, p)
	if err != nil || n == nil || n.ErledigtAm == nil && !offen { // a decision has overtaken it
		return err
	}
	text := "„" + p.Titel + "“ können wir so nicht verwenden: " + p.Grund +
		"\n\nBitte reichen Sie die Unterlage noch einmal ein"
	if bis := n.Laufend(); bis != nil && n.ErledigtAm == nil {
		text += ", bis zum " + bis.Format("02.01.2006")
	}
	return s.tell(ctx, tx, v, n, "Bitte reichen Sie „"+p.Titel+"“ noch einmal ein",
		text+". Das geht bei unserer Nachricht „"+n.Betreff+"“.")
}
