package bescheid

import (
	"context"
	"maps"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/store"
)

// CreateBescheid issues the decision once nothing is missing and what is unusual is confirmed. The letter is rendered
// and let out by a job; the decision itself stands from the commit on and is never changed.
func (s *Service) CreateBescheid(ctx context.Context, a casework.Actor, id uuid.UUID, version int,
	b casework.Bescheid, bestaetigt []string) error {
	if err := s.tryBrief(ctx, a, id, b); err != nil {
		return err
	}
	return s.Change(ctx, a, id, casework.RechtBescheiden, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if err := noneToSign(ctx, tx, v); err != nil {
			return err
		}
		if err := followBezug(ctx, tx, v, &b); err != nil {
			return err
		}
		switch gruende, err := s.zeichnungsgruende(ctx, tx, v, &b); {
		case err != nil:
			return err
		case len(gruende) > 0:
			return casework.Fail(casework.Conflict, "signature_required")
		}
		if err := s.issue(ctx, tx, v, &b, bestaetigt, map[string]any{}); err != nil {
			return err
		}
		return tx.DeleteEntwurf(ctx, id, "bescheid", nil)
	})
}

// issue makes a Bescheid of what was written; journal is what else there is to say of it.
func (s *Service) issue(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid,
	bestaetigt []string, journal map[string]any) error {
	if err := s.complete(ctx, tx, v, b); err != nil {
		return err
	}
	war := v.Status
	if err := decide(v, b); err != nil {
		return err
	}
	if err := s.GiveAktenzeichen(ctx, tx, v); err != nil {
		return err
	}
	b.ID, b.Zustand = service.NewID(), casework.BescheidWirdErstellt
	fragen, err := s.release(ctx, tx, v, b, bestaetigt)
	if err != nil {
		return err
	}
	if err := tx.InsertBescheid(ctx, b); err != nil {
		return err
	}
	if err := journalBezug(ctx, tx, b, journal); err != nil {
		return err
	}
	if err := dropErsetzten(ctx, tx, v, b); err != nil {
		return err
	}
	maps.Copy(journal, map[string]any{"bescheid": b.ID, "ergebnis": b.Ergebnis, "kanal": b.Kanal, "bestaetigt": fragen})
	tx.Journal(v, "bescheid_erteilt", journal)
	tx.Enqueue(casework.JobBescheidbrief{Mandant: v.Mandant, Bescheid: b.ID})
	if war == casework.Beschieden {
		return nil // the process has had its decision, and goes on
	}
	return s.Ablauf.Complete(ctx, tx, v, casework.AktionBescheid, map[string]any{"ergebnis": string(b.Ergebnis),
		"gebuehr": float64(b.GebuehrCent) / 100})
}

// journalBezug tells which earlier Bescheid this one is about, by its day, too: its evidence names it by that.
func journalBezug(ctx context.Context, tx *store.Tx, b *casework.Bescheid, journal map[string]any) error {
	x := b.Aenderung
	if x == nil {
		return nil
	}
	bescheide, err := tx.ListBescheide(ctx, b.Vorgang)
	if err != nil {
		return err
	}
	journal["aenderung"], journal["bezug"] = x.Wirkt().Art, x.Wirkt().Bezug
	if f := b.Frueher(bescheide); f != nil {
		journal["bezugVom"] = casework.Heute(f.Am).Format(time.DateOnly)
	}
	if x.Art != casework.AktErsetzen {
		return nil
	}
	journal["ersetzt"] = x.Bezug
	if f := casework.BescheidMit(bescheide, x.Bezug); f != nil {
		journal["ersetztVom"] = casework.Heute(f.Am).Format(time.DateOnly)
	}
	return nil
}

// complete fills what a person left to the program, and refuses what cannot be a decision or comes while another is
// under way.
func (s *Service) complete(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid) error {
	b.Write()
	if err := followBezug(ctx, tx, v, b); err != nil {
		return err
	}
	if err := s.checkBezug(ctx, tx, v, b); err != nil { // before what is written in it: there may be no place for it
		return err
	}
	if err := s.fillTenor(ctx, tx, v, b); err != nil {
		return err
	}
	if err := b.Validate(); err != nil {
		return err
	}
	if err := s.fill(ctx, tx, v, b); err != nil {
		return err
	}
	kanal, err := s.chooseKanal(ctx, tx, v, b)
	if err != nil {
		return err
	}
	b.Vorgang, b.Kanal, b.Am, b.Von = v.ID, kanal, tx.Now, tx.Actor.Anzeige
	return nil
}

// decide: an application is decided once; what is decided is changed as often as the law allows.
func decide(v *casework.Vorgang, b *casework.Bescheid) error {
	if b.Aenderung == nil {
		return v.Decide()
	}
	return v.Redecide()
}

