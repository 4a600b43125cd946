package demo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/jobs"
	"kontor/backend/internal/service/services"
	"kontor/backend/internal/store"
)

// SeedOptions say how to make the demo. Service has a store of its own, because its clock walks through the past weeks;
// nobody else may use it.
type SeedOptions struct {
	*services.All
	URL string // where Service takes deliveries
	Log *slog.Logger
}

// seeder plays the cases on one timeline.
type seeder struct {
	SeedOptions
	beginn    time.Time // "today" of the demo
	resume    bool      // an earlier start began: what is done must not be done again
	clock     atomic.Int64
	staff     map[string]casework.Actor
	zugang    map[string]uuid.UUID
	vorgaenge map[string]uuid.UUID // by id of the case
}

// Seed makes the demo, or the rest of it after an interrupted start; a complete one is left as it is. It is the only
// one who works on the database meanwhile. Every delivery has a fixed id and every act is in the journal, so what is
// done already is not done again.
func Seed(ctx context.Context, o SeedOptions) error {
	m, err := readMarker(ctx, o.DB)
	if err != nil || m.Fertig {
		return err
	}
	resume := !m.Beginn.IsZero()
	if !resume {
		m.Beginn = time.Now().UTC().Truncate(time.Second)
		if err := writeMarker(ctx, o.DB, m); err != nil {
			return err
		}
	}
	s := &seeder{SeedOptions: o, beginn: m.Beginn, resume: resume, vorgaenge: map[string]uuid.UUID{}}
	if err := s.prepare(ctx); err != nil {
		return err
	}
	if err := s.play(ctx); err != nil {
		return err
	}
	m.Fertig = true
	return writeMarker(ctx, o.DB, m)
}

func (s *seeder) prepare(ctx context.Context) (err error) {
	s.clock.Store(s.beginn.AddDate(0, 0, -60).UnixMicro())
	s.DB.SetClock(func() time.Time { return time.UnixMicro(s.clock.Load()) })
	s.staff, s.zugang = map[string]casework.Actor{}, map[string]uuid.UUID{}
	err = s.DB.ReadTx(ctx, casework.System(mandantID), func(tx *store.Tx) error {
		for _, p := range belegschaft {
			b, err := tx.FindBenutzer(ctx, p.name)
			if err != nil {
				return err
			}
			s.staff[p.name] = b.Actor()
		}
		for _, name := range zugaenge {
			z, err := tx.GetZugang(ctx, name)
			if err != nil {
				return err
			}
			s.zugang[name] = z.ID
		}
		return nil
	})
	return err
}

// ereignis is one thing that happens at one time.
type ereignis struct {
	am   time.Time
	fall *fall
	nr   int // of the step; -1 = the delivery
}

// play lets everything happen in order, day by day: at the end of a day all jobs of that day are done.
func (s *seeder) play(ctx context.Context) error {
	if err := s.einwilligungen(ctx); err != nil {
		return err
	}
	timeline := s.timeline()
	began, waited, delivered := time.Now(), time.Duration(0), time.Duration(0)
	defer func() {
		s.Log.Info("demo made", "events", len(timeline), "total", time.Since(began).String(), "waited",
			waited.String(), "delivered", delivered.String())
	}()
	for i, e := range timeline {
		if i > 0 && tag(e.am) != tag(timeline[i-1].am) {
			t := time.Now()
			if err := s.drain(ctx); err != nil {
				return err
			}
			waited += time.Since(t)
		}
		t := time.Now()
		s.clock.Store(e.am.UnixMicro())
		if err := s.happen(ctx, e); err != nil {
			return fmt.Errorf("demo case %s, step %d: %w", e.fall.id, e.nr+1, err)
		}
		if e.nr < 0 {
			delivered += time.Since(t)
		}
	}
	s.clock.Store(s.beginn.UnixMicro())
	return s.drain(ctx)
}

