package versand

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// SendBrief sends a message that is there as a letter: because nobody was told of it, because the mailbox is gone,
// because the letter came back. anschrift nil = to the address of the application. One that lies to be posted, or
// failed, is not sent any more.
func (s *Service) SendBrief(ctx context.Context, a casework.Actor, id, nachricht uuid.UUID, version int,
	anschrift *casework.Anschrift) error {
	return s.Change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		n, err := tx.GetNachricht(ctx, nachricht)
		if err != nil {
			return err
		}
		if n.Vorgang != id || n.Richtung != casework.Aus {
			return casework.Fail(casework.NotFound, "not_found")
		}
		if !slices.Contains(casework.Bearbeitbar, v.Status) {
			return casework.Fail(casework.Conflict, "vorgang_not_open")
		}
		sendungen, err := tx.ListSendungen(ctx, id)
		if err != nil {
			return err
		}
		if !casework.BriefMoeglich(n, sendungen) {
			return casework.Fail(casework.Conflict, "letter_under_way")
		}
		neu := &NeueNachricht{Nachricht: *n, Brief: true, Anschrift: anschrift}
		if err := checkBrief(ctx, tx, v, neu); err != nil {
			return err
		}
		for i := range sendungen {
			x := &sendungen[i]
			liegt := x.Zustand == casework.SendungZurPost || x.Zustand == casework.SendungFehlgeschlagen
			if x.Ziel == casework.ZielPost && x.Nachricht != nil && *x.Nachricht == n.ID && liegt {
				if err := dropBrief(ctx, tx, v, x, map[string]any{"ersetzt": true}); err != nil {
					return err
				}
			}
		}
		tx.Journal(v, "brief_beauftragt", map[string]any{"nachricht": n.ID})
		return s.enqueueBrief(ctx, tx, v, n, anschrift)
	})
}
