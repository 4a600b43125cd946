package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"

	"github.com/lib/pq"

	"kontor/backend/internal/casework"
)

// constraints maps the names of constraints to what a person is told.
var constraints = map[string]*casework.Error{
	"eingang_kennung":      {Code: casework.Conflict, Reason: "kennung_taken"},
	"nachricht_schluessel": {Code: casework.Conflict, Reason: "already_sent"},
	"zugang_name":          {Code: casework.Conflict, Reason: "zugang_name_taken"},
	"zeichnung_offen":      {Code: casework.Conflict, Reason: "zeichnung_open"},
	"benutzer_name":        {Code: casework.Conflict, Reason: "name_taken"},
}

// wrap says what was attempted and gives database errors their code.
func wrap(attempt string, err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, sql.ErrNoRows) {
		return casework.Fail(casework.NotFound, "not_found")
	}
	var pe *pq.Error
	if errors.As(err, &pe) {
		if known, ok := constraints[pe.Constraint]; ok {
			e := *known
			e.Cause = err
			return &e
		}
		if isStale(err) {
			return &casework.Error{Code: casework.Unavailable, Reason: "schema_changed", Cause: err}
		}
		switch pe.Code.Class() {
		case "08", "40", "53", "57": // connection, deadlock, resources (disk full), operator intervention
			return &casework.Error{Code: casework.Unavailable, Reason: "database_unavailable", Cause: err}
		}
		return fmt.Errorf("%s: %w", attempt, err)
	}
	if disconnected(err) || errors.Is(err, context.DeadlineExceeded) {
		return &casework.Error{Code: casework.Unavailable, Reason: "database_unavailable", Cause: err}
	}
	return fmt.Errorf("%s: %w", attempt, err)
}

// disconnected tells whether the server went away or cannot be reached: nothing is wrong with what was asked.
func disconnected(err error) bool {
	var network net.Error
	return errors.As(err, &network) || errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) ||
		errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

// IsConstraint tells whether err comes from the named constraint.
func IsConstraint(err error, name string) bool {
	var pe *pq.Error
	return errors.As(err, &pe) && pe.Constraint == name
}
