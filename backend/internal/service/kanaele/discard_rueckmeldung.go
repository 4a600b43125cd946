package kanaele

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// verwerfenGrundMin is how many characters a reason has at least.
const verwerfenGrundMin = 10

// DiscardRueckmeldung keeps something that came back and belongs to no Vorgang, with the reason, and out of sight.
func (s *Service) DiscardRueckmeldung(ctx context.Context, a casework.Actor, id uuid.UUID, grund string) error {
	if grund = strings.TrimSpace(grund); utf8.RuneCountInString(grund) < verwerfenGrundMin {
		return casework.FailField("grund", "length")
	}
	return s.settle(ctx, a, id, func(_ *store.Tx, r *casework.Rueckpost) error {
		r.Zustand, r.Grund = casework.RueckmeldungVerworfen, grund
		return nil
	})
}
