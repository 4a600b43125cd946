package anbindung

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

// CheckZuordnung says what activation would find.
func (s *Service) CheckZuordnung(ctx context.Context, a casework.Actor,
	id uuid.UUID) (p *casework.Zuordnungspruefung, err error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	proben, err := s.proben(ctx, a, id)
	if err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		z, err := tx.GetZuordnung(ctx, id)
		if err != nil {
			return err
		}
		p, err = s.check(ctx, tx, z, proben)
		return err
	})
	return p, err
}

// proben reads every sample of a mapping as the adapter reads it today: uploaded ones anew from their raw bytes. It
// happens outside any transaction, for it reads files.
func (s *Service) proben(ctx context.Context, a casework.Actor, id uuid.UUID) ([]casework.Probe, error) {
	var zugang *store.Zugang
	var muster []store.Muster
	err := s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		z, err := tx.GetZuordnung(ctx, id)
		if err != nil {
			return err
		}
		if zugang, err = s.zugangOf(ctx, tx, z.Zugang); err != nil {
			return err
		}
		muster, err = tx.ListMuster(ctx, z.Zugang, z.Inhalt.Formular, z.Inhalt.Version)
		return err
	})
	if err != nil {
		return nil, err
	}
	out := make([]casework.Probe, len(muster))
	for i := range muster {
		m := &muster[i]
		out[i] = casework.Probe{ID: m.ID, Name: m.Name, Antrag: m.Antrag, Erwartet: m.Erwartet}
		if m.RohSHA256 == "" {
			continue
		}
		sub, err := s.readRoh(ctx, zugang, m.RohSHA256, m.RohGroesse, m.Kopf, m.Am)
		switch {
		case err == nil:
			out[i].Antrag = sub
		case isAdapterfehler(err):
			out[i].Antrag = nil
		default:
			return nil, err
		}
	}
	return out, nil
}

// readRoh lets the adapter of a Zugang read stored bytes; kopf is as at an Eingang.
func (s *Service) readRoh(ctx context.Context, zugang *store.Zugang, sha256 string, groesse int64,
	kopfJSON *json.RawMessage, am time.Time) (*casework.Antrag, error) {
	ad := s.Posteingang.Adapters[zugang.Adapter]
	if ad == nil {
		return nil, &casework.Error{Code: casework.Unavailable, Reason: "adapter_missing", Detail: zugang.Adapter}
	}
	e := &store.Eingang{SHA256: sha256, Groesse: groesse, EmpfangenAm: am, Kopf: json.RawMessage("{}")}
	var k posteingang.Kopf
	if kopfJSON != nil {
		e.Kopf = *kopfJSON
		if err := json.Unmarshal(e.Kopf, &k); err != nil {
			return nil, err
		}
	}
	return s.Posteingang.ParseEingang(ctx, zugang, ad, e, k.Path, k.Query)
}

// check checks a mapping with samples that were read before.
func (s *Service) check(ctx context.Context, tx *store.Tx, z *store.Zuordnung,
	proben []casework.Probe) (*casework.Zuordnungspruefung, error) {
	zugang, err := s.zugangOf(ctx, tx, z.Zugang)
	if err != nil {
		return nil, err
	}
	regeln, err := s.Posteingang.Regelwerk(ctx, tx)
	if err != nil {
		return nil, err
	}
	w, err := s.Posteingang.Lesart(ctx, tx, z)
	if err != nil {
		return nil, err
	}
	angebot, err := s.Verfahren.Angebot(ctx, tx)
	if err != nil {
		return nil, err
	}
	u, err := s.Posteingang.Umfeld(ctx, tx, zugang, regeln, angebot.Newest(z.Inhalt.Verfahren))
	if err != nil {
		return nil, err
	}
	w.Lesart.Struktur = nil // the samples are the form
	return casework.CheckZuordnung(u, w.Lesart, proben)
}
