package anbindung

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

// Zuordnungsakte is a mapping with what belongs to it.
type Zuordnungsakte struct {
	store.Zuordnung
	ZugangName string
	Adapter    string
	Form       []casework.Strukturfeld // as it was when activated; of a draft as its samples show it
	Muster     []store.Muster
	SchemaName string     // name and version of the XDatenfelder file, "" = none
	Aktiv      *uuid.UUID // active mapping of the same form and version
}

// zugangOf reads an intake of the actor's tenant; the table itself knows no tenants.
func (s *Service) zugangOf(ctx context.Context, tx *store.Tx, id uuid.UUID) (*store.Zugang, error) {
	z, err := tx.GetZugangByID(ctx, id)
	if err == nil && z.Mandant != tx.Actor.Mandant {
		err = casework.Fail(casework.NotFound, "not_found")
	}
	return z, err
}

func (s *Service) zuordnungsakte(ctx context.Context, tx *store.Tx, z *store.Zuordnung) (*Zuordnungsakte, error) {
	zugang, err := s.zugangOf(ctx, tx, z.Zugang)
	if err != nil {
		return nil, err
	}
	k := &Zuordnungsakte{Zuordnung: *z, ZugangName: zugang.Name, Adapter: zugang.Adapter, Form: z.Struktur}
	if k.Muster, err = tx.ListMuster(ctx, z.Zugang, z.Inhalt.Formular, z.Inhalt.Version); err != nil {
		return nil, err
	}
	schema, err := posteingang.SchemaOf(z)
	if err != nil {
		return nil, err
	}
	k.SchemaName = casework.SchemaName(schema)
	if z.Zustand == store.ZuordnungEntwurf {
		if k.Form, err = casework.FormularStruktur(schema, antraege(k.Muster)...); err != nil {
			return nil, err
		}
	}
	aktiv, err := tx.FindZuordnung(ctx, z.Zugang, z.Inhalt.Formular, z.Inhalt.Version, store.ZuordnungAktiv)
	switch {
	case err == nil:
		k.Aktiv = &aktiv.ID
	case casework.CodeOf(err) != casework.NotFound:
		return nil, err
	}
	return k, nil
}

func antraege(muster []store.Muster) []*casework.Antrag {
	out := make([]*casework.Antrag, len(muster))
	for i := range muster {
		out[i] = muster[i].Antrag
	}
	return out
}

// changeEntwurf is the frame of every change of a draft: right, lock, state, stand, the change itself, protocol.
// stand nil skips the check.
func (s *Service) changeEntwurf(ctx context.Context, a casework.Actor, id uuid.UUID, stand *int, art string,
	act func(*store.Tx, *store.Zuordnung) error) (k *Zuordnungsakte, err error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	err = s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		z, err := tx.LockZuordnung(ctx, id)
		switch {
		case err != nil:
			return err
		case stand != nil && (z.Stand != *stand || z.Zustand != store.ZuordnungEntwurf && art == aktiviert):
			return casework.Fail(casework.Stale, "stale")
		case z.Zustand != store.ZuordnungEntwurf:
			return casework.Fail(casework.Conflict, "zuordnung_not_draft")
		}
		if err := act(tx, z); err != nil {
			return err
		}
		if err := noteZuordnung(ctx, tx, art, z); err != nil || art == verworfen {
			return err
		}
		k, err = s.zuordnungsakte(ctx, tx, z)
		return err
	})
	return k, err
}

// Acts on a mapping as the protocol names them.
const (
	entworfen   = "zuordnung_entworfen"
	geladen     = "zuordnung_importiert"
	gespeichert = "zuordnung_geaendert"
	beschrieben = "zuordnung_schema"
	verworfen   = "zuordnung_verworfen"
	aktiviert   = "zuordnung_aktiviert"
)

// noteZuordnung writes an act down and tells open screens.
func noteZuordnung(ctx context.Context, tx *store.Tx, art string, z *store.Zuordnung) error {
	tx.Notify(casework.Meldung{Art: "zuordnung"})
	return tx.Record(ctx, art, z.ID.String(), map[string]any{"zugang": z.Zugang, "formular": z.Inhalt.Formular,
		"version": z.Inhalt.Version, "nr": z.Nr, "stand": z.Stand})
}
