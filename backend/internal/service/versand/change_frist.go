package versand

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// fristChange is what somebody wants to do with the period of a request, and why.
type fristChange struct {
	nachricht uuid.UUID
	aktion    casework.FristAktion
	grund     string
}

// changeFrist is the frame of the acts on a period: what they change is the same for desk, Antragsraum and process, it
// stands in the journal with its reason, and the applicant is told.
func (s *Service) changeFrist(ctx context.Context, a casework.Actor, id uuid.UUID, version int, c fristChange,
	change func(*store.Tx, *casework.Nachricht) error) error {
	return s.Change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		n, err := s.fristOf(ctx, tx, v, c)
		if err != nil {
			return err
		}
		vorher := *n
		if err := change(tx, n); err != nil {
			return err
		}
		if err := tx.SaveAntwortfrist(ctx, n.ID, n.AntwortBis, n.UhrStehtSeit); err != nil {
			return err
		}
		tx.Journal(v, fristEreignis[c.aktion], fristDaten(&vorher, n, c.grund))
		if err := s.Ablauf.MoveAntwortfrist(ctx, tx, v, &vorher, n); err != nil {
			return err
		}
		return s.tellFrist(ctx, tx, v, n, c.aktion)
	})
}

// fristOf finds the request and whether this can be done with its period now.
func (s *Service) fristOf(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	c fristChange) (*casework.Nachricht, error) {
	f, err := service.LoadFaden(ctx, tx, v.ID)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(f.Nachrichten, func(n casework.Nachricht) bool { return n.ID == c.nachricht })
	if i < 0 {
		return nil, casework.Fail(casework.NotFound, "not_found")
	}
	if err := v.MustBeOffen(); err != nil {
		return nil, err
	}
	if !v.Wants() || !slices.Contains(f.FristAktionen(f.Nachrichten[i], casework.Heute(tx.Now)), c.aktion) {
		return nil, casework.Fail(casework.Conflict, "frist_not_changeable")
	}
	if casework.IsLeer(c.grund) {
		return nil, casework.FailField("grund", "required")
	}
	return &f.Nachrichten[i], nil
}

var fristEreignis = map[casework.FristAktion]string{
	casework.FristVerlaengern: "frist_verlaengert",
	casework.FristAnhalten:    "uhr_angehalten",
	casework.FristWeiter:      "uhr_weiter",
}

func fristDaten(vorher, n *casework.Nachricht, grund string) map[string]any {
	daten := map[string]any{"nachricht": n.ID, "betreff": n.Betreff, "grund": grund}
	if vorher.AntwortBis != nil {
		daten["vorher"] = vorher.AntwortBis.Format("2006-01-02")
	}
	if bis := n.Laufend(); bis != nil {
		daten["bis"] = bis.Format("2006-01-02")
	}
	return daten
}

// tellFrist writes the applicant until when they can answer now.
func (s *Service) tellFrist(ctx context.Context, tx *store.Tx, v *casework.Vorgang, n *casework.Nachricht,
	aktion casework.FristAktion) error {
	switch aktion {
	case casework.FristVerlaengern:
		return s.tell(ctx, tx, v, n, "Sie haben länger Zeit", fmt.Sprintf(
			"Die Frist für Ihre Antwort auf „%s“ wurde verlängert. Bitte antworten Sie bis zum %s.",
			n.Betreff, n.AntwortBis.Format("02.01.2006")))
	case casework.FristAnhalten:
		return s.tell(ctx, tx, v, n, "Ihre Frist ist angehalten", fmt.Sprintf(
			"Die Frist für Ihre Antwort auf „%s“ läuft zurzeit nicht. Sie können trotzdem antworten. "+
				"Wir melden uns, sobald die Frist weiterläuft.", n.Betreff))
	}
	return s.tell(ctx, tx, v, n, "Ihre Frist läuft weiter", fmt.Sprintf(
		"Die Frist für Ihre Antwort auf „%s“ läuft weiter. Bitte antworten Sie bis zum %s.",
		n.Betreff, n.AntwortBis.Format("02.01.2006")))
}

// tell writes the applicant something about a message that was sent before; nobody has to answer it.
func (s *Service) tell(ctx context.Context, tx *store.Tx, v *casework.Vorgang, n *casework.Nachricht,
	betreff, text string) error {
	if r := []rune(betreff); len(r) > 255 {
		betreff = string(r[:254]) + "…"
	}
	return s.StoreNachricht(ctx, tx, v, &NeueNachricht{Nachricht: casework.Nachricht{ID: service.NewID(),
		Vorgang: v.ID, Richtung: casework.Aus, Art: casework.ArtBestaetigung, Betreff: betreff, Text: text, Am: tx.Now,
		Von: tx.Actor.Anzeige, Antwort: casework.AntwortKeine, Vertrauensniveau: n.Vertrauensniveau, Bezug: &n.ID,
		Gelesen: true}})
}
