package store

import (
	"context"
	"database/sql/driver"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"
)

// alone travels in the context of a statement that is a transaction by itself.
type alone struct {
	tenant uuid.UUID
	now    time.Time
	writes bool
}

type aloneKey struct{}

// queryAlone sends the tenant and the statement together. Several statements in one message are one transaction
// (PostgreSQL, "Multiple Statements in a Simple Query"): what is set for it ends with it, whatever happens.
func (c *conn) queryAlone(ctx context.Context, x alone, query string, args []driver.NamedValue) (driver.Rows, error) {
	a := ausweisOf(ctx)
	return sendAlone(c, ctx, x, a, query, args, func(ctx context.Context, text string) (driver.Rows, error) {
		rows, err := c.pqConn.QueryContext(ctx, text, nil)
		if err == nil && a != nil {
			err = a.show(rows)
		}
		return rows, err
	})
}

// execAlone is queryAlone for a statement that answers with nothing.
func (c *conn) execAlone(ctx context.Context, x alone, query string, args []driver.NamedValue) (driver.Result, error) {
	if !x.writes {
		return nil, errors.New("ReadOne only reads")
	}
	return sendAlone(c, ctx, x, nil, query, args, func(ctx context.Context, text string) (driver.Result, error) {
		return c.pqConn.ExecContext(ctx, text, nil)
	})
}

func sendAlone[T any](
	c *conn, ctx context.Context, x alone, a *Ausweis, query string, args []driver.NamedValue,
	send func(context.Context, string) (T, error),
) (none T, err error) {
	begin := "set local plan_cache_mode = force_generic_plan"
	if x.tenant != uuid.Nil { // a uuid.UUID prints hex digits only
		begin += "; set local kontor.mandant = '" + x.tenant.String() + "'"
	}
	values := make([]any, len(args))
	for i := range args {
		values[i] = args[i].Value
	}
	for again := false; ; again = true {
		text := begin
		if a != nil {
			who, err := a.literals(x.now)
			if err != nil {
				return none, err
			}
			if text, err = c.execute(ctx, text, ausweisAnfrage, who); err != nil {
				return none, err
			}
		}
		what, err := literals(values...)
		if err != nil {
			return none, err
		}
		if text, err = c.execute(ctx, text, query, what); err != nil {
			return none, err
		}
		answer, err := send(ctx, text)
		if again || !isStale(err) {
			return answer, c.noteStale(err)
		}
		delete(c.names, query) // nothing was done: it is prepared anew
		delete(c.names, ausweisAnfrage)
	}
}

// execute adds a prepared statement with its parameters to a message.
func (c *conn) execute(ctx context.Context, text, query string, values []string) (string, error) {
	name, err := c.name(ctx, query)
	if err != nil {
		return "", err
	}
	text += "; execute " + name
	if len(values) > 0 {
		text += "(" + strings.Join(values, ", ") + ")"
	}
	return text, nil
}

// name is under which the server keeps the statement parsed.
func (c *conn) name(ctx context.Context, query string) (string, error) {
	if name, ok := c.names[query]; ok {
		return name, nil
	}
	if err := c.forget(ctx); err != nil {
		return "", err
	}
	c.named++
	name := "kontor_" + strconv.Itoa(c.named)
	if _, err := c.pqConn.ExecContext(ctx, "prepare "+name+" as "+query, nil); err != nil {
		return "", err
	}
	c.names[query] = name
	return name, nil
}

// literals writes parameters as SQL.
func literals(values ...any) ([]string, error) {
	out := make([]string, len(values))
	for i, v := range values {
		var err error
		if out[i], err = literal(v); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// literal writes a parameter as SQL; PostgreSQL reads it by the type the statement gives the parameter.
func literal(v driver.Value) (string, error) {
	switch v := v.(type) {
	case nil:
		return "null", nil
	case bool:
		return strconv.FormatBool(v), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	case []byte:
		return `'\x` + hex.EncodeToString(v) + "'", nil
	case time.Time:
		return pq.QuoteLiteral(string(pq.FormatTimestamp(v))), nil
	case string:
		if strings.ContainsRune(v, 0) { // ends the message
			return "", errors.New("a text for PostgreSQL has U+0000 in it")
		}
		return pq.QuoteLiteral(v), nil
	}
	return "", fmt.Errorf("a %T as parameter of ReadOne", v)
}
