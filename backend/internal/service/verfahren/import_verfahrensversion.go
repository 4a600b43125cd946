package verfahren

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// maxDatei bounds a procedure as a ZIP in bytes.
const maxDatei = 8 << 20

// ImportVerfahrensversion takes in one version as a ZIP. What is right waits for somebody to activate it; what is not
// is set aside, and its findings say why. What is there already is returned.
func (s *Service) ImportVerfahrensversion(ctx context.Context, a casework.Actor,
	file io.Reader) (k *Versionsakte, err error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(service.LimitBody(file, maxDatei))
	if errors.Is(err, service.ErrTooLarge) {
		return nil, service.TooLarge("verfahren_file_too_large", maxDatei)
	} else if err != nil {
		return nil, err
	}
	p, err := workflow.Unpack(raw)
	if err != nil {
		return nil, &casework.Error{Code: casework.Invalid, Reason: "verfahren_file_malformed",
			Detail: workflow.ErrorFinding(err).Message, Cause: err}
	}
	f := newFund(p.Name, p.Version, store.HerkunftDatei, p.Files, nil)
	if len(p.Ignored) > 0 {
		f.befunde = append(f.befunde, workflow.Finding{Severity: workflow.SeverityWarnung,
			Message: "Gehört zu keinem Verfahren und ist nicht übernommen: " + strings.Join(first(p.Ignored, 10), ", ") + "."})
	}
	f.check() // before the transaction: it plays scenarios
	err = s.DB.InTx(ctx, a, func(tx *store.Tx) error { k, err = s.takeFile(ctx, tx, f); return err })
	return k, err
}

func first(names []string, n int) []string { return names[:min(n, len(names))] }

func (s *Service) takeFile(ctx context.Context, tx *store.Tx, f *fund) (*Versionsakte, error) {
	e, err := s.openEingang(ctx, tx)
	if err != nil {
		return nil, err
	}
	v, neu, err := e.take(ctx, f)
	if err != nil {
		return nil, err
	}
	if neu {
		err = tx.Record(ctx, geladen, v.Name+"/"+v.Stand, map[string]any{"zustand": v.Zustand,
			"pruefsumme": v.Pruefsumme})
		if err != nil {
			return nil, err
		}
		return s.reread(ctx, tx, v.ID)
	}
	// e.versionen is as it was found, so its row is the one that was there before
	i := slices.IndexFunc(e.versionen, func(old store.Verfahrensversion) bool {
		return old.Name == f.name && old.Stand == f.stand && old.Pruefsumme == f.pruefsumme &&
			(v == nil) == (old.Zustand != store.VersionAbgelegt) && (v == nil || old.Herkunft == f.herkunft)
	})
	return s.reread(ctx, tx, e.versionen[i].ID)
}
