package service

import (
	"context"
	"errors"
	"strings"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// Testlieferung is how an adapter's own example fared.
type Testlieferung struct {
	Erfolg   bool
	Referenz string
	Antwort  int // HTTP status the form server would get
	Grund    string
	Detail   string
	Schritte []Testschritt
}

// Testschritt is one station of the way: gespeichert, gelesen, zugeordnet, zustaendig, beantwortet.
type Testschritt struct {
	Art  string
	Gut  bool
	Text string
}

func (t *Testlieferung) schritt(art, text string) {
	t.Schritte = append(t.Schritte, Testschritt{art, true, text})
}

// grundTest is the reason under which test deliveries stand in the book.
const grundTest = "testlieferung"

// errTestEnde rolls back what a test delivery did.
var errTestEnde = errors.New("end of the test delivery")

// TestZugang sends the adapter's example the way every delivery goes: stored, read, mapped, given to a unit, answered. What
// would become a Vorgang is rolled back at the last moment; the line in the book stays.
func (s *Service) TestZugang(ctx context.Context, a casework.Actor, id uuid.UUID) (*Testlieferung, error) {
	if err := a.Muss(casework.RechtKonfig); err != nil {
		return nil, err
	}
	var z *store.Zugang
	err := s.DB.InTx(ctx, a, func(tx *store.Tx) (err error) { z, err = tx.LockZugang(ctx, id); return err })
	if err != nil {
		return nil, err
	}
	ad := s.Adapters[z.Adapter]
	sampler, ok := ad.(adapters.Sampler)
	if !ok {
		return nil, casework.Fail(casework.Conflict, "no_sample")
	}
	probe := sampler.Sample("test-"+newID().String(), z.Einstellungen)
	l := Lieferung{Path: probe.Path, Header: probe.Header, Body: probe.Body, Weg: store.WegTest}
	out := &Testlieferung{Schritte: []Testschritt{}}
	e, err := s.storeEingang(ctx, z, l)
	if err != nil {
		out.fail("gespeichert", intakeError(err))
		out.Antwort = l.antwort(ad)(adapters.Outcome{Fehler: intakeError(err)})
		return out, nil
	}
	out.Referenz = referenz(e.ID)
	out.schritt("gespeichert", out.Referenz)
	nummer := s.runTest(ctx, a, z, ad, e, l, out)
	outcome := adapters.Outcome{Eingang: out.Referenz, Vorgangsnummer: nummer}
	if out.Grund != "" {
		outcome.Fehler = &adapters.Error{Code: adapters.Malformed, Reason: out.Grund, Detail: out.Detail}
	}
	out.Antwort = l.antwort(ad)(outcome)
	if out.Grund == "" {
		out.Erfolg = out.Antwort < 300
		out.Schritte = append(out.Schritte, Testschritt{Art: "beantwortet", Gut: out.Erfolg})
	}
	e.Antwort = out.Antwort
	return out, s.finishTest(ctx, a, e, out)
}

func (t *Testlieferung) fail(art string, err error) {
	t.Schritte = append(t.Schritte, Testschritt{Art: art})
	t.Grund, t.Detail = processingFailed, "Bei der Verarbeitung trat ein Fehler auf. Näheres steht im Log."
	var ad *adapters.Error
	var own *casework.Error
	switch {
	case errors.As(err, &ad):
		t.Grund, t.Detail = ad.Reason, ad.Detail
	case errors.As(err, &own):
		t.Grund, t.Detail = own.Reason, own.Detail
	}
}

// runTest reads and accepts the example and returns the number its Vorgang had for a moment.
func (s *Service) runTest(ctx context.Context, a casework.Actor, z *store.Zugang, ad adapters.Adapter, e *store.Eingang, l Lieferung, out *Testlieferung) (nummer string) {
	sub, err := s.parseEingang(ctx, z, ad, e, l.Path, l.Query)
	if err != nil {
		out.fail("gelesen", err)
		return ""
	}
	out.schritt("gelesen", strings.TrimSpace(sub.Formular.Titel+" "+sub.Formular.Version))
	e.Kennung, e.Formular, e.FormularVersion = sub.Kennung, sub.Formular.Schluessel, sub.Formular.Version
	err = s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		v, err := s.createVorgang(ctx, tx, z, e, sub)
		if err != nil {
			return err
		}
		s.forgetFrozen(a.Mandant, v)
		nummer = v.Vorgangsnummer
		out.schritt("zugeordnet", v.Titel+" ("+v.Verfahren+")")
		out.schritt("zustaendig", s.einheitName(ctx, tx, v.Einheit))
		return errTestEnde
	})
	if !errors.Is(err, errTestEnde) {
		s.Log.Error("test delivery", "zugang", z.ID, "error", err)
		out.fail("zugeordnet", err)
	}
	return nummer
}

func (s *Service) einheitName(ctx context.Context, tx *store.Tx, key string) string {
	units, err := s.units(ctx, tx)
	if err == nil {
		for _, u := range units {
			if u.Schluessel == key {
				return u.Name
			}
		}
	}
	return key
}

// finishTest ends a test delivery; out nil = a crash cut it short.
func (s *Service) finishTest(ctx context.Context, a casework.Actor, e *store.Eingang, out *Testlieferung) error {
	vorher := e.Zustand
	e.Zustand, e.Grund, e.Detail = store.EingangErledigt, grundTest, ""
	return s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		if out != nil {
			e.Detail = out.Detail
			if err := tx.Protokolliere(ctx, "zugang_getestet", e.Zugang.String(), map[string]any{"erfolg": out.Erfolg, "grund": out.Grund, "eingang": e.ID}); err != nil {
				return err
			}
			tx.Notify(casework.Meldung{Art: "zugang"})
		}
		return tx.SaveEingang(ctx, e, vorher)
	})
}
