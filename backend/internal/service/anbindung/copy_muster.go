package anbindung

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

// CopyMuster makes a sample of a real delivery. What the applicant said is made unrecognisable before anybody sees it
// and before it is kept; the raw bytes are not kept. The same delivery gives the same sample.
func (s *Service) CopyMuster(ctx context.Context, a casework.Actor, eingang uuid.UUID) (*store.Muster, error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
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
	sub, err := s.readRoh(ctx, z, e.SHA256, e.Groesse, &e.Kopf, e.EmpfangenAm)
	if err != nil {
		return nil, musterfehler(err)
	}
	m := &store.Muster{ID: service.NewID(), Zugang: z.ID, Name: "Lieferung vom " +
		casework.Berlin(e.EmpfangenAm).Format("02.01.2006") + ", " + posteingang.Referenz(e.ID), Eingang: &e.ID}
	if m.Antrag, err = casework.Unkenntlich(sub); err != nil {
		return nil, err
	}
	return s.keepMuster(ctx, a, m, "muster_kopiert")
}
