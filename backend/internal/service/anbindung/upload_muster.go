package anbindung

import (
	"context"
	"encoding/json"
	"errors"
	"io"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// maxMuster bounds an uploaded sample in bytes.
const maxMuster = 64 << 20

// UploadMuster keeps a file as sample of the form that the adapter of the Zugang finds in it.
func (s *Service) UploadMuster(ctx context.Context, a casework.Actor, zugang uuid.UUID, dateiname string,
	body io.Reader) (*store.Muster, error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	var z *store.Zugang
	if err := s.DB.ReadTx(ctx, a, func(tx *store.Tx) (err error) {
		z, err = s.zugangOf(ctx, tx,
			zugang)
		return err
	}); err != nil {
		return nil, err
	}
	k, rest, err := readMusterdatei(dateiname, body)
	if err != nil {
		return nil, err
	}
	blob, err := s.Blobs.Put(ctx, service.LimitBody(rest, maxMuster))
	if errors.Is(err, service.ErrTooLarge) {
		return nil, service.TooLarge("muster_too_large", maxMuster)
	} else if err != nil {
		return nil, err
	}
	raw, err := json.Marshal(k)
	if err != nil {
		return nil, err
	}
	kopfJSON := json.RawMessage(raw)
	m := &store.Muster{ID: service.NewID(), Zugang: z.ID, Name: casework.Musterdateiname(dateiname),
		RohSHA256: blob.SHA256, RohGroesse: blob.Groesse, Kopf: &kopfJSON}
	if m.Antrag, err = s.readRoh(ctx, z, blob.SHA256, blob.Groesse, &kopfJSON, s.DB.Now()); err != nil {
		return nil, musterfehler(err)
	}
	return s.keepMuster(ctx, a, m, "muster_hochgeladen")
}

// keepMuster writes a sample and who brought it.
func (s *Service) keepMuster(ctx context.Context, a casework.Actor, m *store.Muster,
	art string) (*store.Muster, error) {
	m.Formular, m.Version = m.Antrag.Formular.Schluessel, m.Antrag.Formular.Version
	if m.Formular == "" {
		return nil, &casework.Error{Code: casework.Invalid, Reason: "muster_without_form"}
	}
	return m, s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		if err := tx.InsertMuster(ctx, m); err != nil {
			return err
		}
		tx.Notify(casework.Meldung{Art: "zuordnung"})
		return tx.Record(ctx, art, m.ID.String(), map[string]any{"zugang": m.Zugang, "formular": m.Formular,
			"version": m.Version, "eingang": m.Eingang, "sha256": m.RohSHA256})
	})
}

// musterfehler says why the adapter cannot read a sample, in the words it has for the form server.
func musterfehler(err error) error {
	var bad *adapters.Error
	var answered *adapters.Answered
	e := &casework.Error{Code: casework.Invalid, Reason: "muster_unreadable", Cause: err}
	switch {
	case errors.As(err, &answered):
		e.Fields, e.Detail = map[string]string{"grund": answered.Reason},
			"Der Aufruf ist eine Frage des Formularservers und keine Lieferung."
	case errors.As(err, &bad) && bad.Code != adapters.Unavailable:
		e.Fields, e.Detail = map[string]string{"grund": bad.Reason}, bad.Detail
	default:
		return err
	}
	return e
}
