package verfahren

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// RetireVerfahrensversion takes a version from new Vorgänge; running ones keep it. The active one before it takes its
// place, or nobody.
func (s *Service) RetireVerfahrensversion(ctx context.Context, a casework.Actor, id uuid.UUID) (*Versionsakte, error) {
	return s.change(ctx, a, id, zurueckgezogen, func(tx *store.Tx, e *eingang, v *store.Verfahrensversion) error {
		if v.Zustand != store.VersionAktiv {
			return casework.Fail(casework.Conflict, "version_not_active")
		}
		if err := e.bestand.without(v).mayRemain(tx); err != nil {
			return err
		}
		v.Zustand = store.VersionZurueckgezogen
		return tx.SaveVersion(ctx, v)
	})
}

// mayRemain: what is left takes every application, and each form once.
func (b *bestand) mayRemain(tx *store.Tx) error {
	for _, tag := range b.tage(casework.Heute(tx.Now)) {
		defs := b.am(tag)
		if !has(defs, service.StandardVerfahren) {
			return casework.Fail(casework.Conflict, "standard_needed")
		}
		if konflikte := workflow.CheckForms(defs); len(konflikte) > 0 {
			return &casework.Error{Code: casework.Conflict, Reason: "form_claimed", Detail: konflikte[0].Message}
		}
	}
	return nil
}
