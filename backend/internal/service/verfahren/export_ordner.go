package verfahren

import (
	"context"
	"path"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// ExportOrdner reads every version that is kept, as <name>/<version>/<file>: what ImportOrdner takes in.
func (s *Service) ExportOrdner(ctx context.Context, mandant uuid.UUID) (workflow.Files, error) {
	out := workflow.Files{}
	err := s.DB.ReadTx(ctx, casework.System(mandant), func(tx *store.Tx) error {
		versionen, err := tx.ListVersionen(ctx)
		if err != nil {
			return err
		}
		for _, v := range versionen {
			if v.Zustand == store.VersionAbgelegt {
				continue
			}
			raw, err := tx.GetPack(ctx, v.ID)
			if err != nil {
				return err
			}
			p, err := workflow.Unpack(raw)
			if err != nil {
				return err
			}
			for name, file := range p.Files {
				out[path.Join(v.Name, v.Stand, name)] = file
			}
		}
		return nil
	})
	return out, err
}
