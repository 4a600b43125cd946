package anbindung

import (
	"context"
	"errors"
	"strings"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/posteingang"
	"kontor/backend/internal/store"
)

// errTestEnde rolls back what a test delivery did.
var errTestEnde = errors.New("end of the test delivery")

// TestZugang sends the adapter's example the way every delivery goes: stored, read, mapped, given to a unit, answered.
// What would become a Vorgang is rolled back at the last moment; the line in the book stays.
func (s *Service) TestZugang(ctx context.Context, a casework.Actor, id uuid.UUID) (*posteingang.Testlieferung, error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	var z *store.Zugang
	err := s.DB.InTx(ctx, a, func(tx *store.Tx) (err error) { z, err = tx.LockZugang(ctx, id); return err })
	if err != nil {
		return nil, err
	}
	ad := s.Posteingang.Adapters[z.Adapter]
	sampler, ok := ad.(adapters.Sampler)
	if !ok {
		return nil, casework.Fail(casework.Conflict, "no_sample")
	}
	probe := sampler.Sample("test-"+service.NewID().String(), z.Einstellungen)
	l := posteingang.Lieferung{Path: probe.Path, Header: probe.Header, Body: probe.Body, Weg: store.WegTest}
	out := &posteingang.Testlieferung{Schritte: []posteingang.Testschritt{}}
	e, err := s.Posteingang.StoreEingang(ctx, z, l)
	if err != nil {
		out.Fail("gespeichert", posteingang.IntakeError(err))
		out.Antwort = l.Antwort(ad)(adapters.Outcome{Fehler: posteingang.IntakeError(err)})
		return out, nil
	}
	out.Referenz = posteingang.Referenz(e.ID)
	out.Schritt("gespeichert", out.Referenz)
	nummer := s.runTest(ctx, a, z, ad, e, l, out)
	outcome := adapters.Outcome{Eingang: out.Referenz, Vorgangsnummer: nummer}
	if out.Grund != "" {
		outcome.Fehler = &adapters.Error{Code: adapters.Malformed, Reason: out.Grund, Detail: out.Detail}
	}
	out.Antwort = l.Antwort(ad)(outcome)
	if out.Grund == "" {
		out.Erfolg = out.Antwort < 300
		out.Schritte = append(out.Schritte, posteingang.Testschritt{Art: "beantwortet", Gut: out.Erfolg})
	}
	e.Antwort = out.Antwort
	return out, s.Posteingang.EndTestlieferung(ctx, a, e, out)
}

// runTest reads and accepts the example and returns the number its Vorgang had for a moment.
func (s *Service) runTest(ctx context.Context, a casework.Actor, z *store.Zugang, ad adapters.Adapter,
	e *store.Eingang, l posteingang.Lieferung, out *posteingang.Testlieferung) (nummer string) {
	sub, err := s.Posteingang.ParseEingang(ctx, z, ad, e, l.Path, l.Query)
	if err != nil {
		out.Fail("gelesen", err)
		return ""
	}
	out.Schritt("gelesen", strings.TrimSpace(sub.Formular.Titel+" "+sub.Formular.Version))
	e.Kennung, e.Formular, e.FormularVersion = sub.Kennung, sub.Formular.Schluessel, sub.Formular.Version
	err = s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		v, err := s.Posteingang.CreateVorgang(ctx, tx, z, e, sub)
		if err != nil {
			return err
		}
		nummer = v.Vorgangsnummer
		out.Schritt("zugeordnet", v.Titel+" ("+v.Verfahren+")")
		out.Schritt("zustaendig", s.einheitName(ctx, tx, v.Einheit))
		return errTestEnde
	})
	if !errors.Is(err, errTestEnde) {
		s.Log.Error("test delivery", "zugang", z.ID, "error", err)
		out.Fail("zugeordnet", err)
	}
	return nummer
}

func (s *Service) einheitName(ctx context.Context, tx *store.Tx, key string) string {
	units, err := s.Einheiten(ctx, tx)
	if err == nil {
		for _, u := range units {
			if u.Schluessel == key {
				return u.Name
			}
		}
	}
	return key
}
