package dienste

import (
	"context"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// handOver hands the Vorgang to a target (ausgang), which has to be set up.
func (s *Service) handOver(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	j casework.JobDienst) (map[string]any, error) {
	ziel := eingabe(j, "ausgang")
	if s.Versand.Ausgaenge[ziel] == nil {
		return nil, &casework.Error{Code: casework.Conflict, Reason: "no_ausgang", Detail: "Der Ausgang „" + ziel +
			"“ ist nicht eingerichtet."}
	}
	x := &casework.Sendung{ID: schluesselID(j), Ziel: ziel, Art: casework.SendungAbgabe}
	return map[string]any{"sendung": x.ID.String()}, s.Versand.Enqueue(ctx, tx, v, x)
}
