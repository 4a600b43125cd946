// Package casework says what a Vorgang is: types, states, rules and deadlines. It is pure: no I/O,
// no context, no clock; whoever calls it brings the time.
package casework

import (
	"errors"
	"fmt"
)

// Code classifies an Error. httpapi maps it to a status in one table.
type Code string

// The closed list of codes.
const (
	Invalid         Code = "invalid"
	NotFound        Code = "not_found" // also: not visible to this person
	Forbidden       Code = "forbidden"
	Unauthenticated Code = "unauthenticated"
	Conflict        Code = "conflict"
	Stale           Code = "stale" // somebody changed the Vorgang since it was read
	TooLarge        Code = "too_large"
	Unavailable     Code = "unavailable"
	Internal        Code = "internal"
)

// Error is the one error type that reaches a person. Reason is a stable snake_case key for which the
// browser's catalogue holds the sentence; Fields names form fields by JSON name with a reason each.
type Error struct {
	Code   Code
	Reason string
	Fields map[string]string
	Detail string // German, without personal data; optional
	Cause  error

	Rueckfrage *Rueckfrage     // what to confirm, where that is all that is missing
	Zeichen    []Zeichenstelle // what no letter can show
}

func (e *Error) Error() string {
	if e.Cause != nil {
		return fmt.Sprintf("%s: %s: %v", e.Code, e.Reason, e.Cause)
	}
	return string(e.Code) + ": " + e.Reason
}

func (e *Error) Unwrap() error { return e.Cause }

// Fail makes an Error.
func Fail(code Code, reason string) *Error { return &Error{Code: code, Reason: reason} }

// FailField makes an Invalid error about one field of the request.
func FailField(field, reason string) *Error {
	return &Error{Code: Invalid, Reason: "invalid_fields", Fields: map[string]string{field: reason}}
}

// UnknownField is the reason of a key or parameter that the contract does not name: misspelt, it would be left out
// silently.
const UnknownField = "unknown_field"

// Malformed is a request that cannot be read at all.
func Malformed(cause error) *Error {
	return &Error{Code: Invalid, Reason: "malformed_request", Cause: cause}
}

// CodeOf returns the code of err, Internal for anything that is no *Error.
func CodeOf(err error) Code {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}
