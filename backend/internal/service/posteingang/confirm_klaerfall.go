package posteingang

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ConfirmKlaerfall discards it, as a person other than the one who asked. What came stays readable until its retention
// ends.
func (s *Service) ConfirmKlaerfall(ctx context.Context, a casework.Actor, id uuid.UUID) (*Klaerfall, error) {
	return s.changeKlaerfall(ctx, a, id, func(tx *store.Tx, k *Klaerfall) error {
		if k.VerwerfenVon == nil {
			return casework.Fail(casework.Conflict, "discard_not_requested")
		}
		if *k.VerwerfenVon == a.Benutzer {
			return casework.Fail(casework.Conflict, "second_person_needed")
		}
		if err := tx.ConfirmVerwerfung(ctx, id); err != nil {
			return err
		}
		return tx.Record(ctx, "klaerfall_verworfen", id.String(), map[string]any{
			"grund": k.VerwerfenGrund, "beantragt_von": k.VerwerfenName, "freigegeben_von": a.Anzeige,
			"sha256": k.SHA256, "kennung": k.Kennung,
		})
	})
}
