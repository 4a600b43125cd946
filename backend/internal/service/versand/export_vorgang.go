package versand

import (
	"context"
	"io"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// ExportVorgang writes one Vorgang as an xdomea message, as ExportVorgaenge does with several.
func (s *Service) ExportVorgang(ctx context.Context, a casework.Actor, id uuid.UUID,
	bestaetigt []uuid.UUID) (name string, write func(io.Writer) error, err error) {
	return s.ExportVorgaenge(ctx, a, []uuid.UUID{id}, bestaetigt)
}
