package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// connector makes connections of lib/pq that remember their statements and open a tenant's transaction with one
// round trip. It lies below database/sql, so that Kontor's statements and River's gain alike.
type connector struct {
	*pq.Connector
	// schema counts how often a remembered statement turned out to be older than the schema. Connections of an
	// earlier count are not used again.
	schema *atomic.Int64
}

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	raw, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &conn{pqConn: raw.(pqConn), statements: map[string]pqStmt{}, names: map[string]string{}, schema: c.schema,
		born: c.schema.Load()}, nil
}

// pqConn is what a connection of lib/pq can do; it is its own transaction.
type pqConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.NamedValueChecker
	driver.Pinger
	driver.SessionResetter
	driver.Validator
	driver.Tx
}

// pqStmt is a statement the server keeps parsed.
type pqStmt interface {
	driver.StmtExecContext
	driver.StmtQueryContext
}

// conn is one connection. The server parses a statement with parameters once it has come twice, and plans it until its
// plan cache finds that the plan does not depend on the parameters; on intake that is more than half of its work.
type conn struct {
	pqConn
	statements map[string]pqStmt // nil = came once
	names      map[string]string // of statements that sendAlone has prepared
	named      int               // how many ever were
	schema     *atomic.Int64
	born       int64
	broken     bool
}

// maxStatements is how many texts a connection remembers; then it begins anew. Kontor and River have about 200.
const maxStatements = 400

type planAnewKey struct{}

// planAnew is for statements whose best plan depends on the parameters, such as lists and searches, and for texts that
// are put together anew each time: the server parses and plans them every time.
func planAnew(ctx context.Context) context.Context {
	return context.WithValue(ctx, planAnewKey{}, true)
}

// statement returns nil for what is sent as it is.
func (c *conn) statement(ctx context.Context, query string, args []driver.NamedValue) (pqStmt, error) {
	if len(args) == 0 || ctx.Value(planAnewKey{}) != nil {
		return nil, nil
	}
	st, seen := c.statements[query]
	if st != nil {
		return st, nil
	}
	if !seen {
		if err := c.forget(ctx); err != nil {
			return nil, err
		}
		c.statements[query] = nil
		return nil, nil
	}
	raw, err := c.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	st = raw.(pqStmt)
	c.statements[query] = st
	return st, nil
}

// forget begins anew where too much is remembered.
func (c *conn) forget(ctx context.Context) error {
	if len(c.statements)+len(c.names) < maxStatements {
		return nil
	}
	if _, err := c.pqConn.ExecContext(ctx, "deallocate all", nil); err != nil {
		return err
	}
	clear(c.statements)
	clear(c.names)
	return nil
}

func (c *conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if x, ok := ctx.Value(aloneKey{}).(alone); ok {
		return c.queryAlone(ctx, x, query, args)
	}
	st, err := c.statement(ctx, query, args)
	if err != nil {
		return nil, err
	}
	if st == nil {
		return c.pqConn.QueryContext(ctx, query, args)
	}
	rows, err := st.QueryContext(ctx, args)
	return rows, c.noteStale(err)
}

func (c *conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if x, ok := ctx.Value(aloneKey{}).(alone); ok {
		return c.execAlone(ctx, x, query, args)
	}
	st, err := c.statement(ctx, query, args)
	if err != nil {
		return nil, err
	}
	if st == nil {
		return c.pqConn.ExecContext(ctx, query, args)
	}
	res, err := st.ExecContext(ctx, args)
	return res, c.noteStale(err)
}

// noteStale: the schema has changed under a remembered statement ("cached plan must not change result type"), or
// somebody made the server forget it. The transaction is lost, but no later one meets the same.
func (c *conn) noteStale(err error) error {
	if isStale(err) {
		c.schema.Add(1)
	}
	return err
}

// isStale tells whether trying again on another connection succeeds. PostgreSQL raises 0A000 for much else, and its
// words are translated.
func isStale(err error) bool {
	var pe *pq.Error
	return errors.As(err, &pe) && (pe.Code == "26000" || pe.Code == "0A000" && pe.Routine == "RevalidateCachedQuery")
}

// IsValid is asked when a connection comes back to the pool.
func (c *conn) IsValid() bool { return !c.broken && c.born == c.schema.Load() && c.pqConn.IsValid() }

// ResetSession is asked before a connection is used again.
func (c *conn) ResetSession(ctx context.Context) error {
	if !c.IsValid() {
		return driver.ErrBadConn
	}
	return c.pqConn.ResetSession(ctx)
}

type frameKey struct{}

// frame travels in the context of BeginTx: what a transaction sends with its begin and with its commit.
type frame struct {
	tenant uuid.UUID // may be uuid.Nil
	events []string  // for Channel; set before commit
}

// BeginTx opens the transaction and sets its tenant with one round trip. lib/pq's own BeginTx is never used: what it
// keeps of its context would end later transactions.
func (c *conn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	begin := "begin"
	switch sql.IsolationLevel(opts.Isolation) {
	case sql.LevelDefault:
	case sql.LevelRepeatableRead:
		begin += " isolation level repeatable read"
	default:
		return nil, fmt.Errorf("isolation level %d is not in use here", opts.Isolation)
	}
	if opts.ReadOnly {
		begin += " read only"
	}
	f, _ := ctx.Value(frameKey{}).(*frame)
	if f != nil && f.tenant != uuid.Nil { // a uuid.UUID prints hex digits only
		begin += "; set local kontor.mandant = '" + f.tenant.String() + "'"
	}
	if _, err := c.pqConn.ExecContext(ctx, begin, nil); err != nil {
		c.broken = true // perhaps inside a transaction
		if ctx.Err() == nil {
			err = driver.ErrBadConn // nothing was done yet: database/sql tries another connection
		}
		return nil, err
	}
	return transaction{c, f}, nil
}

// transaction sends the events with the commit.
type transaction struct {
	*conn
	frame *frame
}

func (t transaction) Commit() error {
	if t.frame == nil || len(t.frame.events) == 0 {
		return t.pqConn.Commit()
	}
	var end strings.Builder
	for _, e := range t.frame.events {
		end.WriteString("select pg_notify('" + Channel + "', " + pq.QuoteLiteral(e) + "); ")
	}
	end.WriteString("commit") // of a transaction that failed: the first statement reports it
	_, err := t.pqConn.ExecContext(context.Background(), end.String(), nil)
	if err != nil {
		t.broken = true // perhaps still inside it
	}
	return err
}
