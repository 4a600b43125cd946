package main

import (
	"context"
	"fmt"
	"strings"
	"sync/atomic"
	"time"
)

// perIntake is what one delivery costs, measured one at a time without jobs.
type perIntake struct {
	bytes      int
	statements float64
	frame      float64 // of them begin, commit and set
	wal        float64
	puts       float64
	putTime    time.Duration
	server     time.Duration // planning and execution inside PostgreSQL
	total      time.Duration // mean as the client sees it
	texts      []serverText  // the costliest first
}

// jobCost is what the jobs of one delivery cost afterwards.
type jobCost struct{ jobs, statements, wal float64 }

// statementCount is how many statements one request needs.
type statementCount struct {
	name         string
	total, frame float64
}

var number atomic.Int64 // of deliveries, over all

const countQuery = `select coalesce(sum(calls), 0)::bigint, coalesce(sum(calls) filter (where query ~* '^\s*(begin|commit|rollback|set|start)\M'), 0)::bigint,
	coalesce(sum(total_exec_time + total_plan_time), 0) from pg_stat_statements where userid = 'kontor'::regrole`

// count returns statements, framing statements and milliseconds in the server per call of fn, called n times.
func (b *bench) count(ctx context.Context, n int,
	fn func(i int) error) (total, frame float64, server time.Duration, err error) {
	if err := fn(-1); err != nil { // caches of a minute
		return 0, 0, 0, err
	}
	if err := b.db.run(ctx, "select pg_stat_statements_reset()"); err != nil {
		return 0, 0, 0, err
	}
	for i := range n {
		if err := fn(i); err != nil {
			return 0, 0, 0, err
		}
	}
	var calls, frames int64
	var ms float64
	if err := b.db.QueryRowContext(ctx, countQuery).Scan(&calls, &frames, &ms); err != nil {
		return 0, 0, 0, err
	}
	each := float64(n)
	return float64(calls) / each, float64(frames) / each, time.Duration(ms / each * float64(time.Millisecond)), nil
}

// statements counts what one intake, list and case page cost; the jobs stand still.
func (b *bench) statements(ctx context.Context) error {
	step("count statements")
	number.Store(1_000)
	for i, withFile := range []bool{false, true} {
		d := newDelivery(b.kontor.Zugang, withFile)
		for range 20 {
			if err := d.send(ctx, b.kontor, number.Add(1)); err != nil {
				return err
			}
		}
		const n = 200
		before, err := b.kontor.counters(ctx)
		if err != nil {
			return err
		}
		if err := b.db.run(ctx, "checkpoint"); err != nil { // every run begins with the same full-page images
			return err
		}
		wal, err := b.db.wal(ctx)
		if err != nil {
			return err
		}
		var times []time.Duration
		p := perIntake{bytes: len(d.template)}
		p.statements, p.frame, p.server, err = b.count(ctx, n, func(int) error {
			start := time.Now()
			err := d.send(ctx, b.kontor, number.Add(1))
			times = append(times, time.Since(start))
			return err
		})
		if err != nil {
			return err
		}
		if p.texts, err = b.serverTexts(ctx, n); err != nil {
			return err
		}
		after, err := b.db.wal(ctx)
		if err != nil {
			return err
		}
		c, err := b.kontor.counters(ctx)
		if err != nil {
			return err
		}
		p.wal = float64(after-wal) / (n + 1)
		p.puts = float64(c.Puts-before.Puts) / (n + 1)
		p.putTime = time.Duration(float64(c.PutNs-before.PutNs) / (n + 1))
		var sum time.Duration
		for _, t := range times {
			sum += t
		}
		p.total = sum / time.Duration(len(times)) // a mean, as its parts are
		b.perIntake[i] = p
	}
	var id string
	if err := b.db.QueryRowContext(ctx, "select id from vorgang where zustaendig = $1 and status = 'in_bearbeitung' limit 1", b.kontor.Person).Scan(&id); err != nil {
		return err
	}
	for _, page := range []struct{ name, path string }{{"Liste, 50 Zeilen", "/api/v1/vorgaenge"},
		{"Liste, 10 Zeilen", "/api/v1/vorgaenge?anzahl=10"},
		{"Suche, 50 Treffer", "/api/v1/vorgaenge?suche=" + vocabulary[0]}, {"Vorgangsseite", "/api/v1/vorgaenge/" +
			id}, {"Zahlen der Ansichten", "/api/v1/ansichten"}} {
		total, frame, _, err := b.count(ctx, 20, func(int) error {
			_, err := b.kontor.get(ctx, page.path)
			return err
		})
		if err != nil {
			return err
		}
		b.counts = append(b.counts, statementCount{page.name, total, frame})
	}
	return b.countJobs(ctx)
}

