package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/lib/pq"

	"kontor/backend/benchkit"
)

// database is the superuser's view of the measured server.
type database struct {
	*sql.DB
	raw *benchkit.Database
	dsn string
}

func openDatabase(ctx context.Context, raw *benchkit.Database) (*database, error) {
	dsn := strings.Replace(raw.AdminDSN, "/postgres?", "/kontor?", 1)
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return nil, err
	}
	d := &database{db, raw, dsn}
	return d, d.run(ctx, `create extension pg_stat_statements`,
		`create function bench_id(k bigint, n int) returns uuid language sql immutable parallel safe
			as $$ select (lpad(to_hex(k), 16, '0') || lpad(to_hex(n), 16, '0'))::uuid $$`,
		`create table bench_datei (id uuid primary key, inhalt bytea not null)`,
		`alter table bench_datei alter inhalt set storage external`,
		`create table bench_vorlage (name text primary key, inhalt bytea not null)`,
		`alter table bench_vorlage alter inhalt set storage external`,
		`grant all on bench_datei, bench_vorlage to kontor`)
}

func (d *database) run(ctx context.Context, statements ...string) error {
	for _, s := range statements {
		if _, err := d.ExecContext(ctx, s); err != nil {
			return fmt.Errorf("%w in: %.300s", err, s)
		}
	}
	return nil
}

func (d *database) number(ctx context.Context, query string, args ...any) (n int64, err error) {
	err = d.QueryRowContext(ctx, query, args...).Scan(&n)
	if err != nil {
		err = fmt.Errorf("%w in: %.200s", err, query)
	}
	return n, err
}

// wal is how many bytes the server has logged so far.
func (d *database) wal(ctx context.Context) (int64, error) {
	return d.number(ctx, "select (pg_current_wal_insert_lsn() - '0/0')::bigint")
}

// waitForJobs waits until every job that is due was worked.
func (d *database) waitForJobs(ctx context.Context) error {
	return d.waitForNone(ctx, "select count(*) from river_job where queue <> 'bench' and (state in ('running', 'retryable') or state = 'available' and scheduled_at <= now())")
}

// waitForDubletten waits until the sweep has looked for duplicates of every Vorgang.
func (d *database) waitForDubletten(ctx context.Context) error {
	return d.waitForNone(ctx, "select count(*) from (select id from vorgang order by id desc limit 1) v, dublettenlauf d where v.id > d.bis")
}

// waitForNone waits until a count is 0.
func (d *database) waitForNone(ctx context.Context, query string) error {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		n, err := d.number(ctx, query)
		if err != nil || n == 0 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

// row is one row of a table as SQL literals.
type row struct {
	table   string
	columns []string
	values  []string
}

// rows reads rows as literals, without the columns named in skip.
func (d *database) rows(ctx context.Context, table, where string, skip ...string) ([]row, error) {
	var columns, types pq.StringArray
	err := d.QueryRowContext(ctx, `select array_agg(attname order by attnum), array_agg(format_type(atttypid, atttypmod) order by attnum) from pg_attribute
		where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attname <> all($2)`, table, pq.Array(append([]string{}, skip...))).Scan(&columns, &types)
	if err != nil {
		return nil, err
	}
	quoted := make([]string, len(columns))
	for i, c := range columns {
		quoted[i] = "quote_nullable(" + c + "::text)"
	}
	found, err := d.QueryContext(ctx, "select array["+strings.Join(quoted, ", ")+"] from "+table+" where "+where)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	var out []row
	for found.Next() {
		var values pq.StringArray
		if err := found.Scan(&values); err != nil {
			return nil, err
		}
		for i := range values {
			values[i] = literal(values[i]) + "::" + types[i]
		}
		out = append(out, row{table, columns, values})
	}
	if err := found.Err(); err != nil {
		return nil, err
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("no row in %s where %s", table, where)
	}
	return out, nil
}

var variable = regexp.MustCompile(`:[A-Za-z_\x80-\xff]`)

// literal keeps pgbench from taking a colon inside a text for a variable of its own.
func literal(quoted string) string {
	if !variable.MatchString(quoted) {
		return quoted
	}
	again := "' || chr(58) || '"
	if strings.HasPrefix(quoted, "E'") {
		again = "' || chr(58) || E'"
	}
	return "(" + strings.ReplaceAll(quoted, ":", again) + ")"
}

// with returns the row with columns given by expressions instead.
func (r row) with(expressions map[string]string) row {
	r.values = slices.Clone(r.values)
	for i, c := range r.columns {
		if e, ok := expressions[c]; ok {
			r.values[i] = e
		}
	}
	return r
}

// renamed replaces every id of the sample by an expression.
func (r row) renamed(ids map[string]string) row {
	r.values = slices.Clone(r.values)
	for i, v := range r.values {
		for id, e := range ids {
			if v == "'"+id+"'::uuid" {
				r.values[i] = e
			}
		}
	}
	return r
}

// insert writes rows of one table with one statement.
func insert(rows []row) string {
	var b strings.Builder
	fmt.Fprintf(&b, "insert into %s (%s) values", rows[0].table, strings.Join(rows[0].columns, ", "))
	for i, r := range rows {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString(" (" + strings.Join(r.values, ", ") + ")")
	}
	return b.String()
}

// insertFrom writes rows for every row of a query.
func insertFrom(rows []row, source string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "insert into %s (%s)", rows[0].table, strings.Join(rows[0].columns, ", "))
	for i, r := range rows {
		if i > 0 {
			b.WriteString(" union all")
		}
		b.WriteString(" select " + strings.Join(r.values, ", ") + " from " + source)
	}
	return b.String()
}

