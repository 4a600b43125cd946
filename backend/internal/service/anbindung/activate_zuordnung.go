package anbindung

import (
	"context"
	"errors"
	"slices"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

// ActivateZuordnung makes a draft count for every delivery from now on; running Vorgänge keep what was read for them.
// Every sample is run again; if one comes out differently than before, or something is to be warned of, a person must
// have seen it (bestaetigt).
func (s *Service) ActivateZuordnung(ctx context.Context, a casework.Actor, id uuid.UUID, stand int,
	bestaetigt bool) (*Zuordnungsakte, error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	proben, err := s.proben(ctx, a, id)
	if err != nil {
		return nil, err
	}
	k, err := s.changeEntwurf(ctx, a, id, &stand, aktiviert, func(tx *store.Tx, z *store.Zuordnung) error {
		if err := selbeMuster(ctx, tx, z, proben); err != nil {
			return err
		}
		schema, err := posteingang.SchemaOf(z)
		if err != nil {
			return err
		}
		// before the check: it changes the samples
		if z.Struktur, err = casework.FormularStruktur(schema, lesbare(proben)...); err != nil {
			return err
		}
		p, err := s.check(ctx, tx, z, proben)
		switch {
		case err != nil:
			return err
		case !p.Bereit():
			return casework.Fail(casework.Conflict, "activation_blocked")
		case p.Auffaellig() && !bestaetigt:
			return casework.Fail(casework.Conflict, "activation_unconfirmed")
		}
		if err := tx.ActivateZuordnung(ctx, z); err != nil {
			return err
		}
		for _, m := range p.Muster {
			if err := tx.SaveErwartet(ctx, m.ID, m.Ergebnis); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		s.Posteingang.ForgetRegelwerk(a.Mandant)
	}
	return k, err
}

func lesbare(proben []casework.Probe) []*casework.Antrag {
	var out []*casework.Antrag
	for _, p := range proben {
		if p.Antrag != nil {
			out = append(out, p.Antrag)
		}
	}
	return out
}

// selbeMuster refuses if a sample came or went since they were read.
func selbeMuster(ctx context.Context, tx *store.Tx, z *store.Zuordnung, proben []casework.Probe) error {
	jetzt, err := tx.ListMuster(ctx, z.Zugang, z.Inhalt.Formular, z.Inhalt.Version)
	if err != nil {
		return err
	}
	if !slices.EqualFunc(jetzt, proben, func(m store.Muster, p casework.Probe) bool { return m.ID == p.ID }) {
		return casework.Fail(casework.Stale, "stale")
	}
	return nil
}

// isAdapterfehler tells whether a delivery cannot be read for a reason that lies in it.
func isAdapterfehler(err error) bool {
	var bad *adapters.Error
	var answered *adapters.Answered
	return errors.As(err, &bad) && bad.Code != adapters.Unavailable || errors.As(err, &answered)
}
