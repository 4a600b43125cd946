package posteingang

import (
	"context"
	"errors"

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

// Schritt adds a station that was passed.
func (t *Testlieferung) Schritt(art, text string) {
	t.Schritte = append(t.Schritte, Testschritt{art, true, text})
}

// Fail ends the way at a station, with the reason the form server would be told.
func (t *Testlieferung) Fail(art string, err error) {
	t.Schritte = append(t.Schritte, Testschritt{Art: art})
	t.Grund, t.Detail = ProcessingFailed, "Bei der Verarbeitung trat ein Fehler auf. Näheres steht im Log."
	var ad *adapters.Error
	var own *casework.Error
	switch {
	case errors.As(err, &ad):
		t.Grund, t.Detail = ad.Reason, ad.Detail
	case errors.As(err, &own):
		t.Grund, t.Detail = own.Reason, own.Detail
	}
}

// grundTest is the reason under which test deliveries stand in the book.
const grundTest = "testlieferung"

// EndTestlieferung ends a test delivery; out nil = a crash cut it short.
func (s *Service) EndTestlieferung(ctx context.Context, a casework.Actor, e *store.Eingang, out *Testlieferung) error {
	vorher := e.Zustand
	e.Zustand, e.Grund, e.Detail = store.EingangErledigt, grundTest, ""
	return s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		if out != nil {
			e.Detail = out.Detail
			if err := tx.Record(ctx, "zugang_getestet", e.Zugang.String(), map[string]any{"erfolg": out.Erfolg,
				"grund": out.Grund, "eingang": e.ID}); err != nil {
				return err
			}
			tx.Notify(casework.Meldung{Art: "zugang"})
		}
		return tx.SaveEingang(ctx, e, vorher)
	})
}
