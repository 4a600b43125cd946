package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// grown is one act in a small and in a large town, one result per round.
type grown struct {
	name         string
	small, large []result
}

func (g grown) ratio() float64 { return float64(pooled(g.large, .5)) / float64(pooled(g.small, .5)) }

// measureGrowth compares Kontor among few Vorgänge with Kontor among many, each on a PostgreSQL of its own; they take
// turns. It answers whether a list or an intake becomes slower with the years.
func measureGrowth(ctx context.Context, o options) error {
	began := time.Now()
	sizes := []int{max(1000, o.rows/50), o.rows}
	towns := make([]*bench, len(sizes))
	for i, rows := range sizes {
		own := o
		own.rows, own.dir = rows, filepath.Join(o.dir, fmt.Sprintf("town-%d", rows))
		if err := os.MkdirAll(own.dir, 0o755); err != nil {
			return err
		}
		b, end, err := start(ctx, own)
		if err != nil {
			return err
		}
		defer end()
		if err := b.seed(ctx); err != nil {
			return err
		}
		if err := b.kontor.startJobs(ctx); err != nil {
			return err
		}
		number.Store(1_000)
		towns[i] = b
	}
	list, err := growthOf(ctx, o, towns[0], towns[1])
	if err != nil {
		return err
	}
	var w strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&w, format+"\n", args...) }
	line("# Wachstum: dieselbe Handlung bei wenigen und bei vielen Vorgängen\n")
	line("Erzeugt von `go run ./bench -growth -rows %d` am %s. Nicht von Hand ändern.\n", o.rows,
		began.Format("02.01.2006, 15:04 Uhr"))
	line("Zwei Kontor, jedes mit eigenem PostgreSQL auf demselben Rechner (%d Kerne, %s), abwechselnd gemessen, %d Runden zu je %s.", runtime.NumCPU(), processor(), o.rounds, o.window)
	line("Last (1, 5, 15 min) am Ende: %s.\n", loadAverage())
	line("| Handlung, einzeln | p50 bei %s | p50 bei %s | Verhältnis | Ziel |", thousands(float64(sizes[0])),
		thousands(float64(sizes[1])))
	line("| --- | ---: | ---: | ---: | --- |")
	for _, g := range list {
		line("| %s | %s | %s | **%s** | ≤ 1,1: %s |", g.name, ms(pooled(g.small, .5)), ms(pooled(g.large, .5)),
			decimal(g.ratio()), verdict(g.ratio() <= 1.1))
	}
	fmt.Println(w.String())
	return os.WriteFile(o.out, []byte(w.String()), 0o644)
}

// growthOf lets the two towns take turns.
func growthOf(ctx context.Context, o options, small, large *bench) ([]*grown, error) {
	type act struct {
		name string
		do   [2]func(context.Context, int64) error
	}
	var acts []act
	reads := [2][]request{}
	for i, b := range []*bench{small, large} {
		var err error
		if reads[i], err = b.readRequests(ctx); err != nil {
			return nil, err
		}
	}
	for i, r := range reads[0] {
		if !strings.HasPrefix(r.name, "Liste") && r.name != "Vorgangsseite" {
			continue
		}
		acts = append(acts, act{r.name, [2]func(context.Context, int64) error{small.reading(r),
			large.reading(reads[1][i])}})
	}
	for _, page := range []struct{ name, path, find string }{
		{"Poststellenbuch, erste Seite", "/api/v1/poststellenbuch", ""},
		{"Poststellenbuch, ein Vorgang", "/api/v1/poststellenbuch?suche=", "select vorgangsnummer from vorgang limit 40"},
		{"Zugänge mit Lage", "/api/v1/zugaenge", ""},
		{"Zugang, Seite", "/api/v1/zugaenge/", "select id::text from zugang where name = 'ozgcloud'"},
	} {
		do := [2]func(context.Context, int64) error{}
		for i, b := range []*bench{small, large} {
			var err error
			if do[i], err = b.readingIT(ctx, page.path, page.find); err != nil {
				return nil, err
			}
		}
		acts = append(acts, act{page.name, do})
	}
	for _, withFile := range []bool{false, true} {
		name := "Eingang 3 KB"
		if withFile {
			name += " + 50 KB"
		}
		acts = append(acts, act{name, [2]func(context.Context, int64) error{small.delivering(withFile),
			large.delivering(withFile)}})
	}
	out := make([]*grown, len(acts))
	for i, a := range acts {
		out[i] = &grown{name: a.name}
	}
	for round := range o.rounds {
		for i, a := range acts {
			step("round %d: %s", round+1, a.name)
			for side, into := range []*[]result{&out[i].small, &out[i].large} {
				r, err := drive(ctx, 1, o.window, a.do[side])
				if err != nil {
					return nil, fmt.Errorf("%s: %w", a.name, err)
				}
				*into = append(*into, r)
			}
		}
	}
	return out, nil
}

func (b *bench) reading(r request) func(context.Context, int64) error {
	return func(ctx context.Context, n int64) error {
		_, err := b.kontor.get(ctx, r.paths[n%int64(len(r.paths))])
		return err
	}
}

// readingIT reads what IT and the Poststelle look at; find names what comes after the path.
func (b *bench) readingIT(ctx context.Context, path, find string) (func(context.Context, int64) error, error) {
	ends := []string{""}
	if find != "" {
		ends = nil
		rows, err := b.db.QueryContext(ctx, find)
		if err != nil {
			return nil, err
		}
		defer rows.Close()
		for rows.Next() {
			var end string
			if err := rows.Scan(&end); err != nil {
				return nil, err
			}
			ends = append(ends, end)
		}
		if err := rows.Err(); err != nil {
			return nil, err
		}
	}
	return func(ctx context.Context, n int64) error {
		_, err := b.kontor.getAs(ctx, b.kontor.IT, path+ends[n%int64(len(ends))])
		return err
	}, nil
}

func (b *bench) delivering(withFile bool) func(context.Context, int64) error {
	d := newDelivery(b.kontor.Zugang, withFile)
	return func(ctx context.Context, _ int64) error { return d.send(ctx, b.kontor, number.Add(1)) }
}
