package versand

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// DropBrief: nobody sends this letter, or sends it again; grund says why. The message stays.
func (s *Service) DropBrief(ctx context.Context, a casework.Actor, id, sendung uuid.UUID, version int,
	grund string) error {
	return s.Change(ctx, a, id, casework.RechtBearbeiten, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		x, _, err := briefOf(ctx, tx, v, sendung)
		if err != nil {
			return err
		}
		if err := x.CheckBriefAkt(casework.BriefVerwerfen); err != nil {
			return err
		}
		if casework.IsLeer(grund) {
			return casework.FailField("grund", "required")
		}
		return dropBrief(ctx, tx, v, x, map[string]any{"grund": grund})
	})
}

func dropBrief(ctx context.Context, tx *store.Tx, v *casework.Vorgang, x *casework.Sendung,
	daten map[string]any) error {
	x.Zustand, x.Fehler = casework.SendungVerworfen, ""
	daten["sendung"], daten["nachricht"] = x.ID, x.Nachricht
	tx.Journal(v, "brief_verworfen", daten)
	return tx.SaveSendung(ctx, x)
}
