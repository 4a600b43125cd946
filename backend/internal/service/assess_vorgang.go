package service

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// Assess works out when a Vorgang is due and who has the ball, from everything open in it.
func (s *Frame) Assess(ctx context.Context, tx *store.Tx, v *casework.Vorgang) error {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
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
	faden, err := LoadFaden(ctx, tx, v.ID)
	if err != nil {
		return err
	}
	prozess, err := tx.GetProzess(ctx, v.ID)
	if err != nil {
		return err
	}
	if v.Vorfall, err = s.hasVorfall(ctx, tx, v, prozess); err != nil {
		return err
	}
	kalender, err := s.Kalender(ctx, tx)
	if err != nil {
		return err
	}
	offen := slices.DeleteFunc(aufgaben, func(a casework.Aufgabe) bool { return a.Zustand != casework.AufgabeOffen })
	l := casework.Lage{Aufgaben: offen}
	for _, w := range wiedervorlagen {
		if !w.Erledigt {
			l.Termine = append(l.Termine, casework.Termin{Am: w.FaelligAm,
				Grund: casework.GrundWiedervorlage, Text: w.Betreff})
		}
	}
	wartet := func(brief uuid.UUID) bool { return waitsForBekanntgabe(prozess.Zustand, brief) }
	l.Add(faden.Alles(kalender, casework.Heute(tx.Now),
		casework.Umstand{NimmtAn: v.Wants(), Aufgaben: len(offen) > 0, Wartet: wartet}))
	if v.Status.IsOffen() {
		runden, err := tx.ListZeichnungen(ctx, v.ID)
		if err != nil {
			return err
		}
		zeichnungLage(&l, runden, faden.Bescheide)
	}
	if l.AntwortOffen { // our own target rests; what lies on a desk does not
		l.Termine = append(l.Termine, aufgabenTermine(offen)...)
	} else {
		l.Termine = append(l.Termine, s.Zieltermin(ctx, tx, v, def, offen)...)
	}
	v.Assess(l)
	return nil
}

// LoadFaden reads what was said in a Vorgang, oldest first.
func LoadFaden(ctx context.Context, tx *store.Tx, vorgang uuid.UUID) (f casework.Faden, err error) {
	if f.Nachrichten, err = tx.ListNachrichten(ctx, vorgang); err != nil {
		return f, err
	}
	if f.Punkte, err = tx.ListPunkte(ctx, vorgang); err != nil {
		return f, err
	}
	f.Bescheide, err = tx.ListBescheide(ctx, vorgang)
	return f, err
}

// waitsForBekanntgabe: a Frist of the process begins when the letter becomes known, and it has not.
func waitsForBekanntgabe(st workflow.State, brief uuid.UUID) bool {
	return slices.ContainsFunc(st.Waits, func(w workflow.Wait) bool { return w.Brief == brief.String() })
}

// zeichnungLage: what was laid before a second person is theirs, what was returned is who wrote it.
func zeichnungLage(l *casework.Lage, runden []casework.Zeichnung, bescheide []casework.Bescheid) {
	if len(runden) == 0 {
		return
	}
	t := casework.Termin{Grund: casework.GrundAufgabe}
	switch z := runden[len(runden)-1]; z.Zustand {
	case casework.ZeichnungVorgelegt:
		t.Am, t.Text = casework.Heute(z.Am), "Bescheid zeichnen"
	case casework.ZeichnungZurueckgegeben:
		if n := len(bescheide); n > 0 && bescheide[n-1].Am.After(*z.EntschiedenAm) {
			return // issued since, without a round
		}
		t.Am, t.Text = casework.Heute(*z.EntschiedenAm), "Zurückgegebenen Bescheid überarbeiten"
	case casework.ZeichnungGezeichnet, casework.ZeichnungZurueckgeholt, casework.ZeichnungHinfaellig:
		return
	}
	l.ZurPost = true
	l.Termine = append(l.Termine, t)
}

// Zieltermin: the Verfahren's own target, and due dates of tasks.
func (s *Frame) Zieltermin(ctx context.Context, tx *store.Tx, v *casework.Vorgang, def *workflow.Definition,
	aufgaben []casework.Aufgabe) []casework.Termin {
	out := aufgabenTermine(aufgaben)
	vorEntscheidung := v.Status == casework.Neu || v.Status == casework.Angenommen || v.Status == casework.InBearbeitung
	if def.Meta.Zielfrist > 0 && vorEntscheidung {
		if kalender, err := s.Kalender(ctx, tx); err == nil {
			out = append(out, casework.Termin{Am: kalender.PlusArbeitstage(casework.Heute(v.EingangAm),
				def.Meta.Zielfrist), Grund: casework.GrundZiel})
		}
	}
	return out
}

// aufgabenTermine: what lies on a desk is due on its day, whoever else is asked for something.
func aufgabenTermine(aufgaben []casework.Aufgabe) []casework.Termin {
	var out []casework.Termin
	for _, a := range aufgaben {
		if a.FaelligAm != nil {
			out = append(out, casework.Termin{Am: *a.FaelligAm, Grund: casework.GrundAufgabe, Text: a.Titel})
		}
	}
	return out
}

// hasVorfall: the process or a Sendung waits for a person.
func (s *Frame) hasVorfall(ctx context.Context, tx *store.Tx, v *casework.Vorgang, p *store.Prozess) (bool, error) {
	if slices.ContainsFunc(p.Zustand.Tokens, func(t workflow.Token) bool { return t.Wait == workflow.WaitIncident }) {
		return true, nil
	}
	sendungen, err := tx.ListSendungen(ctx, v.ID)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(sendungen, func(x casework.Sendung) bool { return x.NeedsPerson(sendungen) }), nil
}