// countJobs works what the deliveries left behind and sees what that cost.
func (b *bench) countJobs(ctx context.Context) error {
	if err := b.db.run(ctx, "select pg_stat_statements_reset()"); err != nil {
		return err
	}
	var before, jobs, intakes int64
	err := b.db.QueryRowContext(ctx, "select (select count(*) from river_job where state = 'available'), (select count(distinct args->>'vorgang') from river_job where state = 'available')").Scan(&jobs, &intakes)
	if err != nil {
		return err
	}
	if before, err = b.db.wal(ctx); err != nil {
		return err
	}
	if err := b.kontor.startJobs(ctx); err != nil {
		return err
	}
	if err := b.db.waitForJobs(ctx); err != nil {
		return err
	}
	after, err := b.db.wal(ctx)
	if err != nil {
		return err
	}
	calls, err := b.db.number(ctx, "select sum(calls) from pg_stat_statements where userid = 'kontor'::regrole")
	if err != nil {
		return err
	}
	b.jobs = jobCost{float64(jobs) / float64(intakes), float64(calls) / float64(intakes),
		float64(after-before) / float64(intakes)}
	return nil
}

// plainIntake is the script of the same rows in one transaction: the delivery, the Vorgang with all that belongs to it,
// the verdict, the jobs. withFile adds the document and its content, raw the delivery as it came; both are bytea the
// server copies from a table, so that pgbench need not send them.
func (b *bench) plainIntake(withFile, raw bool) (string, error) {
	s, ids := b.sample, b.sample.ids(":k")
	write := func(rows []row, expressions map[string]string) string {
		out := make([]row, len(rows))
		for i, r := range rows {
			out[i] = r.renamed(ids).with(expressions)
		}
		return insert(out) + ";"
	}
	jobs := s.jobs
	name := "intake-3kb"
	if withFile {
		name = "intake-53kb"
	} else {
		jobs = nil
		for _, j := range s.jobs {
			if !strings.Contains(quoted(j, "kind"), "dokumente_pruefen") {
				jobs = append(jobs, j)
			}
		}
	}
	if raw {
		name += "-raw"
	}
	received := write(s.eingang, map[string]string{"zustand": "'empfangen'", "kennung": "''", "inhalt_hash": "''",
		"vorgang_id": "null", "versuche": "0", "versucht_am": "null"})
	e := s.eingang[0]
	lines := []string{`\set i :i + 1`, `\set k :run + :client_id * 10000000 + :i`, "begin;", received,
		write(s.vorgang, map[string]string{"vorgangsnummer": "'P-' || nextval('vorgangsnummer_folge')"}),
		write(s.antrag, nil)}
	file := func(n int, name string) string {
		return fmt.Sprintf("insert into bench_datei select bench_id(:k, %d), inhalt from bench_vorlage where name = '%s';", n, name)
	}
	if withFile {
		lines = append(lines, write(s.dokument, nil), file(0, "dokument"))
	}
	switch {
	case raw && withFile:
		lines = append(lines, file(20, "roh-dokument"))
	case raw:
		lines = append(lines, file(20, "roh"))
	}
	lines = append(lines, write(s.verlauf, nil), write(s.prozess, nil), write(s.aufgabe, nil),
		fmt.Sprintf("update eingang set zustand = 'angenommen', kennung = 'P-' || :k, inhalt_hash = %s, vorgang_id = %s, versuche = 1, versucht_am = now() where id = %s and zustand = 'empfangen';",
			quoted(e, "inhalt_hash"), e.renamed(ids).named("vorgang_id"), e.renamed(ids).named("id")),
		write(jobs, map[string]string{"queue": "'bench'"}), "end;")
	return b.pg.script(name, lines...)
}

func (r row) named(column string) string { return quoted(r, column) }

// kind is a delivery with the script of the same rows.
type kind struct {
	name   string
	script string
	once   string // without the delivery as it came
	d      *delivery
}

