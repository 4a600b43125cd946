package service

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// NeueNachricht is what a person writes. Punkte are the items of a Nachforderung. Aufgabe is the task of the process the
// message is written for; nil = it stands beside the process and completes nothing.
type NeueNachricht struct {
	casework.Nachricht
	Aufgabe  *uuid.UUID
	Anhaenge []uuid.UUID
	Punkte   []casework.Punkt
}

// SendNachricht stores a message for good and asks for its delivery. Nothing has left the house when it
// returns: the Sendung says how it goes on.
func (s *Service) SendNachricht(ctx context.Context, a casework.Actor, id uuid.UUID, version int, n NeueNachricht) error {
	return s.change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if !v.Status.IstOffen() {
			return casework.Fail(casework.Conflict, "vorgang_not_open")
		}
		aufgabe, err := s.aufgabeDer(ctx, tx, v, &n)
		if err != nil {
			return err
		}
		if err := s.fillNachricht(tx, v, &n); err != nil {
			return err
		}
		if err := n.Validate(casework.Heute(tx.Now), len(n.Punkte)); err != nil {
			return err
		}
		if err := s.store(ctx, tx, v, &n); err != nil {
			return err
		}
		art, werte := "nachricht_gesendet", map[string]any{"nachricht": n.ID.String()}
		if n.Art == casework.ArtNachforderung {
			art = "nachforderung_gesendet"
			werte["frist"] = n.AntwortBis.Format("2006-01-02")
		}
		v.Work()
		tx.Journal(v, art, map[string]any{"nachricht": n.ID, "antwort": n.Antwort})
		if err := tx.DeleteEntwurf(ctx, id, string(n.Art)); err != nil {
			return err
		}
		if aufgabe == nil {
			return nil
		}
		return s.completeOne(ctx, tx, v, *aufgabe, werte)
	})
}

