package main

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// result is one measurement.
type result struct {
	done      int64
	rate      float64
	latencies []time.Duration // sorted
}

func (r result) percentile(p float64) time.Duration {
	if len(r.latencies) == 0 {
		return 0
	}
	return r.latencies[min(len(r.latencies)-1, int(p*float64(len(r.latencies))))]
}

// drive lets clients call fn one after the other for a while. n counts all calls.
func drive(ctx context.Context, clients int, d time.Duration, fn func(ctx context.Context,
	n int64) error) (result, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var n atomic.Int64
	var mu sync.Mutex
	var out result
	var group sync.WaitGroup
	start := time.Now()
	for range clients {
		group.Go(func() {
			var mine []time.Duration
			for time.Since(start) < d && ctx.Err() == nil {
				began := time.Now()
				if err := fn(ctx, n.Add(1)-1); err != nil {
					cancel(err)
					return
				}
				mine = append(mine, time.Since(began))
			}
			mu.Lock()
			defer mu.Unlock()
			out.latencies = append(out.latencies, mine...)
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

// pair is Kontor beside plain PostgreSQL, one result per round.
type pair struct {
	name    string
	clients int
	hits    string // what a search finds
	plain   []result
	thin    []result // the thin handler, where it has the like
	kontor  []result
	// for reading the ratio: Kontor with its jobs stopped, and pgbench as Kontor works, each statement parsed and
	// planned anew under row-level security
	idle, unprepared []result
	once             []result // intake: pgbench without the delivery as it came
}

func median(v []float64) float64 {
	if len(v) == 0 {
		return 0
	}
	v = slices.Sorted(slices.Values(v))
	if len(v)%2 == 1 {
		return v[len(v)/2]
	}
	return (v[len(v)/2-1] + v[len(v)/2]) / 2
}

func rates(r []result) float64 {
	var v []float64
	for _, x := range r {
		v = append(v, x.rate)
	}
	return median(v)
}

// pooled is a percentile over all rounds.
func pooled(r []result, p float64) time.Duration {
	var all result
	for _, x := range r {
		all.latencies = append(all.latencies, x.latencies...)
	}
	slices.Sort(all.latencies)
	return all.percentile(p)
}

// rateRatio is the median of the rounds' ratios.
func (p *pair) rateRatio() float64 {
	var v []float64
	for i := range p.kontor {
		v = append(v, p.kontor[i].rate/p.plain[i].rate)
	}
	return median(v)
}

// onceRatio is rateRatio beside pgbench that stores the document only.
func (p *pair) onceRatio() float64 {
	var v []float64
	for i := range p.once {
		v = append(v, p.kontor[i].rate/p.once[i].rate)
	}
	return median(v)
}

// thinRatio is a percentile beside the thin handler's.
func (p *pair) thinRatio(percentile float64) float64 {
	return float64(pooled(p.kontor, percentile)) / float64(pooled(p.thin, percentile))
}

// thinRate is the median of the rounds' ratios of requests a second.
func (p *pair) thinRate() float64 {
	var v []float64
	for i := range p.thin {
		v = append(v, p.kontor[i].rate/p.thin[i].rate)
	}
	return median(v)
}

func (p *pair) timeRatio(percentile float64) float64 {
	return float64(pooled(p.kontor, percentile)) / float64(pooled(p.plain, percentile))
}
