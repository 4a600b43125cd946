package anbindung

import (
	"context"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// CreateZuordnung starts the draft of a form and version, or returns the one that exists. It begins with the active
// mapping that says most about the form, else with what a Verfahren says of it, else empty.
func (s *Service) CreateZuordnung(ctx context.Context, a casework.Actor, zugang uuid.UUID, formular,
	version string) (k *Zuordnungsakte, err error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	err = s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		ziel, err := s.zugangOf(ctx, tx, zugang)
		if err != nil {
			return err
		}
		z := &store.Zuordnung{ID: service.NewID(), Zugang: zugang}
		if err := s.vorbild(ctx, tx, ziel, z, formular, version); err != nil {
			return err
		}
		neu, err := tx.InsertZuordnung(ctx, z)
		if err != nil {
			return err
		}
		if z, err = entwurf(ctx, tx, z); err != nil {
			return err
		}
		if neu {
			if err := noteZuordnung(ctx, tx, entworfen, z); err != nil {
				return err
			}
		}
		k, err = s.zuordnungsakte(ctx, tx, z)
		return err
	})
	return k, err
}

// vorbild fills the content a draft begins with.
func (s *Service) vorbild(ctx context.Context, tx *store.Tx, zugang *store.Zugang, z *store.Zuordnung, formular,
	version string) error {
	alt, err := tx.VorbildZuordnung(ctx, zugang.ID, formular, version)
	if err == nil {
		z.Inhalt, z.Schema = alt.Inhalt, alt.Schema
		z.Inhalt.Formular, z.Inhalt.Version = formular, version
		return nil
	}
	if casework.CodeOf(err) != casework.NotFound {
		return err
	}
	z.Inhalt = casework.Zuordnung{Verfahren: service.StandardVerfahren}
	angebot, err := s.Verfahren.Angebot(ctx, tx)
	if err != nil {
		return err
	}
	if d, f := angebot.ForForm(zugang.Adapter, adapters.Formular{Schluessel: formular}); d != nil {
		z.Inhalt = casework.LesartOf(d, f).Zuordnung
		muster, err := tx.ListMuster(ctx, zugang.ID, formular, version)
		if err != nil {
			return err
		}
		form, err := casework.FormularStruktur(nil, antraege(muster)...)
		if err != nil {
			return err
		}
		z.Inhalt.Labels = fehlendeLabels(z.Inhalt.Labels, form)
	}
	z.Inhalt.Formular, z.Inhalt.Version = formular, version
	return nil
}

// fehlendeLabels leaves out what the form names itself: a Verfahren only fills gaps, a mapping of IT goes before the
// form.
func fehlendeLabels(labels map[string]string, form []casework.Strukturfeld) map[string]string {
	out := map[string]string{}
	for pfad, l := range labels {
		out[pfad] = l
	}
	for _, f := range form {
		if f.Label != "" {
			delete(out, f.Pfad)
		}
	}
	return out
}

// entwurf reads the draft that is there now: this one, or that of somebody who was faster.
func entwurf(ctx context.Context, tx *store.Tx, z *store.Zuordnung) (*store.Zuordnung, error) {
	found, err := tx.FindZuordnung(ctx, z.Zugang, z.Inhalt.Formular, z.Inhalt.Version, store.ZuordnungEntwurf)
	if casework.CodeOf(err) == casework.NotFound && err != nil {
		return nil, casework.Fail(casework.Stale, "stale") // it was activated or removed this moment
	}
	return found, err
}
