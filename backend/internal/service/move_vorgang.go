package service

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// AcceptVorgang: neu → angenommen.
func (s *Service) AcceptVorgang(ctx context.Context, a casework.Actor, id uuid.UUID, version int) error {
	return s.change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if err := v.Accept(); err != nil {
			return err
		}
		tx.Journal(v, "angenommen", nil)
		return s.giveAktenzeichen(tx, v)
	})
}

// giveAktenzeichen follows the scheme of the Verfahren, once; a person may change it at any time.
func (s *Service) giveAktenzeichen(tx *store.Tx, v *casework.Vorgang) error {
	def, err := s.Verfahren.Get(v.Verfahren, v.Stand)
	if err != nil || v.Aktenzeichen != "" || def.Meta.Aktenzeichen == "" {
		return err
	}
	jahr, nummer, _ := strings.Cut(v.Vorgangsnummer, "-")
	v.Aktenzeichen = strings.NewReplacer("{jahr}", jahr, "{nummer}", strings.TrimLeft(nummer, "0")).Replace(def.Meta.Aktenzeichen)
	tx.Journal(v, "aktenzeichen_geaendert", map[string]any{"von": "", "nach": v.Aktenzeichen})
	tx.Enqueue(casework.JobSuche{Mandant: v.Mandant, Vorgang: v.ID})
	return nil
}

// RejectVorgang puts a Vorgang aside that is no application; the applicant is told nothing by itself.
func (s *Service) RejectVorgang(ctx context.Context, a casework.Actor, id uuid.UUID, version int, grund string) error {
	return s.change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if strings.TrimSpace(grund) == "" {
			return casework.FailField("grund", "required")
		}
		if err := v.Reject(); err != nil {
			return err
		}
		tx.Journal(v, "verworfen", map[string]any{"grund": grund})
		return s.advance(ctx, tx, v, workflow.Cancel{Reason: "Antrag verworfen: " + grund})
	})
}

// ForwardVorgang hands the whole Vorgang to another unit; whoever had it on the desk loses it.
func (s *Service) ForwardVorgang(ctx context.Context, a casework.Actor, id uuid.UUID, version int, einheit, grund string) error {
	units, err := s.ListEinheiten(ctx, a)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(units, func(u store.Einheit) bool { return u.Schluessel == einheit }) {
		return casework.FailField("einheit", "unknown")
	}
	return s.change(ctx, a, id, casework.RechtWeiterleiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if !v.Status.IstOffen() {
			return casework.Fail(casework.Conflict, "vorgang_not_open")
		}
		if v.Einheit == einheit {
			return casework.FailField("einheit", "already_there")
		}
		tx.Journal(v, "weitergeleitet", map[string]any{"von": v.Einheit, "an": einheit, "grund": grund})
		v.Einheit, v.Zustaendig = einheit, nil
		return nil
	})
}

// CloseVorgang ends the work and starts the retention period.
func (s *Service) CloseVorgang(ctx context.Context, a casework.Actor, id uuid.UUID, version int, grund string) error {
	return s.change(ctx, a, id, casework.RechtAbschliessen, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if v.Status == casework.Abgeschlossen {
			return casework.Fail(casework.Conflict, "already_closed")
		}
		bescheide, err := tx.ListBescheide(ctx, id)
		if err != nil {
			return err
		}
		if casework.BescheidOffen(bescheide) {
			return casework.Fail(casework.Conflict, "bescheid_not_announced")
		}
		if err := s.complete(ctx, tx, v, casework.AktionAbschluss, nil); err != nil {
			return err
		}
		if v.Status != casework.Abgeschlossen {
			if err := v.Close(tx.Now); err != nil {
				return err
			}
		}
		tx.Journal(v, "abgeschlossen", map[string]any{"grund": grund})
		return nil
	})
}

// ReopenVorgang takes the work up again: after a rejection the process begins anew, after an end the
// Vorgang goes on by hand.
func (s *Service) ReopenVorgang(ctx context.Context, a casework.Actor, id uuid.UUID, version int, grund string) error {
	return s.change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if strings.TrimSpace(grund) == "" {
			return casework.FailField("grund", "required")
		}
		verworfen := v.Status == casework.Verworfen
		if err := v.Reopen(); err != nil {
			return err
		}
		tx.Journal(v, "wiedereroeffnet", map[string]any{"grund": grund})
		if verworfen {
			return s.restart(ctx, tx, v)
		}
		return nil
	})
}

// UpdateVorgang changes what a person may edit in the header.
func (s *Service) UpdateVorgang(ctx context.Context, a casework.Actor, id uuid.UUID, version int, aktenzeichen *string) error {
	return s.change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if aktenzeichen == nil || strings.TrimSpace(*aktenzeichen) == v.Aktenzeichen {
			return nil
		}
		neu := casework.Brieftext(strings.TrimSpace(*aktenzeichen))
		if err := nichtZeigbar(casework.PruefeZeichen("aktenzeichen", 0, neu)); err != nil {
			return err
		}
		tx.Journal(v, "aktenzeichen_geaendert", map[string]any{"von": v.Aktenzeichen, "nach": neu})
		v.Aktenzeichen = neu
		tx.Enqueue(casework.JobSuche{Mandant: v.Mandant, Vorgang: v.ID})
		return nil
	})
}