// measureIntake lets Kontor and pgbench take turns.
func (b *bench) measureIntake(ctx context.Context) error {
	var kinds []kind
	for _, withFile := range []bool{false, true} {
		script, err := b.plainIntake(withFile, true)
		if err != nil {
			return err
		}
		once, err := b.plainIntake(withFile, false)
		if err != nil {
			return err
		}
		name := "3 KB"
		if withFile {
			name = "3 KB + 50 KB"
		}
		kinds = append(kinds, kind{name, script, once, newDelivery(b.kontor.Zugang, withFile)})
	}
	for _, k := range kinds {
		for _, clients := range []int{1, 8} {
			b.intake = append(b.intake, &pair{name: k.name, clients: clients})
		}
	}
	for round := range b.rounds {
		for i, p := range b.intake {
			k := kinds[i/2]
			step("round %d: intake %s, %d at once", round+1, k.name, p.clients)
			if err := b.intakeRound(ctx, p, k, round == b.rounds-1); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *bench) intakeRound(ctx context.Context, p *pair, k kind, last bool) error {
	before := b.cpu()
	plain, err := b.plainRound(ctx, b.pg.admin, "prepared", k.script, p.clients)
	if err != nil {
		return err
	}
	if last {
		b.shares = append(b.shares, b.cpu().since(before, fmt.Sprintf("pgbench %s, %d gleichzeitig", p.name,
			p.clients), plain.done))
	}
	if p.clients > 1 {
		once, err := b.plainRound(ctx, b.pg.admin, "prepared", k.once, p.clients)
		if err != nil {
			return err
		}
		p.once = append(p.once, once)
		r, err := b.plainRound(ctx, b.pg.owner, "extended", k.script, p.clients)
		if err != nil {
			return err
		}
		p.unprepared = append(p.unprepared, r)
	}
	var profile func() (string, error)
	if last && p.clients == 8 {
		profile = b.startProfile(ctx, "intake "+p.name)
	}
	before = b.cpu()
	ours, err := b.checked(ctx, accepted, func() (result, error) {
		return drive(ctx, p.clients, b.window, func(ctx context.Context, _ int64) error {
			return k.d.send(ctx, b.kontor, number.Add(1))
		})
	})
	if err != nil {
		return err
	}
	if last {
		b.shares = append(b.shares, b.cpu().since(before, fmt.Sprintf("Eingang %s, %d gleichzeitig", p.name,
			p.clients), ours.done))
	}
	if profile != nil {
		if b.profiles["intake "+p.name], err = profile(); err != nil {
			return err
		}
	}
	start := time.Now()
	if err := b.db.waitForJobs(ctx); err != nil {
		return err
	}
	b.drain = append(b.drain, time.Since(start))
	p.plain, p.kontor = append(p.plain, plain), append(p.kontor, ours)
	if p.clients == 1 {
		return nil
	}
	return b.withoutJobs(ctx, p, k.d)
}

// withoutJobs tells what the jobs of earlier deliveries take from the next ones.
func (b *bench) withoutJobs(ctx context.Context, p *pair, d *delivery) error {
	if err := b.kontor.stopJobs(ctx); err != nil {
		return err
	}
	r, err := drive(ctx, p.clients, b.window, func(ctx context.Context, _ int64) error {
		return d.send(ctx, b.kontor, number.Add(1))
	})
	if err != nil {
		return err
	}
	p.idle = append(p.idle, r)
	waiting, err := b.db.number(ctx, "select count(*) from river_job where queue <> 'bench' and state = 'available'")
	if err != nil {
		return err
	}
	start := time.Now()
	if err := b.kontor.startJobs(ctx); err != nil {
		return err
	}
	if err := b.db.waitForJobs(ctx); err != nil {
		return err
	}
	b.jobRates = append(b.jobRates, float64(waiting)/time.Since(start).Seconds())
	return nil
}

func (b *bench) plainRound(ctx context.Context, env []string, mode, script string, clients int) (result, error) {
	return b.checked(ctx, "select count(*) from vorgang where vorgangsnummer like 'P-%'", func() (result, error) {
		return b.pg.run(ctx, env, mode, []string{script}, clients, b.window)
	})
}

// checked counts the rows in the database before and after: every success must be there.
func (b *bench) checked(ctx context.Context, query string, fn func() (result, error)) (result, error) {
	before, err := b.db.number(ctx, query)
	if err != nil {
		return result{}, err
	}
	r, err := fn()
	if err != nil {
		return r, err
	}
	after, err := b.db.number(ctx, query)
	if err == nil && after-before != r.done {
		err = fmt.Errorf("%d successes, but %d rows", r.done, after-before)
	}
	return r, err
}