// aufgabeDer finds the open task the message is written for; nil = none. Where the process waits for the answer, the
// message has to ask for one: a hearing nobody can answer is none (§ 28 VwVfG).
func (s *Service) aufgabeDer(ctx context.Context, tx *store.Tx, v *casework.Vorgang, n *NeueNachricht) (*casework.Aufgabe, error) {
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
	def, err := s.Verfahren.Get(v.Verfahren, v.Stand)
	switch {
	case err != nil:
		return nil, err
	case x.Aktion != aktionOf(n.Art):
		return nil, casework.FailField("aufgabe", "other_act")
	case x.Zustand != casework.AufgabeOffen:
		return nil, casework.Fail(casework.Conflict, "aufgabe_done")
	case !Erledigbar(tx.Actor, v, x):
		return nil, casework.Fail(casework.Forbidden, "aufgabe_of_others")
	case !BrauchtAntwort(def, x):
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
func (s *Service) fillNachricht(tx *store.Tx, v *casework.Vorgang, n *NeueNachricht) error {
	def, err := s.Verfahren.Get(v.Verfahren, v.Stand)
	if err != nil {
		return err
	}
	n.ID, n.Vorgang, n.Richtung, n.Am, n.Von, n.Gelesen = newID(), v.ID, casework.Aus, tx.Now, tx.Actor.Anzeige, true
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
		n.Vertrauensniveau = niveau(def.Meta.Vertrauensniveau, v.Vertrauensniveau)
	}
	for i := range n.Punkte {
		n.Punkte[i].ID, n.Punkte[i].Nachricht, n.Punkte[i].Nr, n.Punkte[i].Zustand = newID(), n.ID, i+1, casework.PunktOffen
	}
	return nil
}

// niveau asks no more of the reader than the login of the application had, and no more than the
// Verfahren wants. Unknown counts as 1.
func niveau(verfahren, antrag int) int {
	n := min(verfahren, antrag)
	if n != 3 && n != 4 {
		return 1
	}
	return n
}

// store writes a message and its Sendung; the applicant must be reachable.
func (s *Service) store(ctx context.Context, tx *store.Tx, v *casework.Vorgang, n *NeueNachricht) error {
	if !erreichbar(v) {
		return casework.Fail(casework.Conflict, "no_mailbox")
	}
	if err := tx.InsertNachricht(ctx, &n.Nachricht, n.Punkte); err != nil {
		return err
	}
	if len(n.Anhaenge) > 0 {
		attached, err := tx.AttachDokumente(ctx, v.ID, n.ID, n.Anhaenge)
		if err != nil {
			return err
		}
		if attached != len(n.Anhaenge) {
			return casework.FailField("anhaenge", "not_attachable")
		}
	}
	return s.enqueueSendung(ctx, tx, v, casework.ZielAntragsraum, string(n.Art), &n.ID)
}

// erreichbar: without an account nobody could sign in and read.
func erreichbar(v *casework.Vorgang) bool { return v.KontoPseudonym != "" || v.PostfachAdresse != "" }

func (s *Service) enqueueSendung(ctx context.Context, tx *store.Tx, v *casework.Vorgang, ziel, art string, nachricht *uuid.UUID) error {
	x := &casework.Sendung{ID: newID(), Vorgang: v.ID, Ziel: ziel, Art: art, Nachricht: nachricht, Zustand: casework.SendungWartet, Am: tx.Now}
	if err := tx.InsertSendung(ctx, x); err != nil {
		return err
	}
	tx.Enqueue(casework.JobSendung{Mandant: v.Mandant, Sendung: x.ID})
	return nil
}

// RetrySendung lets a person try a failed delivery again.
func (s *Service) RetrySendung(ctx context.Context, a casework.Actor, id, sendung uuid.UUID) error {
	return s.change(ctx, a, id, casework.RechtBearbeiten, nil, func(tx *store.Tx, v *casework.Vorgang) error {
		x, err := tx.LockSendung(ctx, sendung)
		if err != nil {
			return err
		}
		if x.Vorgang != id {
			return casework.Fail(casework.NotFound, "not_found")
		}
		if x.Zustand != casework.SendungFehlgeschlagen && x.Zustand != casework.SendungUnbekannt {
			return casework.Fail(casework.Conflict, "sendung_not_failed")
		}
		x.Zustand, x.Fehler = casework.SendungWartet, ""
		tx.Journal(v, "sendung_wiederholt", map[string]any{"sendung": x.ID, "ziel": x.Ziel})
		tx.Enqueue(casework.JobSendung{Mandant: v.Mandant, Sendung: x.ID, Versuch: x.Versuche + 1})
		return tx.SaveSendung(ctx, x)
	})
}

// MarkGelesen: the office has seen an answer.
func (s *Service) MarkGelesen(ctx context.Context, a casework.Actor, id, nachricht uuid.UUID) error {
	return s.change(ctx, a, id, casework.RechtBearbeiten, nil, func(tx *store.Tx, v *casework.Vorgang) error {
		n, err := tx.GetNachricht(ctx, nachricht)
		if err != nil {
			return err
		}
		if n.Vorgang != id || n.Richtung != casework.Ein {
			return casework.Fail(casework.NotFound, "not_found")
		}
		if n.Gelesen {
			return nil
		}
		tx.Journal(v, "antwort_gelesen", map[string]any{"nachricht": n.ID})
		return tx.MarkGelesen(ctx, n.ID)
	})
}

// CheckPunkt accepts one item of a Nachforderung or sends it back; sending back needs a reason.
func (s *Service) CheckPunkt(ctx context.Context, a casework.Actor, id, punkt uuid.UUID, version int, angenommen bool, grund string) error {
	return s.change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		p, vorgang, err := tx.GetPunkt(ctx, punkt)
		if err != nil {
			return err
		}
		if vorgang != id {
			return casework.Fail(casework.NotFound, "not_found")
		}
		if !angenommen && grund == "" {
			return casework.FailField("grund", "required")
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
		return s.answered(ctx, tx, v, p.Nachricht, newID()) // the last item may have come by another way
	})
}
