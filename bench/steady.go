package main

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// steady is a fixed arrival rate: a request that has to wait counts from when it was due, so that a stall shows in all
// that it kept waiting.
type steady struct {
	rate   int
	length time.Duration
	result result
}

// openLoop calls fn at a rate, however long the calls before take.
func openLoop(ctx context.Context, rate int, d time.Duration, fn func(context.Context) error) (result, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var mu sync.Mutex
	var out result
	var group sync.WaitGroup
	gap, start := time.Second/time.Duration(rate), time.Now()
	for n := range int(d / gap) {
		due := start.Add(time.Duration(n) * gap)
		time.Sleep(time.Until(due))
		if ctx.Err() != nil {
			break
		}
		group.Go(func() {
			if err := fn(ctx); err != nil {
				cancel(err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			out.latencies = append(out.latencies, time.Since(due))
		})
	}
	group.Wait()
	if err := context.Cause(ctx); err != nil {
		return out, err
	}
	slices.Sort(out.latencies)
	out.done = int64(len(out.latencies))
	out.rate = float64(out.done) / time.Since(start).Seconds()
	return out, nil
}

const accepted = "select count(*) from eingang where zustand = 'angenommen' and kennung not like 'P-%'"

// measureSteady: deliveries with a file at 50 a second, jobs included.
func (b *bench) measureSteady(ctx context.Context) error {
	b.steady = steady{rate: 50, length: time.Minute}
	if b.short {
		b.steady.length = 5 * time.Second
	}
	step("steady: %d deliveries a second for %s", b.steady.rate, b.steady.length)
	d := newDelivery(b.kontor.Zugang, true)
	var err error
	b.steady.result, err = b.checked(ctx, accepted, func() (result, error) {
		return openLoop(ctx, b.steady.rate, b.steady.length, func(ctx context.Context) error {
			return d.send(ctx, b.kontor, number.Add(1))
		})
	})
	if err != nil {
		return err
	}
	return b.db.waitForJobs(ctx)
}

// burst is many deliveries as fast as they come, until the last is found and shown.
type burst struct {
	deliveries          int
	taken, found, quiet time.Duration // since the first was sent: all answered, all found and shown, no job left
}

func (b *bench) measureBurst(ctx context.Context) error {
	b.burst.deliveries = 3000
	if b.short {
		b.burst.deliveries = 300
	}
	step("burst of %d deliveries", b.burst.deliveries)
	d := newDelivery(b.kontor.Zugang, true)
	var mu sync.Mutex
	numbers := map[string]bool{}
	var last string
	start := time.Now()
	var group sync.WaitGroup
	errs := make(chan error, 32)
	turns := make(chan struct{}, b.burst.deliveries)
	for range b.burst.deliveries {
		turns <- struct{}{}
	}
	close(turns)
	for range cap(errs) {
		group.Go(func() {
			for range turns {
				vorgang, err := d.deliver(ctx, b.kontor, number.Add(1))
				if err != nil {
					errs <- err
					return
				}
				mu.Lock()
				numbers[vorgang], last = true, vorgang
				mu.Unlock()
			}
		})
	}
	group.Wait()
	b.burst.taken = time.Since(start)
	select {
	case err := <-errs:
		return err
	default:
	}
	if len(numbers) != b.burst.deliveries {
		return fmt.Errorf("%d deliveries, but %d numbers of Vorgänge", b.burst.deliveries, len(numbers))
	}
	if err := b.allFound(ctx, numbers, last); err != nil {
		return err
	}
	b.burst.found = time.Since(start)
	err := b.db.waitForJobs(ctx)
	b.burst.quiet = time.Since(start)
	return err
}

// allFound waits until every number is in the search index, then asks Kontor as the caseworker does: the search finds
// the last one, and the list shows it.
func (b *bench) allFound(ctx context.Context, numbers map[string]bool, last string) error {
	list := make([]string, 0, len(numbers))
	for n := range numbers {
		list = append(list, "'"+n+"'")
	}
	query := "select count(*) from vorgang v join vorgang_suche s on s.vorgang_id = v.id where v.vorgangsnummer in (" +
		strings.Join(list, ", ") + ")"
	deadline := time.Now().Add(2 * time.Minute)
	for {
		n, err := b.db.number(ctx, query)
		if err != nil {
			return err
		}
		if int(n) == len(numbers) {
			break
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("only %d of %d are found", n, len(numbers))
		}
		time.Sleep(20 * time.Millisecond)
	}
	for _, path := range []string{"/api/v1/vorgaenge?ansicht=alle&suche=" + url.QueryEscape(last),
		"/api/v1/vorgaenge?ansicht=alle&sortierung=eingang&anzahl=100"} {
		body, err := b.kontor.get(ctx, path)
		if err != nil {
			return err
		}
		if !strings.Contains(string(body), `"`+last+`"`) {
			return fmt.Errorf("%s does not show %s", path, last)
		}
	}
	return nil
}

func (b *bench) reportSteady(line printer) {
	if b.steady.result.done > 0 {
		r := b.steady.result
		worst := r.percentile(1)
		line("Gleichmäßig %d Einreichungen je Sekunde mit 50-KB-Anhang, %s lang, gezählt ab dem Zeitpunkt, zu dem jede fällig war:", b.steady.rate, b.steady.length)
		line("p50 %s, p99 %s, **langsamste %s** (Ziel ≤ 250 ms: %s).\n", ms(r.percentile(.5)), ms(r.percentile(.99)),
			ms(worst), verdict(worst <= 250*time.Millisecond))
	}
	if b.burst.quiet > 0 {
		goal := ""
		if b.burst.deliveries == 3000 {
			goal = fmt.Sprintf(" (Ziel ≤ 15 s: %s)", verdict(b.burst.found <= 15*time.Second))
		}
		line("Ansturm von %s Einreichungen mit Anhang über 32 Verbindungen: alle beantwortet nach %.1f s, **alle gefunden und angezeigt nach %.1f s**%s,", thousands(float64(b.burst.deliveries)),
			b.burst.taken.Seconds(), b.burst.found.Seconds(), goal)
		line("auch die Anhänge geprüft nach %.1f s; keine ging verloren, keine kam doppelt.\n", b.burst.quiet.Seconds())
	}
}
