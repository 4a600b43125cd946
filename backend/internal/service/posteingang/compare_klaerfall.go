package posteingang

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// Klaerfallvergleich shows both contents of a conflict side by side.
type Klaerfallvergleich struct {
	Erster       store.Eingang // the delivery that was accepted
	Verdeckt     bool          // values are hidden from this person
	Unterschiede []casework.Abweichung
	Gleich       int
}

// CompareKlaerfall says in what a conflicting delivery differs from the accepted one. Who may not see the Vorgang of
// that one learns which fields differ, not what they say.
func (s *Service) CompareKlaerfall(ctx context.Context, a casework.Actor, id uuid.UUID) (*Klaerfallvergleich, error) {
	if err := a.Must(casework.RechtKlaerLesen); err != nil {
		return nil, err
	}
	out := &Klaerfallvergleich{}
	var k *Klaerfall
	var z *store.Zugang
	var erster *casework.Antrag
	err := s.DB.InTx(ctx, a, func(tx *store.Tx) (err error) {
		if k, z, err = loadKonflikt(ctx, tx, id); err != nil {
			return err
		}
		e, err := tx.FindAngenommen(ctx, k.Zugang, k.Kennung)
		if err != nil {
			return err
		}
		out.Erster = *e
		v, err := tx.GetVorgang(ctx, *k.KonfliktMit)
		if err != nil {
			return err
		}
		out.Verdeckt = !a.Has(casework.RechtLesen) || s.MayRead(ctx, tx, a, v) != nil
		if e.RohdatenGeloeschtAm != nil { // what the Vorgang keeps is nearly the same
			if erster, _, err = tx.GetAntrag(ctx, v.ID); err != nil {
				return err
			}
		}
		if err := tx.LogZugriff(ctx, v.ID, "klaerfall_vergleich", &k.ID); err != nil {
			return err
		}
		return tx.LogZugriff(ctx, k.ID, "klaerfall", nil)
	})
	if err != nil {
		return nil, err
	}
	zweiter, err := s.parseAgain(ctx, z, &k.Eingang)
	if err == nil && erster == nil {
		erster, err = s.parseAgain(ctx, z, &out.Erster)
	}
	if err != nil {
		return nil, err
	}
	out.Unterschiede, out.Gleich = casework.Compare(erster, zweiter)
	if out.Verdeckt {
		for i := range out.Unterschiede {
			u := &out.Unterschiede[i]
			u.Vorher, u.Nachher = hide(u.Vorher), hide(u.Nachher)
		}
	}
	return out, nil
}

func hide(s string) string {
	if s == "" {
		return ""
	}
	return "[Wert]"
}

// loadKonflikt reads an open Klärfall whose Kennung belongs to another content already.
func loadKonflikt(ctx context.Context, tx *store.Tx, id uuid.UUID) (*Klaerfall, *store.Zugang, error) {
	k, err := loadKlaerfall(ctx, tx, id)
	if err != nil {
		return nil, nil, err
	}
	if err := k.offen(); err != nil {
		return nil, nil, err
	}
	if k.KonfliktMit == nil {
		return nil, nil, casework.Fail(casework.Conflict, "klaerfall_no_conflict")
	}
	z, err := tx.GetZugangByID(ctx, k.Zugang)
	return k, z, err
}

// parseAgain reads a stored delivery once more.
func (s *Service) parseAgain(ctx context.Context, z *store.Zugang, e *store.Eingang) (*casework.Antrag, error) {
	ad := s.Adapters[z.Adapter]
	if ad == nil {
		return nil, &casework.Error{Code: casework.Unavailable, Reason: "adapter_missing", Detail: z.Adapter}
	}
	var k Kopf
	if err := json.Unmarshal(e.Kopf, &k); err != nil {
		return nil, err
	}
	return s.ParseEingang(ctx, z, ad, e, k.Path, k.Query)
}
