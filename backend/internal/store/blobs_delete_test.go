package store

import (
	"bytes"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// What nobody has put for a day can be deleted; what somebody put again stays.
func TestFolderDelete(t *testing.T) {
	f := folder(t)
	content := []byte("Rohdaten")
	b, err := f.Put(t.Context(), bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	if gone, err := f.Delete(t.Context(), b.SHA256); gone || err != nil {
		t.Errorf("a fresh content: gone %t, %v", gone, err)
	}
	age := func() {
		t.Helper()
		old := time.Now().Add(-25 * time.Hour)
		if err := os.Chtimes(f.path(b.SHA256), old, old); err != nil {
			t.Fatal(err)
		}
	}
	age()
	if _, err := f.Put(t.Context(), bytes.NewReader(content)); err != nil {
		t.Fatal(err)
	}
	if gone, _ := f.Delete(t.Context(), b.SHA256); gone {
		t.Error("what somebody put again is deleted")
	}
	age()
	for range 2 {
		if gone, err := f.Delete(t.Context(), b.SHA256); !gone || err != nil {
			t.Errorf("gone %t, %v", gone, err)
		}
	}
	if _, err := f.Open(t.Context(), b.SHA256); reason(err) != "not_found blob_missing" {
		t.Errorf("%v", err)
	}
	if _, err := f.Delete(t.Context(), "../../etc/passwd"); reason(err) != "invalid blob_name" {
		t.Errorf("%v", err)
	}
}

func must[A any](v A, err error) A {
	if err != nil {
		panic(err)
	}
	return v
}

// clock lets the objects of a store be of any age.
type clock struct{ behind atomic.Int64 }

func (c *clock) Now() time.Time                  { return time.Now().Add(-time.Duration(c.behind.Load())).UTC() }
func (c *clock) Since(t time.Time) time.Duration { return c.Now().Sub(t) }

func TestS3Delete(t *testing.T) {
	var c clock
	s := agingS3(t, false, &c)
	content := []byte("Rohdaten")
	put := func() string {
		t.Helper()
		return must(s.Put(t.Context(), bytes.NewReader(content))).SHA256
	}
	sum := put()
	if gone, err := s.Delete(t.Context(), sum); gone || err != nil {
		t.Errorf("a fresh content: gone %t, %v", gone, err)
	}
	other := []byte("andere Rohdaten")
	c.behind.Store(int64(25 * time.Hour))
	old := must(s.Put(t.Context(), bytes.NewReader(other))).SHA256
	c.behind.Store(0)
	must(s.Put(t.Context(), bytes.NewReader(other))) // somebody wants it again
	if gone, _ := s.Delete(t.Context(), old); gone {
		t.Error("what somebody put again is deleted")
	}
	third := []byte("dritte Rohdaten")
	c.behind.Store(int64(25 * time.Hour))
	old = must(s.Put(t.Context(), bytes.NewReader(third))).SHA256
	for range 2 {
		if gone, err := s.Delete(t.Context(), old); !gone || err != nil {
			t.Errorf("gone %t, %v", gone, err)
		}
	}
	if _, err := s.Open(t.Context(), old); reason(err) != "not_found blob_missing" {
		t.Errorf("%v", err)
	}
}

// Put and Delete of the same old content at once: whoever has put it can open it afterwards, whatever Delete did.
func TestPutAgainstDelete(t *testing.T) {
	var c clock
	f, s := folder(t), agingS3(t, false, &c)
	t.Run("folder", func(t *testing.T) {
		race(t, f, 400, func(content []byte) {
			b := must(f.Put(t.Context(), bytes.NewReader(content)))
			old := time.Now().Add(-25 * time.Hour)
			if err := os.Chtimes(f.path(b.SHA256), old, old); err != nil {
				t.Fatal(err)
			}
		})
	})
	t.Run("S3", func(t *testing.T) {
		race(t, s, 60, func(content []byte) {
			c.behind.Store(int64(25 * time.Hour))
			must(s.Put(t.Context(), bytes.NewReader(content)))
			c.behind.Store(0)
		})
	})
}

func race(t *testing.T, b Blobs, rounds int, age func([]byte)) {
	t.Helper()
	for range rounds {
		content := random(2000)
		sum := sumOf(content)
		age(content)
		var both sync.WaitGroup
		both.Go(func() {
			if _, err := b.Delete(t.Context(), sum); err != nil {
				t.Errorf("delete: %v", err)
			}
		})
		both.Go(func() {
			if _, err := b.Put(t.Context(), bytes.NewReader(content)); err != nil {
				t.Errorf("put: %v", err)
				return
			}
			r, err := b.Open(t.Context(), sum)
			if err != nil {
				t.Errorf("what was put is gone: %v", err)
				return
			}
			defer r.Close()
			if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, content) {
				t.Errorf("other bytes, %v", err)
			}
		})
		both.Wait()
		r, err := b.Open(t.Context(), sum)
		if err != nil {
			t.Fatalf("what was put is gone in the end: %v", err)
		}
		r.Close()
	}
}
