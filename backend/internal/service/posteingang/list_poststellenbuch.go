package posteingang

import (
	"context"
	"strings"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ListPoststellenbuch reads one page of everything that ever came in.
func (s *Service) ListPoststellenbuch(ctx context.Context, a casework.Actor,
	f store.Buchfilter) (out []store.Bucheintrag, err error) {
	if err := a.Must(casework.RechtPosteingang); err != nil {
		return nil, err
	}
	f.Suche = strings.TrimSpace(f.Suche)
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error { out, err = tx.ListPoststellenbuch(ctx, f); return err })
	if err != nil {
		return nil, err
	}
	z := casework.Zugriff{Art: "poststellenbuch"}
	if f.Suche != "" {
		z.Daten = map[string]any{"suche": f.Suche}
	}
	return out, s.NoteBlick(ctx, a, z)
}
