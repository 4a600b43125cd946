// Package store says how things are kept: one transaction type with all SQL, and the blobs. It is the
// only home of sqlx, lib/pq and of River's insert.
package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"time"
	"unicode"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx"
	"github.com/jmoiron/sqlx/reflectx"
	"github.com/lib/pq"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"

	"kontor/backend/internal/casework"
)

// DB opens transactions. It has no methods that run SQL, so that nobody uses the wrong handle inside one.
type DB struct {
	db    *sqlx.DB
	jobs  *river.Client[*sql.Tx]
	clock func() time.Time
	wake  map[Stapel]chan struct{}

	schluessel *casework.Schluessel // signs the Verlauf; nil = nothing does

	zugaenge zugangCache
	beyond   atomic.Pointer[SchemaError] // set once the schema has left this program behind
}

// Open connects. dsn is a URL; the role must be an ordinary one that owns its database.
func Open(ctx context.Context, dsn string) (*DB, error) {
	// saves one round trip for every statement with parameters
	dsn, err := withParameter(dsn, "binary_parameters", "yes")
	if err != nil {
		return nil, err
	}
	server, err := pq.NewConnector(dsn)
	if err != nil {
		return nil, fmt.Errorf("read DATABASE_URL: %w", err)
	}
	db := sqlx.NewDb(sql.OpenDB(connector{server, new(atomic.Int64)}), "postgres")
	if err := db.PingContext(ctx); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("connect to PostgreSQL: %w", err)
	}
	db.Mapper = columnNames
	db.SetMaxOpenConns(24)
	db.SetMaxIdleConns(24)
	// workers poll, for database/sql cannot listen; River would still NOTIFY nobody once per cooldown
	jobs, err := river.NewClient(riverdatabasesql.New(db.DB), &river.Config{FetchCooldown: 24 * time.Hour,
		FetchPollInterval: 24 * time.Hour})
	if err != nil {
		return nil, fmt.Errorf("make job inserter: %w", err)
	}
	return &DB{db: db, jobs: jobs, clock: time.Now, wake: wakers()}, nil
}

// withParameter adds a setting of lib/pq or of the connection to a URL.
func withParameter(dsn, name, value string) (string, error) {
	u, err := url.Parse(dsn)
	if err != nil || !strings.HasPrefix(u.Scheme, "postgres") {
		return "", errors.New("DATABASE_URL must be a postgres:// URL")
	}
	q := u.Query()
	q.Set(name, value)
	u.RawQuery = q.Encode()
	return u.String(), nil
}

// Close ends all connections.
func (d *DB) Close() error { return d.db.Close() }

// SQL is the handle River's own client needs; nobody else.
func (d *DB) SQL() *sql.DB { return d.db.DB }

// SetClock replaces the clock, for tests of deadlines.
func (d *DB) SetClock(now func() time.Time) { d.clock = now }

// SetSchluessel gives the key that signs the Verlauf and its anchors. Call it before anything is written.
func (d *DB) SetSchluessel(s *casework.Schluessel) { d.schluessel = s }

// Schluessel is that key.
func (d *DB) Schluessel() *casework.Schluessel { return d.schluessel }

// Now is the time of the next transaction, to the microsecond that PostgreSQL keeps.
func (d *DB) Now() time.Time { return d.clock().UTC().Truncate(time.Microsecond) }

// Ping tells whether the database answers.
func (d *DB) Ping(ctx context.Context) error {
	if err := d.db.PingContext(ctx); err != nil {
		return &casework.Error{Code: casework.Unavailable, Reason: "database_unavailable", Cause: err}
	}
	return nil
}

// handle runs SQL: a transaction, or in ReadOne the connections themselves.
type handle interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	NamedExecContext(ctx context.Context, query string, arg any) (sql.Result, error)
	GetContext(ctx context.Context, dest any, query string, args ...any) error
	SelectContext(ctx context.Context, dest any, query string, args ...any) error
	QueryRowxContext(ctx context.Context, query string, args ...any) *sqlx.Row
}

// Tx is one transaction of one actor at one time. All SQL of Kontor is a method of it.
type Tx struct {
	tx      handle
	raw     *sql.Tx // nil in ReadOne
	jobs    *river.Client[*sql.Tx]
	Now     time.Time
	Actor   casework.Actor
	journal []verlaufZeile           // written by SaveVorgang
	pending []river.InsertManyParams // jobs, written on commit
	events  []string                 // sent by NOTIFY with the commit
	stapel  []Stapel                 // whose jobs pending holds
	zugang  bool                     // a Zugang was changed

	schluessel  *casework.Schluessel
	geschrieben map[string][]uuid.UUID // rows to be sealed by SaveVorgang, by kind
}

// InTx runs fn in one transaction that sees the actor's tenant only. An error rolls everything back.
func (d *DB) InTx(ctx context.Context, actor casework.Actor, fn func(*Tx) error) error {
	return d.run(ctx, actor, nil, fn)
}

