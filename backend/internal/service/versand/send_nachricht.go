package versand

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/ablauf"
	"kontor/backend/internal/store"
)

// NeueNachricht is what a person writes. Punkte are the items of a Nachforderung. Aufgabe is the task of the process
// the message is written for; nil = it stands beside the process and completes nothing.
type NeueNachricht struct {
	casework.Nachricht
	Aufgabe  *uuid.UUID
	Anhaenge []uuid.UUID
	Punkte   []casework.Punkt
	// Brief sends it as a letter, too; who has no account gets one anyhow. Anschrift is where to; nil = to the address
	// of the application.
	Brief     bool
	Anschrift *casework.Anschrift
	// ImPostfach is a Bescheid that is announced in the mailbox of the Nutzerkonto; every other lies in the
	// Antragsraum.
	ImPostfach bool
}

// ByBrief tells whether the message goes out as a letter.
func (n *NeueNachricht) ByBrief(v *casework.Vorgang) bool { return n.Brief || !HasKonto(v) }

// SendNachricht stores a message for good and asks for its delivery. Nothing has left the house when it
// returns: the Sendung says how it goes on.
func (s *Service) SendNachricht(ctx context.Context, a casework.Actor, id uuid.UUID, version int,
	n NeueNachricht) error {
	return s.Change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if err := maySend(v, n.Art); err != nil {
			return err
		}
		aufgabe, err := s.aufgabeDer(ctx, tx, v, &n)
		if err != nil {
			return err
		}
		if err := s.fillNachricht(ctx, tx, v, &n); err != nil {
			return err
		}
		if err := n.Validate(casework.Heute(tx.Now), len(n.Punkte)); err != nil {
			return err
		}
		if err := s.endOnArbeitstag(ctx, tx, &n); err != nil {
			return err
		}
		if err := s.checkKanal(ctx, tx, v, &n); err != nil {
			return err
		}
		if err := checkBrief(ctx, tx, v, &n); err != nil {
			return err
		}
		if err := s.StoreNachricht(ctx, tx, v, &n); err != nil {
			return err
		}
		art, werte := "nachricht_gesendet", map[string]any{"nachricht": n.ID.String()}
		if n.Art == casework.ArtNachforderung {
			art = "nachforderung_gesendet"
		}
		if n.AntwortBis != nil {
			werte["frist"] = n.AntwortBis.Format("2006-01-02")
		}
		v.Work()
		tx.Journal(v, art, map[string]any{"nachricht": n.ID, "antwort": n.Antwort})
		if err := tx.DeleteEntwurf(ctx, id, string(n.Art), nil); err != nil {
			return err
		}
		if aufgabe == nil {
			return nil
		}
		return s.Ablauf.CompleteOne(ctx, tx, v, *aufgabe, werte)
	})
}

// endOnArbeitstag: a period whose last day is none on which people work lasts to the end of the next one (§ 31 Abs. 3
// VwVfG). It is said to the applicant as it counts.
func (s *Service) endOnArbeitstag(ctx context.Context, tx *store.Tx, n *NeueNachricht) error {
	if n.AntwortBis == nil {
		return nil
	}
	kalender, err := s.Kalender(ctx, tx)
	if err != nil {
		return err
	}
	bis := kalender.NaechsterArbeitstag(*n.AntwortBis)
	n.AntwortBis = &bis
	return nil
}

// maySend: a closed Vorgang is not written to, and what is decided asks for nothing more.
func maySend(v *casework.Vorgang, art casework.NachrichtArt) error {
	if art == casework.ArtNachforderung {
		return v.MayAsk()
	}
	return v.MustBeOffen()
}

// aufgabeDer finds the open task the message is written for; nil = none. Where the process waits for the answer, the
// message has to ask for one: a hearing nobody can answer is none (§ 28 VwVfG).
func (s *Service) aufgabeDer(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	n *NeueNachricht) (*casework.Aufgabe, error) {
	if n.Aufgabe == nil {
		return nil, nil
	}
	aufgaben, err := tx.ListAufgaben(ctx, v.ID)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(aufgaben, func(x casework.Aufgabe) bool { return x.ID == *n.Aufgabe })
	if i < 0 {
		return nil, casework.FailField("aufgabe", "unknown")
	}
	x := aufgaben[i]
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	switch {
	case err != nil:
		return nil, err
	case x.Aktion != aktionOf(n.Art):
		return nil, casework.FailField("aufgabe", "other_act")
	case x.Zustand != casework.AufgabeOffen:
		return nil, casework.Fail(casework.Conflict, "aufgabe_done")
	case !ablauf.Erledigbar(tx.Actor, v, x):
		return nil, casework.Fail(casework.Forbidden, "aufgabe_of_others")
	case !ablauf.NeedsAntwort(def, x):
		return &x, nil
	case n.Antwort == "":
		n.Antwort = casework.AntwortErforderlich
	case n.Antwort != casework.AntwortErforderlich:
		return nil, casework.FailField("antwort", "task_needs_answer")
	}
	return &x, nil
}

// aktionOf names the tasks such a message is written for.
func aktionOf(art casework.NachrichtArt) string {
	if art == casework.ArtNachforderung {
		return casework.AktionNachforderung
	}
	return casework.AktionNachricht
}

// fillNachricht sets what the person need not say.
func (s *Service) fillNachricht(ctx context.Context, tx *store.Tx, v *casework.Vorgang, n *NeueNachricht) error {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return err
	}
	n.ID, n.Vorgang, n.Richtung, n.Am, n.Von, n.Gelesen = service.NewID(), v.ID, casework.Aus, tx.Now,
		tx.Actor.Anzeige, true
	if n.Art == "" {
		n.Art = casework.ArtNachricht
	}
	if n.Antwort == "" {
		n.Antwort = casework.AntwortMoeglich
	}
	if n.Art == casework.ArtNachforderung {
		n.Antwort = casework.AntwortErforderlich
	}
	if n.Vertrauensniveau == 0 {
		n.Vertrauensniveau = Niveau(def.Meta.Vertrauensniveau, v.Vertrauensniveau)
	}
	for i := range n.Punkte {
		n.Punkte[i].ID, n.Punkte[i].Nachricht, n.Punkte[i].Nr, n.Punkte[i].Zustand = service.NewID(), n.ID,
			i+1, casework.PunktOffen
	}
	return nil
}

// Niveau asks no more of the reader than the login of the application had, and no more than the
// Verfahren wants. Unknown counts as 1.
func Niveau(verfahren, antrag int) int {
	n := min(verfahren, antrag)
	if n != 3 && n != 4 {
		return 1
	}
	return n
}
