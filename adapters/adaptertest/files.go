// Package adaptertest is the conformance suite every adapter runs, with the Files, bodies and hostile
// documents it needs.
package adaptertest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"kontor/adapters"
)

// MemoryFiles keeps stored content in memory.
type MemoryFiles struct {
	mu      sync.Mutex
	content map[string][]byte
}

// NewMemoryFiles returns an empty store.
func NewMemoryFiles() *MemoryFiles { return &MemoryFiles{content: map[string][]byte{}} }

// Put reads r to its end.
func (m *MemoryFiles) Put(r io.Reader) (adapters.File, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return adapters.File{}, err
	}
	sum := sha256.Sum256(data)
	f := adapters.File{SHA256: hex.EncodeToString(sum[:]), Groesse: int64(len(data))}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.content[f.SHA256] = data
	return f, nil
}

// Open opens what Put stored.
func (m *MemoryFiles) Open(f adapters.File) (adapters.FileReader, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	data, ok := m.content[f.SHA256]
	if !ok {
		return nil, fmt.Errorf("no content %s", f.SHA256)
	}
	return Bytes(data), nil
}

// DirFiles keeps stored content in a directory, so that a test of memory sees only the adapter.
type DirFiles struct {
	dir  string
	Peak func() // called while content is written, may be nil
}

// NewDirFiles uses a temporary directory of the test.
func NewDirFiles(t testing.TB) *DirFiles { return &DirFiles{dir: t.TempDir()} }

// Put streams r into a file named by its hash.
func (d *DirFiles) Put(r io.Reader) (adapters.File, error) {
	w, err := os.CreateTemp(d.dir, "put-")
	if err != nil {
		return adapters.File{}, err
	}
	defer w.Close()
	h := sha256.New()
	var size int64
	for {
		n, err := io.CopyN(io.MultiWriter(w, h), r, 4<<20)
		size += n
		if d.Peak != nil {
			d.Peak()
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return adapters.File{}, err
		}
	}
	f := adapters.File{SHA256: hex.EncodeToString(h.Sum(nil)), Groesse: size}
	return f, os.Rename(w.Name(), filepath.Join(d.dir, f.SHA256))
}

// Open opens what Put stored.
func (d *DirFiles) Open(f adapters.File) (adapters.FileReader, error) {
	return os.Open(filepath.Join(d.dir, filepath.Base(f.SHA256)))
}

type body struct{ *io.SectionReader }

func (body) Close() error { return nil }

// Bytes is a body in memory.
func Bytes(data []byte) adapters.FileReader {
	return body{io.NewSectionReader(bytes.NewReader(data), 0, int64(len(data)))}
}

// Segment is a piece of a generated body: Text, or Pattern repeated up to Size bytes.
type Segment struct {
	Text    string
	Pattern string
	Size    int64
}

// Generated is a body that is computed while it is read, of any size.
func Generated(segments ...Segment) (adapters.FileReader, int64) {
	g := generated{}
	for _, s := range segments {
		if s.Pattern == "" {
			s.Pattern, s.Size = s.Text, int64(len(s.Text))
		}
		g.segments = append(g.segments, s)
		g.size += s.Size
	}
	return body{io.NewSectionReader(g, 0, g.size)}, g.size
}

type generated struct {
	segments []Segment
	size     int64
}

func (g generated) ReadAt(p []byte, off int64) (int, error) {
	n := 0
	for _, s := range g.segments {
		if off >= s.Size {
			off -= s.Size
			continue
		}
		for n < len(p) && off < s.Size {
			at := int(off % int64(len(s.Pattern)))
			c := copy(p[n:min(int64(len(p)), int64(n)+s.Size-off)], s.Pattern[at:])
			n, off = n+c, off+int64(c)
		}
		off = 0
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}
