package versand

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// FileVorgang asks for the hand-over of a closed Vorgang to the DMS; bestaetigt as in ExportVorgaenge.
func (s *Service) FileVorgang(ctx context.Context, a casework.Actor, id uuid.UUID, version int,
	bestaetigt []uuid.UUID) error {
	if s.Ausgaenge[casework.ZielXdomeaOrdner] == nil {
		return casework.Fail(casework.Conflict, "no_ausgang")
	}
	return s.Change(ctx, a, id, casework.RechtExportieren, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if v.Status != casework.Abgeschlossen {
			return casework.Fail(casework.Conflict, "vorgang_not_closed")
		}
		if err := journalExport(ctx, tx, v, bestaetigt, map[string]any{"ziel": casework.ZielXdomeaOrdner}); err != nil {
			return err
		}
		return s.EnqueueSendung(ctx, tx, v, casework.ZielXdomeaOrdner, casework.SendungAbgabe, nil)
	})
}
