package store

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"kontor/backend/internal/casework"
)

// smallBlob is what Put holds in memory: the hash is known before the first file is made, so a content
// that is there already costs no write at all.
const smallBlob = 64 << 10

var smallBuffers = sync.Pool{New: func() any { b := make([]byte, smallBlob+1); return &b }}

// Folder keeps blobs as files aa/<sha256> below one folder, for one machine or a shared file system. Files
// aa/bb/<sha256> of earlier versions are read where they lie.
type Folder struct {
	root    string
	folders sync.Map // the aa that this process has made, or found, and written down durably
}

// NewFolder uses root, which it makes if needed (mode 0700), and proves that it can be written.
func NewFolder(root string) (*Folder, error) {
	f := &Folder{root: filepath.Clean(root)}
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
	if there, err := f.has(b); there || err != nil {
		return err
	}
	target, err := f.target(b.SHA256)
	if err != nil {
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
	return commit(tmp, target)
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
	if there, err := f.has(b); there || err != nil {
		discard(tmp)
		return b, storageError(err)
	}
	target, err := f.target(b.SHA256)
	if err != nil {
		discard(tmp)
		return Blob{}, storageError(err)
	}
	return b, storageError(commit(tmp, target))
}

// target is path, in a folder that is there for good: whoever made it, this process has written it down once.
func (f *Folder) target(sha256 string) (string, error) {
	path := f.path(sha256)
	dir := filepath.Dir(path)
	if _, known := f.folders.Load(dir); known {
		return path, nil
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return "", err
	}
	if err := syncDir(f.root); err != nil {
		return "", err
	}
	f.folders.Store(dir, true)
	return path, nil
}

// path is where the blob of a checked name belongs.
func (f *Folder) path(sha256 string) string { return filepath.Join(f.root, sha256[:2], sha256) }

// places are all paths where a blob may lie: where it belongs, and where earlier versions kept it.
func (f *Folder) places(sha256 string) []string {
	return []string{f.path(sha256), filepath.Join(f.root, sha256[:2], sha256[2:4], sha256)}
}

// has tells whether a blob is there with its size, and then makes its folders durable: whoever put it may not have come
// that far yet.
func (f *Folder) has(b Blob) (bool, error) {
	for _, path := range f.places(b.SHA256) {
		if !want(path, b.Groesse) {
			continue
		}
		for dir := filepath.Dir(path); dir != f.root; dir = filepath.Dir(dir) {
			if err := syncDir(dir); err != nil {
				return true, err
			}
		}
		return true, nil
	}
	return false, nil
}

// want tells whether a content is there, and says by its time that somebody wants it: Delete leaves it alone then.
func want(path string, size int64) bool {
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

// openAny opens a blob wherever it lies. Delete holds one aside for a moment and may put it back, so the places are
// looked through twice.
func (f *Folder) openAny(sha256 string) (file *os.File, err error) {
	for range 2 {
		for _, path := range f.places(sha256) {
			for _, name := range []string{path, path + beiseite} {
				if file, err = os.Open(name); !errors.Is(err, os.ErrNotExist) {
					return file, err
				}
			}
		}
	}
	return nil, err
}

// commit gives a written temporary file its name, durably. A file of the wrong size under that name is
// replaced: content-addressed, it can only be the wreck of a broken disk.
func commit(tmp *os.File, target string) error {
	if err := tmp.Sync(); err != nil {
		discard(tmp)
		return err
	}
	if err := tmp.Close(); err != nil {
		discard(tmp)
		return err
	}
	if err := os.Rename(tmp.Name(), target); err != nil {
		_ = os.Remove(tmp.Name())
		return err
	}
	return syncDir(filepath.Dir(target))
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
	if _, err := blobKey(sha256); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	file, err := f.openAny(sha256)
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
