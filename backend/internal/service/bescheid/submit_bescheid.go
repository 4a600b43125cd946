package bescheid

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// SubmitBescheid lays what somebody wants to issue before a second person. It is looked at as if it went out, and
// becomes a Bescheid only when another has signed.
func (s *Service) SubmitBescheid(ctx context.Context, a casework.Actor, id uuid.UUID, version int,
	b casework.Bescheid, bestaetigt []string) error {
	if err := s.tryBrief(ctx, a, id, b); err != nil {
		return err
	}
	return s.Change(ctx, a, id, casework.RechtBescheiden, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if err := noneToSign(ctx, tx, v); err != nil {
			return err
		}
		if err := s.complete(ctx, tx, v, &b); err != nil {
			return err
		}
		decided := *v
		if err := decide(&decided, &b); err != nil {
			return err
		}
		gruende, err := s.zeichnungsgruende(ctx, tx, v, &b)
		if err != nil {
			return err
		}
		if len(gruende) == 0 {
			gruende = []string{casework.ZeichnungFreiwillig}
		}
		z := casework.Zeichnung{ID: service.NewID(), Vorgang: id, Bescheid: b, Gruende: gruende, Am: tx.Now,
			Von: a.Anzeige, VonID: a.Benutzer, Zustand: casework.ZeichnungVorgelegt}
		if z.Bestaetigt, err = s.release(ctx, tx, v, &b, bestaetigt); err != nil {
			return err
		}
		if err := tx.InsertZeichnung(ctx, &z); err != nil {
			return err
		}
		v.Work()
		tx.Journal(v, "bescheid_vorgelegt", map[string]any{"zeichnung": z.ID, "ergebnis": b.Ergebnis,
			"gruende": gruende, "bestaetigt": z.Bestaetigt})
		return tx.DeleteEntwurf(ctx, id, "bescheid", nil)
	})
}

// noneToSign: while one Bescheid waits for its signature nobody writes another.
func noneToSign(ctx context.Context, tx *store.Tx, v *casework.Vorgang) error {
	runden, err := tx.ListZeichnungen(ctx, v.ID)
	if err == nil && casework.ZeichnungOffen(runden) != nil {
		err = casework.Fail(casework.Conflict, "zeichnung_open")
	}
	return err
}

// zeichnungsgruende are why the procedure asks for a second signature.
func (s *Service) zeichnungsgruende(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	b *casework.Bescheid) ([]string, error) {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return nil, err
	}
	frueher, err := earlier(ctx, tx, v, b)
	if err != nil {
		return nil, err
	}
	return casework.Zeichnungsgruende(def.Meta.Bescheid.Zeichnung, b, frueher), nil
}
