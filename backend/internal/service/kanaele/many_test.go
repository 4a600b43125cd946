package kanaele_test

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/postfach/standin"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// With more it is a measurement: go test -run ManyMessages ./backend/internal/service/kanaele -messages 10000
var messages = flag.Int("messages", 500, "how many messages go through a far end that fails")

// Every twentieth request fails, in every way there is. Each message lies there once; or twice, and its second sending
// is marked as one; or a person has it in front of them.
func TestManyMessagesThroughFaults(t *testing.T) {
	w := open(t)
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	w.DB.SetClock(func() time.Time { return now })
	var sendungen []casework.Sendung
	var vorgaenge []uuid.UUID
	for len(sendungen) < *messages {
		if len(sendungen) > 0 {
			w.id = w.apply(fmt.Sprintf("t-%d", len(sendungen)), konto)
		}
		vorgaenge = append(vorgaenge, w.id)
		w.tx(func(ctx context.Context, tx *store.Tx) error {
			v, err := tx.LockVorgang(ctx, w.id)
			if err != nil {
				return err
			}
			for range min(20, *messages-len(sendungen)) {
				n := casework.Nachricht{ID: service.NewID(), Vorgang: v.ID, Richtung: casework.Aus,
					Art: casework.ArtNachricht, Betreff: fmt.Sprintf("Nachricht %d", len(sendungen)), Text: "Bitte lesen.",
					Am: tx.Now, Antwort: casework.AntwortKeine, Vertrauensniveau: 3}
				if err := tx.InsertNachricht(ctx, &n, nil); err != nil {
					return err
				}
				x := casework.Sendung{ID: service.NewID(), Vorgang: v.ID, Ziel: casework.ZielOSI, Art: string(n.Art),
					Nachricht: &n.ID, Zustand: casework.SendungWartet, Am: tx.Now}
				if err := tx.InsertSendung(ctx, &x); err != nil {
					return err
				}
				sendungen = append(sendungen, x)
			}
			tx.Journal(v, "nachricht_gesendet", map[string]any{"anzahl": len(sendungen)})
			return w.Versand.Save(ctx, tx, v)
		})
	}
	w.fern.Every(20, standin.FaultKinds...)
	began := time.Now()
	for _, x := range sendungen {
		// as its job comes again, and a channel at fault is asked again after a minute
		for w.Versand.DeliverSendung(t.Context(), casework.JobSendung{Mandant: w.Mandant, Sendung: x.ID}) != nil {
			now = now.Add(casework.Kanalpause)
		}
	}
	t.Logf("%.0f messages a second", float64(*messages)/time.Since(began).Seconds())
	w.fern.Faults.Clear()

	there := map[string]int{}
	for _, m := range w.fern.Sent() {
		there[m.Subject]++
	}
	var twice, inHand, i int
	for _, w.id = range vorgaenge {
		a := w.load()
		failed := inHand
		for _, x := range a.sendungen {
			var q casework.Quittung
			_ = json.Unmarshal(x.Quittung, &q) // a failed one has none
			marked, _ := q.Nachweis["wiederholt"].(bool)
			n := there[fmt.Sprintf("Nachricht %d", i)]
			switch {
			case x.Zustand == casework.SendungBereitgestellt && (n == 1 || n == 2 && marked):
				twice += n - 1
			case (x.Zustand == casework.SendungFehlgeschlagen || x.Zustand == casework.SendungUnbekannt) && n <= 2:
				inHand++
			default:
				t.Errorf("message %d is %s and lies there %d times", i, x.Zustand, n)
			}
			i++
		}
		if inHand > failed && !a.vorgang.Vorfall {
			t.Error("nobody sees what needs a person")
		}
	}
	if faults := w.fern.Seen(); faults < *messages*2 {
		t.Errorf("only %d requests", faults)
	}
	t.Logf("%d messages: %d lie there twice, marked; %d are in front of a person", *messages, twice, inHand)
	w.sound()
}
