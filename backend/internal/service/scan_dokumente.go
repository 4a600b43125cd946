package service

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ScanDokumente is the job that lets documents out of quarantine, or keeps them there.
func (s *Service) ScanDokumente(ctx context.Context, j casework.JobPruefung) error {
	var docs []casework.Dokument
	err := s.DB.ReadTx(ctx, casework.System(j.Mandant), func(tx *store.Tx) (err error) {
		docs, err = tx.ListDokumente(ctx, j.Vorgang)
		return err
	})
	if err != nil {
		return err
	}
	results := map[uuid.UUID]casework.Pruefung{}
	for _, d := range docs {
		if d.Pruefung != casework.PruefungAusstehend {
			continue
		}
		if results[d.ID], err = s.scan(ctx, d.SHA256); err != nil {
			return err
		}
	}
	if len(results) == 0 {
		return nil
	}
	return s.DB.InTx(ctx, casework.System(j.Mandant), func(tx *store.Tx) error {
		v, err := tx.LockVorgang(ctx, j.Vorgang)
		if err != nil {
			return err
		}
		for id, p := range results {
			if err := tx.SavePruefung(ctx, id, p); err != nil {
				return err
			}
			art := "dokument_geprueft"
			if p == casework.PruefungBefallen {
				art = "dokument_befallen"
			}
			tx.Journal(v, art, map[string]any{"dokument": id, "ergebnis": p})
		}
		return tx.SaveVorgang(ctx, v) // a scan changes neither what is due nor who has the ball
	})
}

func (s *Service) scan(ctx context.Context, sha256 string) (casework.Pruefung, error) {
	r, err := s.Blobs.Open(ctx, sha256)
	if err != nil {
		return "", err
	}
	defer r.Close()
	return s.Scanner.Scan(ctx, r)
}