func (s *seeder) timeline() []ereignis {
	var out []ereignis
	alle := faelle(s.beginn)
	for i := range alle {
		f := &alle[i]
		am := s.moment(f.tag, i, 0, true)
		out = append(out, ereignis{am, f, -1})
		for n, schritt := range f.schritte {
			nach := s.moment(schritt.tag, i, n+1, schritt.wer == "")
			if !nach.After(am) {
				nach = am.Add(time.Duration(4+n) * time.Minute)
			}
			am = nach
			out = append(out, ereignis{am, f, n})
		}
	}
	slices.SortStableFunc(out, func(a, b ereignis) int { return a.am.Compare(b.am) })
	return out
}

var berlin = func() *time.Location {
	l, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		return time.UTC // a system without time zones; kontor carries its own
	}
	return l
}()

// moment finds a plausible time on a day: staff work on weekdays from eight to four, applicants all day.
func (s *seeder) moment(tage, fall, schritt int, jederzeit bool) time.Time {
	if tage >= 0 { // today: within the last hours, before the program started
		return s.beginn.Add(-time.Duration(170-fall%60-schritt*9) * time.Minute)
	}
	d := s.beginn.In(berlin)
	minute := (fall*37 + schritt*53) % 480
	day := time.Date(d.Year(), d.Month(), d.Day()+tage, 8, minute, (fall*7)%60, 0, berlin)
	if jederzeit {
		day = time.Date(d.Year(), d.Month(), d.Day()+tage, 6, (fall*97+schritt*31)%900, (fall*13)%60, 0, berlin)
	} else if wd := day.Weekday(); wd == time.Saturday || wd == time.Sunday {
		day = day.AddDate(0, 0, -1-int(wd+1)%7) // the Friday before
	}
	return day
}

// drain does all jobs that are due.
func (s *seeder) drain(ctx context.Context) error { return jobs.RunDue(ctx, s.All) }

func (s *seeder) happen(ctx context.Context, e ereignis) error {
	if e.nr < 0 {
		return s.deliver(ctx, e.fall)
	}
	id, ok := s.vorgaenge[e.fall.id]
	if !ok {
		return errors.New("it did not become a Vorgang")
	}
	schritt := e.fall.schritte[e.nr]
	l := &lauf{seeder: s, id: id, akteur: s.staff[schritt.wer], wer: schritt.wer}
	if s.resume {
		if done, err := l.done(ctx, e.fall, e.nr); err != nil || done {
			return err
		}
	}
	return schritt.tu(ctx, l)
}

// deliver posts the delivery of a case, unless it became a Vorgang on an earlier start.
func (s *seeder) deliver(ctx context.Context, f *fall) error {
	if s.resume {
		if done, err := s.delivered(ctx, f); err != nil || done {
			return err
		}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL+"/eingang/"+f.lieferung.zugang,
		bytes.NewReader(f.lieferung.body))
	if err != nil {
		return err
	}
	req.SetBasicAuth(f.lieferung.zugang, Password)
	req.Header.Set("Content-Type", f.lieferung.contentType)
	req.Header.Set("User-Agent", "Demo-Formularserver")
	if f.lieferung.zugang == "intelliform" {
		req.Header.Set("SOAPAction", `""`)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, 4096))
	if err != nil {
		return err
	}
	if f.klaerfall {
		return nil // it is meant to be refused
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("the intake answers HTTP %d: %s", resp.StatusCode, answer)
	}
	id, err := s.find(ctx, f.lieferung)
	if err == nil && id == uuid.Nil {
		err = fmt.Errorf("no Vorgang has the id %q of the form server", f.lieferung.kennung)
	}
	s.vorgaenge[f.id] = id
	return err
}

// delivered tells whether the delivery came through on an earlier start.
func (s *seeder) delivered(ctx context.Context, f *fall) (bool, error) {
	if f.klaerfall {
		return s.hasKlaerfall(ctx)
	}
	id, err := s.find(ctx, f.lieferung)
	s.vorgaenge[f.id] = id
	return id != uuid.Nil, err
}

func (s *seeder) find(ctx context.Context, l lieferung) (id uuid.UUID, err error) {
	err = s.DB.ReadTx(ctx, casework.System(mandantID), func(tx *store.Tx) error {
		e, err := tx.FindAngenommen(ctx, s.zugang[l.zugang], l.kennung)
		if err == nil && e.Vorgang != nil {
			id = *e.Vorgang
		}
		return err
	})
	if casework.CodeOf(err) == casework.NotFound {
		return uuid.Nil, nil
	}
	return id, err
}

