package adaptertest

import (
	"context"
	"errors"
	"io"
	"testing"

	"kontor/adapters"
)

// oversize asks for one less than the delivery has, limit by limit: it is refused, or read as something that keeps the
// limit (a mail shows what is too much as text).
func oversize(t *testing.T, a adapters.Adapter, c Case, whole *adapters.Submission) {
	t.Helper()
	c.Limits = adapters.Limits{Document: 1}
	if _, err := Parse(a, c); !adapters.HasCode(err, adapters.TooLarge) {
		t.Errorf("a document over the limit gives %v, want %s", err, adapters.TooLarge)
	}
	fields, depth := extent(whole.Antragsdaten)
	for name, l := range map[string]struct {
		limits adapters.Limits
		over   bool // the Submission cannot be had within it
	}{
		"fields":   {adapters.Limits{Fields: max(1, fields-1)}, fields > 1},
		"depth":    {adapters.Limits{Depth: max(1, depth-1)}, depth > 1},
		"files":    {adapters.Limits{Files: max(1, len(whole.Dokumente)-1)}, len(whole.Dokumente) > 1},
		"unpacked": {adapters.Limits{Unpacked: 1}, false},
		"ratio":    {adapters.Limits{ZipRatio: 1}, false},
	} {
		c.Limits = l.limits
		s, err := Parse(a, c)
		if err != nil {
			checkRefused(t, err, nil, "a delivery over the limit of "+name)
		} else if l.over && exceeds(s, l.limits) {
			t.Errorf("a delivery over the limit of %s is accepted", name)
		}
	}
}

func exceeds(s *adapters.Submission, l adapters.Limits) bool {
	fields, depth := extent(s.Antragsdaten)
	return l.Fields > 0 && fields > l.Fields || l.Depth > 0 && depth > l.Depth ||
		l.Files > 0 && len(s.Dokumente) > l.Files
}

func extent(fields []adapters.Feld) (count, depth int) {
	for _, f := range fields {
		n, d := extent(f.Felder)
		count, depth = count+1+n, max(depth, d+1)
	}
	return count, depth
}

// interrupted stops Parse, breaks the storage at each of its files, and the stored delivery at sampled
// places. All of that is our fault, never the form server's.
func interrupted(t *testing.T, a adapters.Adapter, c Case) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := a.Parse(ctx, c.delivery(c.Body), NewMemoryFiles()); !adapters.HasCode(err, adapters.Unavailable) {
		t.Errorf("a cancelled Parse gives %v, want %s", err, adapters.Unavailable)
	}
	counted := &flakyFiles{Files: NewMemoryFiles()}
	if _, err := a.Parse(context.Background(), c.delivery(c.Body), counted); err != nil {
		t.Fatal(explain(err))
	}
	for n := 1; n <= counted.puts+counted.opens; n++ {
		files := &flakyFiles{Files: NewMemoryFiles(), failPut: n, failOpen: n - counted.puts}
		if _, err := a.Parse(context.Background(), c.delivery(c.Body), files); !adapters.HasCode(err,
			adapters.Unavailable) {
			t.Errorf("a storage that breaks at its %d. call gives %v, want %s", n, err, adapters.Unavailable)
		}
	}
	whole, _ := Parse(a, c)
	for n := 0; n < len(c.Body); n += max(1, len(c.Body)/16) {
		d := c.delivery(c.Body)
		d.Body = body{io.NewSectionReader(brokenAt{data: c.Body, from: int64(n)}, 0, int64(len(c.Body)))}
		if s, err := a.Parse(context.Background(), d, NewMemoryFiles()); !adapters.HasCode(err,
			adapters.Unavailable) && (err != nil || !same(s, whole)) {
			t.Errorf("a stored delivery unreadable from byte %d gives %v, want %s", n, err, adapters.Unavailable)
		}
	}
}

// flakyFiles fails at the n-th Put or Open and counts both.
type flakyFiles struct {
	adapters.Files
	puts, opens       int
	failPut, failOpen int
}

func (f *flakyFiles) Put(r io.Reader) (adapters.File, error) {
	f.puts++
	if f.puts == f.failPut {
		return adapters.File{}, errors.New("disk full")
	}
	return f.Files.Put(r)
}

func (f *flakyFiles) Open(file adapters.File) (adapters.FileReader, error) {
	f.opens++
	if f.opens == f.failOpen {
		return nil, errors.New("disk gone")
	}
	return f.Files.Open(file)
}

// brokenAt is a stored delivery on a disk that fails from one byte on.
type brokenAt struct {
	data []byte
	from int64
}

func (b brokenAt) ReadAt(p []byte, off int64) (int, error) {
	n := copy(p, b.data[min(off, b.from):b.from])
	if n < len(p) {
		return n, errors.New("disk broken")
	}
	return n, nil
}
