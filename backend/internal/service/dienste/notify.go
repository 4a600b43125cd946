package dienste

import (
	"context"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// notify leaves a remark (text) at the Vorgang.
func (s *Service) notify(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	j casework.JobDienst) (map[string]any, error) {
	k := &casework.Kommentar{ID: schluesselID(j), Vorgang: v.ID, Text: eingabe(j, "text"), Von: "Kontor", Am: tx.Now}
	tx.Journal(v, "kommentar", map[string]any{"kommentar": k.ID, "an": eingabe(j, "an")})
	return nil, tx.InsertKommentar(ctx, k)
}
