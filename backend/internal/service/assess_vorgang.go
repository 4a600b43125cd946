package service

import (
	"context"
	"slices"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// assess works out when a Vorgang is due and who has the ball, from everything open in it.
func (s *Service) assess(ctx context.Context, tx *store.Tx, v *casework.Vorgang) error {
	def, err := s.Verfahren.Get(v.Verfahren, v.Stand)
	if err != nil {
		return err
	}
	aufgaben, err := tx.ListAufgaben(ctx, v.ID)
	if err != nil {
		return err
	}
	wiedervorlagen, err := tx.ListWiedervorlagen(ctx, v.ID)
	if err != nil {
		return err
	}
	nachrichten, err := tx.ListNachrichten(ctx, v.ID)
	if err != nil {
		return err
	}
	bescheide, err := tx.ListBescheide(ctx, v.ID)
	if err != nil {
		return err
	}
	if v.Vorfall, err = s.hatVorfall(ctx, tx, v); err != nil {
		return err
	}
	land, err := s.land(ctx, tx)
	if err != nil {
		return err
	}
	offen := slices.DeleteFunc(aufgaben, func(a casework.Aufgabe) bool { return a.Zustand != casework.AufgabeOffen })
	l := casework.Lage{Aufgaben: offen}
	for _, w := range wiedervorlagen {
		if !w.Erledigt {
			l.Termine = append(l.Termine, casework.Termin{Am: w.FaelligAm, Grund: casework.GrundWiedervorlage, Text: w.Betreff})
		}
	}
	nachrichtenLage(&l, nachrichten)
	bescheidLage(&l, bescheide, land, casework.Heute(tx.Now))
	if !l.AntwortOffen {
		l.Termine = append(l.Termine, s.zieltermin(ctx, tx, v, def, offen)...)
	}
	v.Beurteile(l)
	return nil
}

// nachrichtenLage: an unread answer is ours, an unanswered required question is the applicant's.
func nachrichtenLage(l *casework.Lage, nachrichten []casework.Nachricht) {
	beantwortet := map[string]bool{}
	for _, n := range nachrichten {
		if n.Richtung == casework.Ein {
			l.NeueAntwort = l.NeueAntwort || !n.Gelesen
			if n.Bezug != nil {
				beantwortet[n.Bezug.String()] = true
			}
		}
	}
	for _, n := range nachrichten {
		if n.Antwort == casework.AntwortErforderlich && !beantwortet[n.ID.String()] {
			l.AntwortOffen = true
			if n.AntwortBis != nil {
				l.Termine = append(l.Termine, casework.Termin{Am: *n.AntwortBis, Grund: casework.GrundAntwortfrist})
			}
		}
	}
}

func bescheidLage(l *casework.Lage, bescheide []casework.Bescheid, land casework.Land, heute time.Time) {
	for i, b := range bescheide {
		switch b.Zustand {
		case casework.BescheidFehlgeschlagen: // there is no letter that could be posted
			if i < len(bescheide)-1 {
				continue // and another decision has taken its place
			}
			l.ZurPost = true
			l.Termine = append(l.Termine, casework.Termin{Am: casework.Heute(b.Am), Grund: casework.GrundAufgabe,
				Text: "Bescheid ohne Brief, neu erteilen"})
		case casework.BescheidZurPost, casework.BescheidAbrufAbgelaufen:
			l.ZurPost = true
			l.Termine = append(l.Termine, casework.Termin{Am: casework.Heute(b.Am), Grund: casework.GrundAufgabe, Text: "Bescheid zur Post geben"})
		case casework.BescheidBereitgestellt:
			l.WartetAbruf = true
			if b.HinweisAm != nil {
				l.Termine = append(l.Termine, casework.Termin{Am: casework.AbrufFrist(land, *b.HinweisAm), Grund: casework.GrundAbruf})
			}
		case casework.BescheidBekanntgegeben:
			if b.RechtsbehelfBis != nil {
				l.FristLaeuft = l.FristLaeuft || !b.RechtsbehelfBis.Before(heute)
				l.Termine = append(l.Termine, casework.Termin{Am: *b.RechtsbehelfBis, Grund: casework.GrundWiderspruch})
			}
		}
	}
}

// zieltermin: the Verfahren's own target, the deemed approval (§ 42a VwVfG), and due dates of tasks.
func (s *Service) zieltermin(ctx context.Context, tx *store.Tx, v *casework.Vorgang, def *workflow.Definition, aufgaben []casework.Aufgabe) []casework.Termin {
	var out []casework.Termin
	vorEntscheidung := v.Status == casework.Neu || v.Status == casework.Angenommen || v.Status == casework.InBearbeitung
	if def.Meta.Zielfrist > 0 && vorEntscheidung {
		if land, err := s.land(ctx, tx); err == nil {
			out = append(out, casework.Termin{Am: casework.PlusArbeitstage(land, casework.Heute(v.EingangAm), def.Meta.Zielfrist), Grund: casework.GrundZiel})
		}
	}
	for _, a := range aufgaben {
		if a.FaelligAm != nil {
			out = append(out, casework.Termin{Am: *a.FaelligAm, Grund: casework.GrundAufgabe, Text: a.Titel})
		}
	}
	return out
}

// hatVorfall: the process or a Sendung waits for a person.
func (s *Service) hatVorfall(ctx context.Context, tx *store.Tx, v *casework.Vorgang) (bool, error) {
	p, err := tx.GetProzess(ctx, v.ID)
	if err != nil {
		return false, err
	}
	if slices.ContainsFunc(p.Zustand.Tokens, func(t workflow.Token) bool { return t.Wait == workflow.WaitIncident }) {
		return true, nil
	}
	sendungen, err := tx.ListSendungen(ctx, v.ID)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(sendungen, func(x casework.Sendung) bool {
		return x.Zustand == casework.SendungFehlgeschlagen || x.Zustand == casework.SendungUnbekannt
	}), nil
}

func (s *Service) land(ctx context.Context, tx *store.Tx) (casework.Land, error) {
	m, err := s.mandant(ctx, tx)
	if err != nil {
		return "", err
	}
	return m.Land, nil
}
