package verfahren

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// ActivateVerfahrensversion lets new Vorgänge go by a version from a day on; running ones keep theirs.
func (s *Service) ActivateVerfahrensversion(ctx context.Context, a casework.Actor, id uuid.UUID,
	ab time.Time) (*Versionsakte, error) {
	return s.change(ctx, a, id, aktiviert, func(tx *store.Tx, e *eingang, v *store.Verfahrensversion) error {
		heute := casework.Heute(tx.Now)
		switch {
		case ab.Before(heute):
			return casework.FailField("ab", "in_past")
		case service.AktivAm(v, heute):
			return casework.Fail(casework.Conflict, "version_active")
		case v.Zustand == store.VersionAbgelegt || v.Zustand == store.VersionEntwurf:
			return casework.Fail(casework.Conflict, "version_not_checked")
		}
		def, err := s.Verfahren.Get(ctx, tx, v.Name, v.Stand)
		if err != nil {
			return err
		}
		b := e.bestand.without(v) // it may have been meant for another day
		if b.hoeher(v, ab) {
			return casework.Fail(casework.Conflict, "version_older")
		}
		if konflikte := b.konflikte(def, ab); len(konflikte) > 0 {
			return &casework.Error{Code: casework.Conflict, Reason: "form_claimed", Detail: konflikte[0].Message}
		}
		if lacks := workflow.Errors(e.checkHaus(def)); len(lacks) > 0 {
			return &casework.Error{Code: casework.Conflict, Reason: "house_lacks", Detail: lacks[0].Message}
		}
		v.Zustand, v.AktivAb, v.Befunde = store.VersionAktiv, &ab, withoutClaims(v.Befunde)
		return tx.SaveVersion(ctx, v)
	})
}

// withoutClaims: the forms are its own now. What CheckForms found stands under this name and no other.
func withoutClaims(befunde []workflow.Finding) []workflow.Finding {
	return slices.DeleteFunc(befunde, func(f workflow.Finding) bool { return f.Element == "formulare" })
}