// ReadTx runs fn in one read-only transaction: everything it reads is of one moment.
func (d *DB) ReadTx(ctx context.Context, actor casework.Actor, fn func(*Tx) error) error {
	return d.run(ctx, actor, &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead}, fn)
}

// ReadOne is ReadTx for who reads with one statement, or does not mind that the next one sees a later moment: each is a
// transaction by itself, and the server is asked once instead of three times. fn has to use the context it is given.
// The plan is made once for all parameters.
func (d *DB) ReadOne(ctx context.Context, actor casework.Actor, fn func(context.Context, *Tx) error) error {
	return d.runAlone(ctx, actor, false, fn)
}

// WriteOne is InTx for who writes one row with one statement, and needs neither jobs nor journal nor events.
func (d *DB) WriteOne(ctx context.Context, actor casework.Actor, fn func(context.Context, *Tx) error) error {
	return d.runAlone(ctx, actor, true, fn)
}

func (d *DB) runAlone(ctx context.Context, actor casework.Actor, writes bool,
	fn func(context.Context, *Tx) error) error {
	if e := d.beyond.Load(); e != nil {
		return e.unavailable()
	}
	if writes {
		if err := d.showAusweis(ctx); err != nil {
			return err
		}
	}
	now := d.Now()
	ctx = context.WithValue(ctx, aloneKey{}, alone{actor.Mandant, now, writes})
	return d.explain(ctx, fn(ctx, &Tx{tx: d.db, Now: now, Actor: actor}))
}

func (d *DB) run(ctx context.Context, actor casework.Actor, opts *sql.TxOptions, fn func(*Tx) error) error {
	if e := d.beyond.Load(); e != nil {
		return e.unavailable()
	}
	if err := d.showAusweis(ctx); err != nil {
		return err
	}
	return d.explain(ctx, d.attempt(ctx, actor, opts, fn))
}

func (d *DB) attempt(ctx context.Context, actor casework.Actor, opts *sql.TxOptions, fn func(*Tx) error) error {
	f := &frame{tenant: actor.Mandant}
	raw, err := d.db.BeginTxx(context.WithValue(ctx, frameKey{}, f), opts)
	if err != nil {
		return wrap("begin", err)
	}
	defer raw.Rollback() //nolint:errcheck // after Commit it does nothing
	tx := &Tx{tx: raw, raw: raw.Tx, jobs: d.jobs, Now: d.Now(), Actor: actor,
		schluessel: d.schluessel}
	if err := fn(tx); err != nil {
		return err
	}
	if len(tx.journal) > 0 {
		return errors.New("journal entries without SaveVorgang")
	}
	if len(tx.geschrieben) > 0 {
		return errNichtBesiegelt
	}
	if err := tx.insertJobs(ctx); err != nil {
		return err
	}
	f.events = tx.events
	if err := raw.Commit(); err != nil {
		return wrap("commit", err)
	}
	if tx.zugang {
		d.zugaenge.forget()
	}
	d.announce(tx.stapel)
	return nil
}

// Enqueue asks for a job: its row is written with this transaction, any replica runs it after commit.
func (t *Tx) Enqueue(args river.JobArgs) { t.EnqueueAt(args, time.Time{}) }

// EnqueueAt asks for a job that is due at a time.
func (t *Tx) EnqueueAt(args river.JobArgs, due time.Time) {
	opts := &river.InsertOpts{ScheduledAt: due}
	if s := StapelOf(args); s != "" {
		if slices.ContainsFunc(t.pending, func(p river.InsertManyParams) bool { return p.Args == args }) {
			return // one act may add several things to search or to scan
		}
		opts.Queue, t.stapel = string(s), append(t.stapel, s)
	}
	t.pending = append(t.pending, river.InsertManyParams{Args: args, InsertOpts: opts})
}

func (t *Tx) insertJobs(ctx context.Context) error {
	if len(t.pending) == 0 {
		return nil
	}
	_, err := t.jobs.InsertManyFastTx(ctx, t.raw, t.pending)
	return wrap("enqueue jobs", err)
}

// Channel is the NOTIFY channel of all live events.
const Channel = "kontor"

// Notify tells live screens on commit; it carries ids only.
func (t *Tx) Notify(m casework.Meldung) {
	m.Mandant = t.Actor.Mandant
	raw, err := json.Marshal(m)
	if err != nil {
		panic(err) // plain fields
	}
	t.events = append(t.events, string(raw))
}

// columnNames finds the field of a column.
var columnNames = reflectx.NewMapperFunc("db", snake)

// snake maps a Go field to its column: VorgangsID → vorgangs_id, SHA256 → sha256.
func snake(s string) string {
	var b strings.Builder
	r := []rune(s)
	for i, c := range r {
		if unicode.IsUpper(c) && i > 0 && (unicode.IsLower(r[i-1]) || i+1 < len(r) && unicode.IsLower(r[i+1])) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(c))
	}
	return b.String()
}
