package verfahren

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/ablauf"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// Uebungswunsch is how an Uebung of a version begins, and what happens in it.
type Uebungswunsch struct {
	Beginn   *time.Time     // nil = now
	Antrag   map[string]any // logical values as a mapping would deliver them
	Schritte []workflow.Schritt
	Szenario string // title: the steps are wanted as a file, too
}

// Uebung is what stands after the steps.
type Uebung struct {
	*ablauf.Uebung
	Szenario []byte // a file for the folder scenarios, nil = not wanted
}

// PlayVerfahrensversion plays a version from its start, for practice: the engine alone, with the calendar of the place.
func (s *Service) PlayVerfahrensversion(ctx context.Context, a casework.Actor, id uuid.UUID,
	w Uebungswunsch) (*Uebung, error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	var u workflow.Uebung
	var land casework.Land
	err := s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		v, err := tx.GetVersion(ctx, id)
		if err != nil {
			return err
		}
		if v.Zustand == store.VersionAbgelegt {
			return casework.Fail(casework.Conflict, "version_not_checked")
		}
		if u.Def, err = s.Verfahren.Get(ctx, tx, v.Name, v.Stand); err != nil {
			return err
		}
		kalender, err := s.Kalender(ctx, tx)
		land = kalender.Land
		u.Facts = workflow.Facts{Now: casework.Berlin(tx.Now), Arbeitstag: kalender.IsArbeitstag}
		return err
	})
	if err != nil {
		return nil, err
	}
	if w.Beginn != nil {
		u.Facts.Now = casework.Berlin(*w.Beginn).Truncate(time.Second)
	}
	if err := supposed(&u, w.Antrag); err != nil {
		return nil, err
	}
	stand, err := ablauf.Play(u, nil, w.Schritte)
	if err != nil || w.Szenario == "" {
		return &Uebung{Uebung: stand}, err
	}
	gegeben := workflow.Gegeben{Antrag: w.Antrag, Vorgang: u.Facts.Vorgang, Land: string(land)}
	raw, err := u.Szenario(gegeben, w.Szenario, w.Schritte, casework.Arbeitstage)
	return &Uebung{stand, raw}, noSzenario(err)
}

// supposed puts in an application that was never made, and the Vorgang it would have become.
func supposed(u *workflow.Uebung, antrag map[string]any) error {
	typed, wrong := u.Def.Meta.Antrag(antrag)
	felder := map[string]string{}
	for name := range wrong {
		felder["antrag."+name] = "invalid"
	}
	for name := range antrag {
		if _, known := typed[name]; !known {
			felder["antrag."+name] = "unknown"
		}
	}
	if len(felder) > 0 {
		return &casework.Error{Code: casework.Invalid, Reason: "invalid_fields", Fields: felder}
	}
	u.Facts.Antrag = typed
	u.Facts.Vorgang = map[string]any{"titel": u.Def.Meta.Titel, "status": string(casework.Neu),
		"einheit": u.Def.Meta.Einheit, "verfahren": u.Def.Name, "version": u.Def.Version,
		"eingang": casework.Heute(u.Facts.Now).Format(time.DateOnly), "nummer": "", "aktenzeichen": "",
		"antragsteller": "", "vertrauensniveau": float64(u.Def.Meta.Vertrauensniveau)}
	return nil
}

func noSzenario(err error) error {
	var why *workflow.Error
	if errors.As(err, &why) {
		return &casework.Error{Code: casework.Conflict, Reason: "uebung_no_scenario", Detail: why.Reason, Cause: err}
	}
	return err
}
