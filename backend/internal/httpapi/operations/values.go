package operations

import (
	"time"

	openapi_types "github.com/oapi-codegen/runtime/types"
)

// list never writes null where the contract says array.
func list[A, B any](in []A, f func(A) B) []B {
	out := make([]B, 0, len(in))
	for _, x := range in {
		out = append(out, f(x))
	}
	return out
}

// all is a list as it is, never null.
func all[T any](in []T) []T { return list(in, func(x T) T { return x }) }

// texts writes words of the domain as those of the contract.
func texts[B, A ~string](in []A) []B { return list(in, func(x A) B { return B(x) }) }

// value is what a pointer points to; nothing is the zero value, which the contract leaves out.
func value[T any](p *T) (out T) {
	if p != nil {
		out = *p
	}
	return out
}

// optional is what may be missing: its zero value is nothing.
func optional[T comparable](x T) *T {
	var zero T
	if x == zero {
		return nil
	}
	return &x
}

// day is a calendar day; nothing stays null.
func day(t *time.Time) *openapi_types.Date {
	if t == nil {
		return nil
	}
	return &openapi_types.Date{Time: *t}
}

// dayOf is the calendar day that was sent, if one was.
func dayOf(d *openapi_types.Date) *time.Time {
	if d == nil {
		return nil
	}
	return &d.Time
}

// count is a number that may be missing.
func count(n *int64) *int {
	if n == nil {
		return nil
	}
	i := int(*n)
	return &i
}
