package service

import (
	"context"
	"encoding/json"
	"errors"
	"io"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// maxMuster bounds an uploaded sample in bytes.
const maxMuster = 64 << 20

// UploadMuster keeps a file as sample of the form that the adapter of the Zugang finds in it.
func (s *Service) UploadMuster(ctx context.Context, a casework.Actor, zugang uuid.UUID, dateiname string, body io.Reader) (*store.Muster, error) {
	if err := a.Muss(casework.RechtKonfig); err != nil {
		return nil, err
	}
	var z *store.Zugang
	if err := s.DB.ReadTx(ctx, a, func(tx *store.Tx) (err error) { z, err = s.zugangOf(ctx, tx, zugang); return err }); err != nil {
		return nil, err
	}
	k, rest, err := liesMusterdatei(dateiname, body)
	if err != nil {
		return nil, err
	}
	blob, err := s.Blobs.Put(ctx, limitBody(rest, maxMuster))
	if errors.Is(err, errTooLarge) {
		return nil, tooLarge("muster_too_large", maxMuster)
	} else if err != nil {
		return nil, err
	}
	raw, err := json.Marshal(k)
	if err != nil {
		return nil, err
	}
	kopfJSON := json.RawMessage(raw)
	m := &store.Muster{ID: newID(), Zugang: z.ID, Name: casework.Musterdateiname(dateiname), RohSHA256: blob.SHA256, RohGroesse: blob.Groesse, Kopf: &kopfJSON}
	if m.Antrag, err = s.liesRoh(ctx, z, blob.SHA256, blob.Groesse, &kopfJSON, s.DB.Now()); err != nil {
		return nil, musterfehler(err)
	}
	return s.keepMuster(ctx, a, m, "muster_hochgeladen")
}

// keepMuster writes a sample and who brought it.
func (s *Service) keepMuster(ctx context.Context, a casework.Actor, m *store.Muster, art string) (*store.Muster, error) {
	m.Formular, m.Version = m.Antrag.Formular.Schluessel, m.Antrag.Formular.Version
	if m.Formular == "" {
		return nil, &casework.Error{Code: casework.Invalid, Reason: "muster_without_form"}
	}
	return m, s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		if err := tx.InsertMuster(ctx, m); err != nil {
			return err
		}
		tx.Notify(casework.Meldung{Art: "zuordnung"})
		return tx.Protokolliere(ctx, art, m.ID.String(), map[string]any{"zugang": m.Zugang, "formular": m.Formular, "version": m.Version, "eingang": m.Eingang, "sha256": m.RohSHA256})
	})
}

// musterfehler says why the adapter cannot read a sample, in the words it has for the form server.
func musterfehler(err error) error {
	var bad *adapters.Error
	var answered *adapters.Answered
	e := &casework.Error{Code: casework.Invalid, Reason: "muster_unreadable", Cause: err}
	switch {
	case errors.As(err, &answered):
		e.Fields, e.Detail = map[string]string{"grund": answered.Reason}, "Der Aufruf ist eine Frage des Formularservers und keine Lieferung."
	case errors.As(err, &bad) && bad.Code != adapters.Unavailable:
		e.Fields, e.Detail = map[string]string{"grund": bad.Reason}, bad.Detail
	default:
		return err
	}
	return e
}

// CopyMuster makes a sample of a real delivery. What the applicant said is made unrecognisable before anybody sees it
// and before it is kept; the raw bytes are not kept. The same delivery gives the same sample.
func (s *Service) CopyMuster(ctx context.Context, a casework.Actor, eingang uuid.UUID) (*store.Muster, error) {
	if err := a.Muss(casework.RechtKonfig); err != nil {
		return nil, err
	}
	var e *store.Eingang
	var z *store.Zugang
	var schon *store.Muster
	err := s.DB.ReadTx(ctx, a, func(tx *store.Tx) (err error) {
		if e, err = tx.GetEingang(ctx, eingang); err != nil {
			return err
		}
		if z, err = s.zugangOf(ctx, tx, e.Zugang); err != nil {
			return err
		}
		if schon, err = tx.FindMuster(ctx, eingang); err != nil && casework.CodeOf(err) == casework.NotFound {
			schon, err = nil, nil
		}
		return err
	})
	if err != nil || schon != nil {
		return schon, err
	}
	sub, err := s.liesRoh(ctx, z, e.SHA256, e.Groesse, &e.Kopf, e.EmpfangenAm)
	if err != nil {
		return nil, musterfehler(err)
	}
	m := &store.Muster{ID: newID(), Zugang: z.ID, Name: "Lieferung vom " + casework.Berlin(e.EmpfangenAm).Format("02.01.2006") + ", " + referenz(e.ID), Eingang: &e.ID}
	if m.Antrag, err = casework.Unkenntlich(sub); err != nil {
		return nil, err
	}
	return s.keepMuster(ctx, a, m, "muster_kopiert")
}

// GetMuster reads one sample with its fields.
func (s *Service) GetMuster(ctx context.Context, a casework.Actor, id uuid.UUID) (m *store.Muster, err error) {
	if err := a.Muss(casework.RechtKonfig); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error { m, err = tx.GetMuster(ctx, id); return err })
	return m, err
}

// DeleteMuster forgets a sample; its mapping is no longer held against it.
func (s *Service) DeleteMuster(ctx context.Context, a casework.Actor, id uuid.UUID) error {
	if err := a.Muss(casework.RechtKonfig); err != nil {
		return err
	}
	return s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		m, err := tx.GetMuster(ctx, id)
		if err != nil {
			return err
		}
		if err := tx.DeleteMuster(ctx, id); err != nil {
			return err
		}
		tx.Notify(casework.Meldung{Art: "zuordnung"})
		return tx.Protokolliere(ctx, "muster_geloescht", m.ID.String(), map[string]any{"zugang": m.Zugang, "formular": m.Formular, "version": m.Version})
	})
}
