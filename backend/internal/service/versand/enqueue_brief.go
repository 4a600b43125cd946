package versand

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// briefanschrift is where a letter goes: to who was named, else to the address of the application.
func briefanschrift(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	genannt *casework.Anschrift) (casework.Anschrift, error) {
	if genannt != nil {
		return *genannt, nil
	}
	antrag, _, err := tx.GetAntrag(ctx, v.ID)
	if err != nil {
		return casework.Anschrift{}, err
	}
	return casework.Antragsanschrift(antrag), nil
}

// checkBrief refuses, before a person's message is stored, what no letter can be made of or no postman finds.
func checkBrief(ctx context.Context, tx *store.Tx, v *casework.Vorgang, n *NeueNachricht) error {
	if !n.ByBrief(v) {
		return nil
	}
	an, err := briefanschrift(ctx, tx, v, n.Anschrift)
	if err != nil {
		return err
	}
	if err := an.CheckBrief(); err != nil {
		return err
	}
	return casework.NichtZeigbar(briefzeichen(n, an))
}

// briefzeichen are the characters of a message that no letter can show.
func briefzeichen(n *NeueNachricht, an casework.Anschrift) []casework.Zeichenstelle {
	found := append(casework.CheckZeichen("betreff", 0, n.Betreff), casework.CheckZeichen("text", 0, n.Text)...)
	for i, p := range n.Punkte {
		found = append(found, casework.CheckZeichen("punkte", i+1, p.Titel+" "+p.Hinweis)...)
	}
	return append(found, casework.CheckZeichen("anschrift", 0, an.Zeile())...)
}

// enqueueBrief lets a message go as a letter: its PDF is made, and it lies to be posted.
func (s *Service) enqueueBrief(ctx context.Context, tx *store.Tx, v *casework.Vorgang, n *casework.Nachricht,
	genannt *casework.Anschrift) error {
	an, err := briefanschrift(ctx, tx, v, genannt)
	if err != nil {
		return err
	}
	return s.Enqueue(ctx, tx, v, &casework.Sendung{ID: service.NewID(), Ziel: casework.ZielPost, Art: string(n.Art),
		Nachricht: &n.ID, Anschrift: &an})
}