func (s *seeder) hasKlaerfall(ctx context.Context) (bool, error) {
	liste, err := s.Posteingang.ListKlaerfaelle(ctx, casework.System(mandantID),
		store.Klaerfilter{Erledigt: true, Anzahl: 1})
	return len(liste) > 0, err
}

// einwilligungen: these accounts agreed to notification by retrieval; the others get their Bescheid by post.
func (s *seeder) einwilligungen(ctx context.Context) error {
	ja := casework.Einwilligungserklaerung{Erteilt: true, Fassung: "2026-11-30", Sprache: "de"}
	for _, p := range []person{organisation, buerger3, buerger4} {
		wer := p.actor()
		wer.AngemeldetAm = s.DB.Now() // what they declare here needs a login of a few minutes ago
		if err := s.Antragsraum.SetEinwilligung(ctx, wer, ja); err != nil {
			return fmt.Errorf("consent of the demo: %w", err)
		}
	}
	return nil
}

// lauf is one act on one Vorgang.
type lauf struct {
	*seeder
	id     uuid.UUID
	akteur casework.Actor // of staff
	wer    string
}

// lage is what an act needs to know of the Vorgang.
type lage struct {
	vorgang     *casework.Vorgang
	aufgaben    []casework.Aufgabe
	nachrichten []casework.Nachricht
	punkte      []casework.Punkt
	bescheide   []casework.Bescheid
	sendungen   []casework.Sendung
	verlauf     []casework.Verlaufseintrag
}

func (l *lauf) lage(ctx context.Context) (g lage, err error) {
	err = l.DB.ReadTx(ctx, casework.System(mandantID), func(tx *store.Tx) (err error) {
		if g.vorgang, err = tx.GetVorgang(ctx, l.id); err != nil {
			return err
		}
		if g.aufgaben, err = tx.ListAufgaben(ctx, l.id); err != nil {
			return err
		}
		if g.nachrichten, err = tx.ListNachrichten(ctx, l.id); err != nil {
			return err
		}
		if g.punkte, err = tx.ListPunkte(ctx, l.id); err != nil {
			return err
		}
		if g.bescheide, err = tx.ListBescheide(ctx, l.id); err != nil {
			return err
		}
		if g.sendungen, err = tx.ListSendungen(ctx, l.id); err != nil {
			return err
		}
		g.verlauf, err = tx.ListVerlauf(ctx, l.id)
		return err
	})
	return g, err
}

// version reads the version an act has to name.
func (l *lauf) version(ctx context.Context) (version int, err error) {
	err = l.DB.ReadTx(ctx, casework.System(mandantID), func(tx *store.Tx) error {
		v, err := tx.GetVorgang(ctx, l.id)
		if err == nil {
			version = v.Version
		}
		return err
	})
	return version, err
}

// done tells whether the n-th step was taken on an earlier start: the journal has as many entries of its kind by a
// person as the script has steps of that kind up to here.
func (l *lauf) done(ctx context.Context, f *fall, n int) (bool, error) {
	schritt := f.schritte[n]
	if schritt.art == "" {
		return false, nil // the step looks itself
	}
	want := 0
	for _, s := range f.schritte[:n+1] {
		if s.art == schritt.art {
			want++
		}
	}
	g, err := l.lage(ctx)
	if err != nil {
		return false, err
	}
	have := 0
	for _, e := range g.verlauf {
		if e.Art == schritt.art && e.Akteur != "system" {
			have++
		}
	}
	return have >= want, nil
}

// wait lets all jobs finish before an act that builds on them.
func (l *lauf) wait(ctx context.Context) error { return l.drain(ctx) }

// last returns the newest that fits.
func last[T any](list []T, fits func(T) bool) (T, bool) {
	for _, x := range slices.Backward(list) {
		if fits(x) {
			return x, true
		}
	}
	var zero T
	return zero, false
}
