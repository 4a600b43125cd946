package versand

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// CheckWeg refuses, for a process that writes by itself, where neither an account nor an address is known: a drawing
// may go on from there (unzustellbar), else a person does.
func (s *Service) CheckWeg(ctx context.Context, tx *store.Tx, v *casework.Vorgang) error {
	if HasKonto(v) {
		return nil
	}
	an, err := briefanschrift(ctx, tx, v, nil)
	if err != nil || an.BriefMangel() == "" {
		return err
	}
	return &casework.Error{Code: casework.Conflict, Reason: "unzustellbar",
		Detail: "Die antragstellende Person hat kein Konto, und im Antrag steht keine vollständige Anschrift für einen Brief."}
}
