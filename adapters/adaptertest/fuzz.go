package adaptertest

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"kontor/adapters"
)

// Fuzz feeds arbitrary bodies, from the cases and from testdata/fuzz on: Parse never panics, fails only
// with an *Error in order, and otherwise keeps the promises of the format, the second time as well.
func Fuzz(f *testing.F, a adapters.Adapter, seeds []Case) {
	f.Helper()
	for _, c := range seeds {
		f.Add(c.Type, c.Body)
	}
	small := adapters.Limits{Document: 1 << 20, Depth: 32, Fields: 2000, Files: 50, Unpacked: 4 << 20, ZipRatio: 50}
	f.Fuzz(func(t *testing.T, contentType string, data []byte) {
		c := Case{Type: contentType, Body: data, Limits: small}
		s, err := a.Parse(context.Background(), c.delivery(data), NewMemoryFiles())
		var answered *adapters.Answered
		if errors.As(err, &answered) {
			return
		}
		if err != nil {
			var e *adapters.Error
			if !errors.As(err, &e) || e.Code == adapters.Unavailable {
				t.Fatalf("%T: %v", err, err)
			}
			checkError(t, err, nil)
			return
		}
		Check(t, s)
		if again, err := Parse(a, c); err != nil || !reflect.DeepEqual(s, again) {
			t.Fatalf("a second Parse of the same bytes differs (error %v)", err)
		}
	})
}