// statement is one statement Kontor sent, with its parameters put in.
type statement string

var (
	logLine   = regexp.MustCompile(`^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+ \S+ \[\d+\] (LOG|DETAIL|STATEMENT|ERROR|HINT|CONTEXT):  (.*)$`)
	parameter = regexp.MustCompile(`\$(\d+) = ('(?:[^']|'')*'|NULL)`)
	used      = regexp.MustCompile(`\$\d+`)
	// a statement that is a transaction by itself (store.ReadOne), and its parameters
	alone    = regexp.MustCompile(`(?s)^statement: set local .*; execute kontor_\d+(?:\((.*)\))?$`)
	constant = regexp.MustCompile(`null|true|false|-?\d+|E?'(?:[^']|'')*'`)
	prepared = regexp.MustCompile(`(?s)^prepare: prepare kontor_\d+ as (.*)$`)
)

// capture runs fn and returns every statement with parameters the server was sent meanwhile (begin, set and commit have
// none): so the plain SQL beside Kontor is Kontor's.
func (d *database) capture(ctx context.Context, fn func() error) ([]statement, error) {
	if err := d.run(ctx, "alter system set log_statement = 'all'", "select pg_reload_conf()"); err != nil {
		return nil, err
	}
	time.Sleep(300 * time.Millisecond) // sessions take note at their next statement
	// who a session knows is asked for in one message with what it reads, and the log tells the text of the first only
	if err := d.run(ctx, "update benutzer set anzeige = reverse(anzeige)"); err != nil {
		return nil, err
	}
	start, err := os.Stat(d.raw.Log)
	if err != nil {
		return nil, err
	}
	if err := fn(); err != nil {
		return nil, err
	}
	if err := d.run(ctx, "alter system reset log_statement", "select pg_reload_conf()"); err != nil {
		return nil, err
	}
	raw, err := os.ReadFile(d.raw.Log)
	if err != nil {
		return nil, err
	}
	return readLog(string(raw[start.Size():])), nil
}

func readLog(log string) []statement {
	var out []statement
	var kind, text string
	var two bool           // executed in one message
	var constants []string // of the statement whose text the next line tells
	flush := func() {
		if m := alone.FindStringSubmatch(text); m != nil {
			constants, two = constant.FindAllString(m[1], -1), strings.Count(text, "; execute ") > 1
		}
		if m := prepared.FindStringSubmatch(text); m != nil && !two {
			out = append(out, statement(used.ReplaceAllStringFunc(m[1], func(name string) string {
				n, _ := strconv.Atoi(name[1:])
				return literal(constants[n-1])
			})))
		}
		switch {
		case kind == "LOG" && strings.HasPrefix(text, "execute "):
			_, sql, _ := strings.Cut(text, ": ")
			out = append(out, statement(sql))
		case kind == "DETAIL" && len(out) > 0:
			values := map[string]string{}
			for _, m := range parameter.FindAllStringSubmatch(text, -1) {
				values["$"+m[1]] = m[2]
			}
			out[len(out)-1] = statement(used.ReplaceAllStringFunc(string(out[len(out)-1]), func(name string) string {
				return literal(values[name])
			}))
		}
	}
	for line := range strings.Lines(log) {
		line = strings.TrimSuffix(line, "\n")
		if m := logLine.FindStringSubmatch(line); m != nil {
			flush()
			kind, text = m[1], m[2]
			continue
		}
		text += "\n" + strings.TrimPrefix(line, "\t")
	}
	flush()
	return out
}
