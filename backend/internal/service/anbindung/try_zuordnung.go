package anbindung

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// Probelauf is the Vorgang as a caseworker would see it.
type Probelauf struct {
	*casework.Zuordnungsergebnis
	Def         *workflow.Definition
	EinheitName string
}

// TryZuordnung runs one sample through a mapping as it stands on the screen; nothing is saved.
func (s *Service) TryZuordnung(ctx context.Context, a casework.Actor, id, muster uuid.UUID,
	inhalt casework.Zuordnung) (p *Probelauf, err error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	if err := inhalt.Check(); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		angebot, err := s.Verfahren.Angebot(ctx, tx)
		if err != nil {
			return err
		}
		if angebot.Newest(inhalt.Verfahren) == nil {
			return casework.FailField("verfahren", "unknown")
		}
		z, m, err := zuordnungMitMuster(ctx, tx, id, muster)
		if err != nil {
			return err
		}
		zugang, err := s.zugangOf(ctx, tx, z.Zugang)
		if err != nil {
			return err
		}
		regeln, err := s.Posteingang.Regelwerk(ctx, tx)
		if err != nil {
			return err
		}
		z.Inhalt, z.Struktur = inhalt, nil
		w, err := s.Posteingang.Lesart(ctx, tx, z)
		if err != nil {
			return err
		}
		e, _, err := s.Posteingang.Zuordne(ctx, tx, zugang, regeln, w, m.Antrag)
		if err != nil {
			return err
		}
		p = &Probelauf{Zuordnungsergebnis: e, Def: w.Def, EinheitName: e.Einheit}
		units, err := s.Einheiten(ctx, tx)
		for _, u := range units {
			if u.Schluessel == e.Einheit {
				p.EinheitName = u.Name
			}
		}
		return err
	})
	return p, err
}

// zuordnungMitMuster reads a mapping and a sample of the same form.
func zuordnungMitMuster(ctx context.Context, tx *store.Tx, id,
	muster uuid.UUID) (*store.Zuordnung, *store.Muster, error) {
	z, err := tx.GetZuordnung(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	m, err := tx.GetMuster(ctx, muster)
	if err == nil && (m.Zugang != z.Zugang || m.Formular != z.Inhalt.Formular) {
		err = casework.Fail(casework.NotFound, "not_found")
	}
	return z, m, err
}
