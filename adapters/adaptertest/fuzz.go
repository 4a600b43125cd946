package adaptertest

import (
	"context"
	"errors"
	"testing"

	"kontor/adapters"
)

// Fuzz feeds arbitrary bodies: Parse never panics, fails only with an *Error and otherwise keeps the
// promises of the format.
func Fuzz(f *testing.F, a adapters.Adapter, seeds []Case) {
	f.Helper()
	for _, c := range seeds {
		f.Add(c.Type, c.Body)
	}
	small := adapters.Limits{Document: 1 << 20, Depth: 32, Fields: 2000, Files: 50, Unpacked: 4 << 20, ZipRatio: 50}
	f.Fuzz(func(t *testing.T, contentType string, data []byte) {
		c := Case{Type: contentType, Body: data, Limits: small}
		s, err := a.Parse(context.Background(), c.delivery(data), NewMemoryFiles())
		if err != nil {
			var e *adapters.Error
			if !errors.As(err, &e) || e.Code == adapters.Unavailable {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		Check(t, s)
	})
}
