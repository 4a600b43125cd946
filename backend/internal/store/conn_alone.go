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
	writes bool
}

type aloneKey struct{}

// sendAlone sends the tenant and the statement together. Several statements in one message are one transaction
// (PostgreSQL, "Multiple Statements in a Simple Query"): what is set for it ends with it, whatever happens.
func sendAlone[T any](
	c *conn, ctx context.Context, x alone, query string, args []driver.NamedValue,
	send func(context.Context, string, []driver.NamedValue) (T, error),
) (none T, err error) {
	values := make([]string, len(args))
	for i, a := range args {
		if values[i], err = literal(a.Value); err != nil {
			return none, err
		}
	}
	begin := "set local plan_cache_mode = force_generic_plan; "
	if x.tenant != uuid.Nil { // a uuid.UUID prints hex digits only
		begin += "set local kontor.mandant = '" + x.tenant.String() + "'; "
	}
	list := ""
	if len(values) > 0 {
		list = "(" + strings.Join(values, ", ") + ")"
	}
	for again := false; ; again = true {
		name, err := c.name(ctx, query)
		if err != nil {
			return none, err
		}
		answer, err := send(ctx, begin+"execute "+name+list, nil)
		if again || !isStale(err) {
			return answer, c.noteStale(err)
		}
		delete(c.names, query) // nothing was done: it is prepared anew
	}
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
