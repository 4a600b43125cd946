package versand_test

import (
	"context"
	"errors"
	"testing"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// channel fails as it is told and remembers what it was given.
type channel struct {
	fails []error
	kept  string // what it keeps before it fails
	got   []casework.Zustellung
}

func (c *channel) Faehigkeiten() casework.Faehigkeiten {
	return casework.Faehigkeiten{Klasse: casework.KlasseNutzerkonto, BetreffMax: 255}
}

func (c *channel) Deliver(ctx context.Context, z casework.Zustellung) (casework.Quittung, error) {
	c.got = append(c.got, z)
	if c.kept != "" {
		if err := z.Merke(ctx, []byte(c.kept)); err != nil {
			return casework.Quittung{}, err
		}
	}
	if len(c.fails) == 0 {
		return casework.Quittung{Kennung: "k"}, nil
	}
	err := c.fails[0]
	c.fails = c.fails[1:]
	return casework.Quittung{}, err
}

// sendMessage sends a message of a kind through a channel, as often as its job comes again at once.
func (d *desk) sendMessage(art casework.NachrichtArt, c *channel) casework.Sendung {
	d.t.Helper()
	d.Versand.Kanaele["probe"] = c
	n := &casework.Nachricht{ID: service.NewID(), Vorgang: d.id, Richtung: casework.Aus, Art: art, Betreff: "Betreff",
		Text: "Text", Antwort: casework.AntwortMoeglich, Vertrauensniveau: 1}
	x := &casework.Sendung{ID: service.NewID(), Ziel: "probe", Art: string(art), Nachricht: &n.ID}
	d.tx(func(ctx context.Context, tx *store.Tx) error {
		v, err := tx.LockVorgang(ctx, d.id)
		if err != nil {
			return err
		}
		n.Am = tx.Now
		if err := tx.InsertNachricht(ctx, n, nil); err != nil {
			return err
		}
		tx.Journal(v, "nachricht_gesendet", map[string]any{"nachricht": n.ID})
		if err := d.Versand.Enqueue(ctx, tx, v, x); err != nil {
			return err
		}
		return d.Versand.Save(ctx, tx, v)
	})
	for range 3 {
		err := d.Versand.DeliverSendung(d.t.Context(), casework.JobSendung{Mandant: d.Mandant, Sendung: x.ID})
		var zf *casework.Zustellfehler
		if err != nil && !errors.As(err, &zf) {
			d.t.Fatal(err)
		}
	}
	var out *casework.Sendung
	d.tx(func(ctx context.Context, tx *store.Tx) (err error) {
		out, err = tx.GetSendung(ctx, x.ID)
		return err
	})
	return *out
}

// Nobody knows whether it arrived: a message goes once more, and the channel is told to look first; a Bescheid never.
func TestUnknownOutcome(t *testing.T) {
	unknown := func() error { return casework.FailZustellung(casework.Ungewiss, nil) }
	for _, c := range []struct {
		art      casework.NachrichtArt
		fails    []error
		zustand  casework.SendungZustand
		attempts int
	}{
		{casework.ArtNachricht, []error{unknown()}, casework.SendungBereitgestellt, 2},
		{casework.ArtNachricht, []error{unknown(), unknown()}, casework.SendungUnbekannt, 2},
		{casework.ArtBescheid, []error{unknown()}, casework.SendungUnbekannt, 1},
	} {
		d, ch := newDesk(t), &channel{fails: c.fails}
		x := d.sendMessage(c.art, ch)
		if x.Zustand != c.zustand || len(ch.got) != c.attempts {
			t.Errorf("%s: %s after %d attempts", c.art, x.Zustand, len(ch.got))
		}
		if len(ch.got) > 1 && !ch.got[1].Ungewiss {
			t.Error("the channel is not told that it may have arrived")
		}
	}
}

// What a channel has done is kept with the Sendung until it has gone, and sealed with nothing.
func TestProgressIsKept(t *testing.T) {
	d, ch := newDesk(t), &channel{kept: `{"hochgeladen": 2}`,
		fails: []error{casework.FailZustellung(casework.Voruebergehend, nil)}}
	x := d.sendMessage(casework.ArtNachricht, ch)
	if len(ch.got) != 2 || ch.got[0].Stand != nil || string(ch.got[1].Stand) != `{"hochgeladen": 2}` {
		t.Fatalf("%d attempts, %s", len(ch.got), ch.got[len(ch.got)-1].Stand)
	}
	if x.Zustand != casework.SendungBereitgestellt || x.Fortschritt != nil || x.Fehler != "" {
		t.Errorf("%s, kept %s, %q", x.Zustand, x.Fortschritt, x.Fehler)
	}
	if z := ch.got[0]; z.Text != "Text" || z.Dienst == "" || z.Behoerde == "" || z.Vorgangsnummer == "" {
		t.Errorf("the channel has not the whole message: %+v", z)
	}
	if _, schaeden, err := d.Vorgang.CheckVerlauf(t.Context(), t.Output()); err != nil || schaeden > 0 {
		t.Errorf("%v, %d seals are broken", err, schaeden)
	}
}

// The channel is at fault: everything waits, however often it was tried.
func TestStoppedChannelKeepsItsQueue(t *testing.T) {
	refused := func() error { return casework.FailZustellung(casework.Zugangsfehler, nil) }
	d, ch := newDesk(t), &channel{fails: []error{refused(), refused(), refused()}}
	x := d.sendMessage(casework.ArtNachricht, ch)
	if x.Zustand != casework.SendungWartet || x.Versuche != 0 || x.Fehler != string(casework.Zugangsfehler) {
		t.Errorf("%s, %d attempts, %q", x.Zustand, x.Versuche, x.Fehler)
	}
}

// A retry of a person begins anew.
func TestRetryForgetsProgress(t *testing.T) {
	d, ch := newDesk(t), &channel{kept: `{"a":1}`, fails: []error{casework.FailZustellung(casework.Befallen, nil)}}
	x := d.sendMessage(casework.ArtNachricht, ch)
	if x.Zustand != casework.SendungFehlgeschlagen || x.Fehler != string(casework.Befallen) {
		t.Fatalf("%s %s", x.Zustand, x.Fehler)
	}
	who := d.Person("alle", casework.RolleSachbearbeitung, "lf-32-sondernutzung")
	if err := d.Versand.RetrySendung(t.Context(), who, d.id, x.ID); err != nil {
		t.Fatal(err)
	}
	d.MustWork()
	if last := ch.got[len(ch.got)-1]; last.Stand != nil || last.Ungewiss {
		t.Errorf("%s", last.Stand)
	}
}

// A retry of what may have arrived goes on with what was done, and the channel looks first.
func TestRetryOfTheUnknownLooksFirst(t *testing.T) {
	unknown := casework.FailZustellung(casework.Ungewiss, nil)
	d, ch := newDesk(t), &channel{kept: `{"a":1}`, fails: []error{unknown, unknown}}
	x := d.sendMessage(casework.ArtNachricht, ch)
	if x.Zustand != casework.SendungUnbekannt {
		t.Fatalf("%s %s", x.Zustand, x.Fehler)
	}
	who := d.Person("alle", casework.RolleSachbearbeitung, "lf-32-sondernutzung")
	if err := d.Versand.RetrySendung(t.Context(), who, d.id, x.ID); err != nil {
		t.Fatal(err)
	}
	d.MustWork()
	last := ch.got[len(ch.got)-1]
	if len(ch.got) != 3 || !last.Ungewiss || string(last.Stand) != `{"a": 1}` {
		t.Errorf("%d attempts, %t, %s", len(ch.got), last.Ungewiss, last.Stand)
	}
}
