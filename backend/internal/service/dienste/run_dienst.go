package dienste

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/ablauf"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// RunDienst is the job of one service task. The act and the answer to the process are one transaction,
// so a repeated job finds the token gone and does nothing. What still fails at the last attempt becomes an
// incident at the Vorgang.
func (s *Service) RunDienst(ctx context.Context, j casework.JobDienst, letzterVersuch bool) error {
	err := s.tryDienst(ctx, j)
	if err == nil || !letzterVersuch {
		return err
	}
	s.Log.Error("service task given up", "vorgang", j.Vorgang, "art", j.Art, "error", err)
	return s.System(ctx, j.Mandant, j.Vorgang, func(tx *store.Tx, v *casework.Vorgang) error {
		return s.Ablauf.Advance(ctx, tx, v, workflow.ServiceFailed{Token: j.Token, Code: ablauf.ReasonOf(err),
			Reason: ablauf.GrundOf(err)})
	})
}

// tryDienst returns an error where trying again may help; any other failure is answered to the process.
func (s *Service) tryDienst(ctx context.Context, j casework.JobDienst) error {
	return s.System(ctx, j.Mandant, j.Vorgang, func(tx *store.Tx, v *casework.Vorgang) error {
		p, err := tx.GetProzess(ctx, v.ID)
		if err != nil {
			return err
		}
		if t, ok := p.Zustand.Token(j.Token); !ok || t.Wait != workflow.WaitService {
			return nil
		}
		aus, err := s.do(ctx, tx, v, j)
		if code := casework.CodeOf(err); err != nil && (code == casework.Internal || code == casework.Unavailable) {
			return err
		}
		if err != nil {
			return s.Ablauf.Advance(ctx, tx, v, workflow.ServiceFailed{Token: j.Token, Code: ablauf.ReasonOf(err),
				Reason: ablauf.GrundOf(err)})
		}
		return s.Ablauf.Advance(ctx, tx, v, workflow.ServiceDone{Token: j.Token, Values: aus})
	})
}

// do does what the kind says. A kind that nobody set up fails with a reason a person sees at the Vorgang, with buttons
// to try again or to skip.
func (s *Service) do(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	j casework.JobDienst) (map[string]any, error) {
	do := arten[j.Art]
	if do == nil {
		return nil, &casework.Error{Code: casework.Conflict, Reason: "service_not_configured", Detail: "Der Dienst „" +
			j.Art + "“ ist in dieser Installation nicht eingerichtet."}
	}
	return do(s, ctx, tx, v, j)
}
