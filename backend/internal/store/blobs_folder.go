package store

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"kontor/backend/internal/casework"
)

// smallBlob is what Put holds in memory: the hash is known before the first file is made, so a content
// that is there already costs no write at all.
const smallBlob = 64 << 10

var smallBuffers = sync.Pool{New: func() any { b := make([]byte, smallBlob+1); return &b }}

// Folder keeps blobs as files aa/bb/<sha256> below one folder, for one machine or a shared file system.
type Folder struct {
	root string
	// known[aabb] and known aa: this process has seen the folder's entry reach the disk.
	known   [1 << 16]atomic.Bool
	knownAA [1 << 8]atomic.Bool
}

// NewFolder uses root, which it makes if needed (mode 0700), and proves that it can be written.
func NewFolder(root string) (*Folder, error) {
	f := &Folder{root: root}
	if err := os.MkdirAll(filepath.Join(root, "tmp"), 0o700); err != nil {
		return nil, storageError(err)
	}
	if err := syncDir(root); err != nil {
		return nil, storageError(err)
	}
	return f, f.Ping(context.Background())
}

// Put implements Blobs: temporary file, fsync, rename, fsync of the folder.
func (f *Folder) Put(ctx context.Context, r io.Reader) (Blob, error) {
	src := newSource(ctx, r, false)
	buf := smallBuffers.Get().(*[]byte)
	defer smallBuffers.Put(buf)
	n, err := io.ReadFull(src, *buf)
	switch {
	case err == nil:
		return f.putLarge(src, (*buf)[:n])
	case errors.Is(err, io.EOF) && src.failed == nil, errors.Is(err, io.ErrUnexpectedEOF) && src.failed == nil:
	default:
		return Blob{}, src.err(err)
	}
	b := src.blob()
	return b, storageError(f.putSmall(b, (*buf)[:n]))
}

func (f *Folder) putSmall(b Blob, content []byte) error {
	key, err := blobKey(b.SHA256)
	if err != nil {
		return err
	}
	target := filepath.Join(f.root, key)
	if f.has(target, b.Groesse) {
		return f.settle(key)
	}
	// The folders first: the fsync of the file then takes their entries along on most file systems.
	if err := f.mkdirs(key); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(target), ".tmp-*")
	if err != nil {
		return err
	}
	if _, err := tmp.Write(content); err != nil {
		discard(tmp)
		return err
	}
	return f.commit(tmp, key)
}

func (f *Folder) putLarge(src *source, head []byte) (Blob, error) {
	tmp, err := os.CreateTemp(filepath.Join(f.root, "tmp"), "blob-*")
	if err != nil {
		return Blob{}, storageError(err)
	}
	if _, err := io.Copy(tmp, io.MultiReader(bytes.NewReader(head), src)); err != nil {
		discard(tmp)
		return Blob{}, src.err(err)
	}
	b := src.blob()
	key, err := blobKey(b.SHA256)
	if err == nil && f.has(filepath.Join(f.root, key), b.Groesse) {
		discard(tmp)
		return b, storageError(f.settle(key))
	}
	if err == nil {
		err = f.mkdirs(key)
	}
	if err != nil {
		discard(tmp)
		return Blob{}, storageError(err)
	}
	return b, storageError(f.commit(tmp, key))
}

// commit gives a written temporary file its name, durably. A file of the wrong size under that name is
// replaced: content-addressed, it can only be the wreck of a broken disk.
func (f *Folder) commit(tmp *os.File, key string) error {
	if err := tmp.Sync(); err != nil {
		discard(tmp)
		return err
	}
	if err := tmp.Close(); err != nil {
		discard(tmp)
		return err
	}
	if err := os.Rename(tmp.Name(), filepath.Join(f.root, key)); err != nil {
		_ = os.Remove(tmp.Name())
		return err
	}
	return f.settle(key)
}

// settle makes the folders above a blob durable. It is also due when the blob was there before: whoever
// put it may not have come that far yet.
func (f *Folder) settle(key string) error {
	aa, bb := fanout(key)
	if !f.known[bb].Load() {
		if !f.knownAA[aa].Load() {
			if err := syncDir(f.root); err != nil {
				return err
			}
			f.knownAA[aa].Store(true)
		}
		if err := syncDir(filepath.Join(f.root, key[:2])); err != nil {
			return err
		}
		f.known[bb].Store(true)
	}
	return syncDir(filepath.Join(f.root, key[:5]))
}

func (f *Folder) mkdirs(key string) error {
	if _, bb := fanout(key); f.known[bb].Load() {
		return nil
	}
	return os.MkdirAll(filepath.Join(f.root, key[:5]), 0o700)
}

// fanout numbers the two folder levels of a key "aa/bb/…".
func fanout(key string) (aa, bb int) {
	hex := func(c byte) int {
		if c >= 'a' {
			return int(c-'a') + 10
		}
		return int(c - '0')
	}
	aa = hex(key[0])<<4 | hex(key[1])
	return aa, aa<<8 | hex(key[3])<<4 | hex(key[4])
}

// has tells whether a content is there, and says by its time that somebody wants it: Delete leaves it alone then.
func (f *Folder) has(path string, size int64) bool {
	s, err := os.Lstat(path)
	if err != nil || !s.Mode().IsRegular() || s.Size() != size {
		return false
	}
	now := time.Now()
	if now.Sub(s.ModTime()) < blobRuhe/2 {
		return true
	}
	if os.Chtimes(path, now, now) != nil {
		return false
	}
	_, err = os.Lstat(path) // is it still there, Delete will see the new time; else it is written anew
	return err == nil
}

func syncDir(path string) error {
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	// Some network file systems know no fsync of a folder; their rename is durable when it returns.
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}

// Open implements Blobs.
func (f *Folder) Open(ctx context.Context, sha256 string) (BlobReader, error) {
	key, err := blobKey(sha256)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	path := filepath.Join(f.root, key)
	file, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) { // Delete holds it aside for a moment, or put it back just now
		if file, err = os.Open(path + beiseite); errors.Is(err, os.ErrNotExist) {
			file, err = os.Open(path)
		}
	}
	if errors.Is(err, os.ErrNotExist) {
		return nil, &casework.Error{Code: casework.NotFound, Reason: "blob_missing", Cause: err}
	}
	if err != nil {
		return nil, storageError(err)
	}
	return file, nil
}

// Ping implements Blobs: it makes and removes a file.
func (f *Folder) Ping(context.Context) error {
	tmp, err := os.CreateTemp(filepath.Join(f.root, "tmp"), "ping-*")
	if err != nil {
		return storageError(err)
	}
	discard(tmp)
	return nil
}