// checkBezug refuses a second Bescheid while one is being written, and one that does not say what becomes of the first.
func (s *Service) checkBezug(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid) error {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return err
	}
	bescheide, err := tx.ListBescheide(ctx, v.ID)
	if err != nil {
		return err
	}
	if casework.BescheidInArbeit(bescheide) {
		return casework.Fail(casework.Conflict, "bescheid_under_way")
	}
	return b.CheckBezug(v, bescheide, def.Meta.Recht, casework.Heute(tx.Now))
}

// followBezug takes over from the earlier Bescheid what goes on in one that does something to it.
func followBezug(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid) error {
	if b.Aenderung == nil {
		return nil
	}
	bescheide, err := tx.ListBescheide(ctx, v.ID)
	if err == nil {
		b.FollowBezug(bescheide)
	}
	return err
}

// earlier is the Bescheid of this Vorgang that another does something to in the end; nil = it is about none.
func earlier(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	b *casework.Bescheid) (*casework.Bescheid, error) {
	if b.Aenderung == nil {
		return nil, nil
	}
	bescheide, err := tx.ListBescheide(ctx, v.ID)
	if err != nil {
		return nil, err
	}
	if frueher := b.Frueher(bescheide); frueher != nil {
		return frueher, nil
	}
	return nil, casework.FailField("aenderung", "unknown")
}

// fillTenor takes the sentence of the procedure where the person left it at that.
func (s *Service) fillTenor(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid) error {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return err
	}
	antrag, angaben, err := tx.GetAntrag(ctx, v.ID)
	if err != nil {
		return err
	}
	vorschlaege := casework.Tenorvorschlaege(&def.Meta, casework.Brieftitel(v.Langtitel(&def.Meta)),
		casework.GestelltAm(antrag, v), angaben)
	frueher, err := earlier(ctx, tx, v, b)
	if err != nil {
		return err
	}
	if frueher != nil {
		vorschlaege = frueher.Aenderungsvorschlaege(b.Aenderung.Wirkt().Art, vorschlaege)
	}
	b.FillTenor(vorschlaege)
	return nil
}

// release lets nothing out that the check has found missing, that nobody has confirmed or that no letter can show, and
// holds on to what the letter says about the remedy. It returns what was confirmed.
func (s *Service) release(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid,
	bestaetigt []string) ([]string, error) {
	p, err := s.checkRelease(ctx, tx, v, b)
	if err != nil {
		return nil, err
	}
	fragen, err := p.Check(bestaetigt)
	if err != nil {
		return nil, err
	}
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return nil, err
	}
	r := rechtsbehelf(def, b)
	b.Rechtsbehelf = &r
	return fragen, nil
}

// chooseKanal: the Antragsraum counts as notification only with consent (§ 41 Abs. 2a VwVfG) and where a notice can be
// sent, the mailbox of the Nutzerkonto unless it was excluded (§ 9 Abs. 1 OZG). Otherwise the letter goes by post.
func (s *Service) chooseKanal(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	b *casework.Bescheid) (string, error) {
	wunsch := b.Kanal
	if wunsch == casework.KanalPost {
		return wunsch, nil
	}
	if b.Vertreten() { // only the applicant has an account here
		if wunsch != "" {
			return "", casework.FailField("kanal", "representative_by_post")
		}
		return casework.KanalPost, nil
	}
	antrag, _, err := tx.GetAntrag(ctx, v.ID)
	if err != nil {
		return "", err
	}
	geht, err := s.AbrufMoeglich(ctx, tx, v, antrag)
	if err != nil {
		return "", err
	}
	grund, err := s.PostfachGrund(ctx, tx, v, antrag)
	if err != nil {
		return "", err
	}
	switch {
	case wunsch == casework.KanalAntragsraum && !geht:
		return "", casework.FailField("kanal", "no_consent")
	case wunsch == casework.KanalPostfach && grund != "":
		return "", casework.FailField("kanal", grund)
	case wunsch == casework.KanalAntragsraum, wunsch == "" && geht:
		return casework.KanalAntragsraum, nil
	case wunsch == casework.KanalPostfach, wunsch == "" && grund == "":
		return casework.KanalPostfach, nil
	case wunsch == "":
		return casework.KanalPost, nil
	}
	return "", casework.FailField("kanal", "unknown")
}

// AbrufMoeglich: the person consented, a notice can be sent, and a rule says when what was retrieved here is announced.
// Where none is known, nobody is offered a way at whose end a day is missing.
func (s *Service) AbrufMoeglich(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	antrag *casework.Antrag) (bool, error) {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return false, err
	}
	if def.Meta.Zustellung { // a formal one is proven, by deed or receipt
		return false, nil
	}
	kalender, err := s.Kalender(ctx, tx)
	if err != nil || !casework.AbrufBekannt(kalender, def.Meta.Recht, casework.Heute(tx.Now)) {
		return false, err
	}
	if !versand.HasKonto(v) || !s.Versand.Benachrichtigbar(antrag) {
		return false, nil
	}
	ja, _, err := tx.GetEinwilligung(ctx, v.KontoPseudonym, v.PostfachAdresse)
	return ja != nil && *ja, err
}
