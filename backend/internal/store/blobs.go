package store

import (
	"context"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"os"
	"regexp"
	"syscall"
	"time"

	"kontor/backend/internal/casework"
)

// Blob names stored content.
type Blob struct {
	SHA256  string // lower-case hex
	Groesse int64  // bytes
}

// BlobReader reads stored content from anywhere.
type BlobReader interface {
	io.ReadSeekCloser
	io.ReaderAt
}

// Blobs keeps contents by their SHA-256. What is stored is never changed; the same content is kept
// once. Errors are *casework.Error: unavailable (storage_full, storage_unavailable, storage_corrupts)
// when the storage is at fault, not_found (blob_missing) from Open, invalid (blob_name) for a name that
// is no SHA-256. What the reader given to Put fails with comes back unchanged.
type Blobs interface {
	// Put stores what r yields. When it returns without error the content survives a power cut.
	Put(ctx context.Context, r io.Reader) (Blob, error)
	// Open reads a content. ctx must live until the reader is closed.
	Open(ctx context.Context, sha256 string) (BlobReader, error)
	// Delete removes a content nobody has put for blobRuhe; gone is false where it stays because somebody did. The
	// caller knows that nothing refers to it; who puts the same content at this moment has it afterwards.
	Delete(ctx context.Context, sha256 string) (gone bool, err error)
	// Tidy removes what processes that were killed left half written, and says how much. It may run beside everything
	// else, in several processes at once.
	Tidy(ctx context.Context) (removed int, err error)
	// Ping tells whether contents could be stored now.
	Ping(ctx context.Context) error
}

// blobRuhe is how long a content stays after it was put last: between Put and the row that refers to it lie seconds,
// but clocks differ and machines stall.
const blobRuhe = 24 * time.Hour

var blobName = regexp.MustCompile(`^[0-9a-f]{64}$`)

// blobKey is aa/bb/<sha256>, the name in a bucket; it refuses anything that is no SHA-256, so that no name reaches
// outside.
func blobKey(sum string) (string, error) {
	if !blobName.MatchString(sum) {
		return "", casework.Fail(casework.Invalid, "blob_name")
	}
	return sum[:2] + "/" + sum[2:4] + "/" + sum, nil
}

// storageError sorts errors of file system and network. Errors that are sorted already stay.
func storageError(err error) error {
	var c *casework.Error
	switch {
	case err == nil, errors.As(err, &c), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return &casework.Error{Code: casework.Unavailable, Reason: "storage_full", Cause: err}
	}
	return &casework.Error{Code: casework.Unavailable, Reason: "storage_unavailable", Cause: err}
}

// source reads a content once: it hashes and counts, remembers the reader's own error apart from those
// of the storage, and stops when ctx ends.
type source struct {
	ctx    context.Context
	r      io.Reader
	sha    hash.Hash
	md5    hash.Hash // nil = not wanted
	n      int64
	failed error
}

func newSource(ctx context.Context, r io.Reader, withMD5 bool) *source {
	s := &source{ctx: ctx, r: r, sha: sha256.New()}
	if withMD5 {
		s.md5 = md5.New() // what S3 servers call ETag; guards the transport, not the name
	}
	return s
}

func (s *source) Read(p []byte) (int, error) {
	if s.failed = s.ctx.Err(); s.failed != nil {
		return 0, s.failed
	}
	n, err := s.r.Read(p)
	s.sha.Write(p[:n])
	if s.md5 != nil {
		s.md5.Write(p[:n])
	}
	s.n += int64(n)
	if err != nil && err != io.EOF {
		s.failed = err
	}
	return n, err
}

func (s *source) blob() Blob { return Blob{SHA256: hex.EncodeToString(s.sha.Sum(nil)), Groesse: s.n} }

// err prefers the reader's error: that one is not the storage's fault.
func (s *source) err(err error) error {
	if s.failed != nil {
		return s.failed
	}
	return storageError(err)
}

// discard closes and removes a temporary file that came to nothing.
func discard(f *os.File) {
	_ = f.Close()
	_ = os.Remove(f.Name())
}
