package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"kontor/backend/internal/casework"
)

// S3Settings say where the object store is.
type S3Settings struct {
	Endpoint  string // host:port
	Bucket    string // must exist
	Region    string
	AccessKey string
	SecretKey string
	TLS       bool
	Prefix    string // before every key, for example "kontor/"; may be empty
	// DisableContentSha256 sends uploads without signed chunks. Several object stores keep the chunk
	// framing of minio-go's streaming signature as content, which Put notices (storage_corrupts).
	DisableContentSha256 bool
	Spool                string            // folder for uploads in progress; empty = the system's
	Transport            http.RoundTripper // nil = minio-go's
}

// spoolPattern names uploads in progress.
const spoolPattern = "kontor-blob-*"

// S3 keeps blobs as objects aa/bb/<sha256> in one bucket.
type S3 struct {
	set    S3Settings
	client *minio.Client
}

// NewS3 checks the settings; it does not connect.
func NewS3(set S3Settings) (*S3, error) {
	client, err := minio.New(set.Endpoint, &minio.Options{
		Creds:  credentials.NewStaticV4(set.AccessKey, set.SecretKey, ""),
		Secure: set.TLS, Region: set.Region, Transport: set.Transport,
		BucketLookup: minio.BucketLookupAuto, MaxRetries: 3,
	})
	if err != nil {
		return nil, &casework.Error{Code: casework.Invalid, Reason: "storage_settings", Cause: err}
	}
	return &S3{set: set, client: client}, nil
}

// Put implements Blobs. The content goes to a local file first: its name is its hash. After the upload
// the store is asked what it has; when it cannot name the MD5 the content is read back and hashed.
func (s *S3) Put(ctx context.Context, r io.Reader) (Blob, error) {
	tmp, err := os.CreateTemp(s.set.Spool, spoolPattern)
	if err != nil {
		return Blob{}, storageError(err)
	}
	defer discard(tmp)
	_ = os.Remove(tmp.Name()) // open, it needs no name: a process that is killed leaves nothing behind
	src := newSource(ctx, r, true)
	if _, err := io.Copy(tmp, src); err != nil {
		return Blob{}, src.err(err)
	}
	b, sum := src.blob(), hex.EncodeToString(src.md5.Sum(nil))
	key, err := blobKey(b.SHA256)
	if err != nil {
		return Blob{}, err
	}
	key = s.set.Prefix + key
	info, err := s.client.StatObject(ctx, s.set.Bucket, key, minio.StatObjectOptions{})
	if err != nil && !missing(err) {
		return Blob{}, storageError(err)
	}
	there := err == nil && info.Size == b.Groesse
	if there && time.Since(info.LastModified) < blobRuhe/2 { // the other half is for slow clocks
		return b, nil
	}
	if err := s.upload(ctx, tmp, key, b); err != nil || !there {
		if err == nil {
			err = s.verify(ctx, key, b, sum)
		}
		return b, err
	}
	// it was old: perhaps Delete is at it
	if err := s.waitDeleted(ctx, key); err != nil {
		return Blob{}, err
	}
	if _, err := s.client.StatObject(ctx, s.set.Bucket, key, minio.StatObjectOptions{}); missing(err) {
		if err := s.upload(ctx, tmp, key, b); err != nil {
			return Blob{}, err
		}
	}
	return b, s.verify(ctx, key, b, sum)
}

func (s *S3) upload(ctx context.Context, tmp *os.File, key string, b Blob) error {
	if _, err := tmp.Seek(0, io.SeekStart); err != nil {
		return storageError(err)
	}
	_, err := s.client.PutObject(ctx, s.set.Bucket, key, tmp, b.Groesse, minio.PutObjectOptions{
		ContentType:          "application/octet-stream",
		UserMetadata:         map[string]string{"sha256": b.SHA256},
		DisableContentSha256: s.set.DisableContentSha256,
	})
	return storageError(err)
}

// verify compares what the store has with what was meant. A wrong object is removed: the next Put would
// otherwise meet it.
func (s *S3) verify(ctx context.Context, key string, b Blob, sum string) error {
	info, err := s.client.StatObject(ctx, s.set.Bucket, key, minio.StatObjectOptions{})
	if err != nil {
		return storageError(err)
	}
	good := info.Size == b.Groesse
	if good && !strings.EqualFold(strings.Trim(info.ETag, `"`), sum) {
		// Multipart uploads and encrypting stores have ETags that are no MD5.
		got, err := s.hash(ctx, key)
		if err != nil {
			return err
		}
		good = got == b.SHA256
	}
	if good {
		return nil
	}
	_ = s.client.RemoveObject(ctx, s.set.Bucket, key, minio.RemoveObjectOptions{})
	return &casework.Error{Code: casework.Unavailable, Reason: "storage_corrupts",
		Detail: "Der Objektspeicher hat andere Bytes abgelegt als gesendet."}
}

func (s *S3) hash(ctx context.Context, key string) (string, error) {
	o, err := s.client.GetObject(ctx, s.set.Bucket, key, minio.GetObjectOptions{})
	if err != nil {
		return "", storageError(err)
	}
	defer func() { _ = o.Close() }()
	h := sha256.New()
	if _, err := io.Copy(h, o); err != nil {
		return "", storageError(err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Open implements Blobs; the reader asks for ranges as it is used.
func (s *S3) Open(ctx context.Context, sha256 string) (BlobReader, error) {
	key, err := blobKey(sha256)
	if err != nil {
		return nil, err
	}
	o, err := s.client.GetObject(ctx, s.set.Bucket, s.set.Prefix+key, minio.GetObjectOptions{})
	if err != nil {
		return nil, storageError(err)
	}
	if _, err := o.Stat(); err != nil { // GetObject is lazy: only this asks the store
		_ = o.Close()
		if missing(err) {
			// A HEAD has no body that could tell a missing object from a missing bucket.
			if err := s.Ping(ctx); err != nil {
				return nil, err
			}
			return nil, &casework.Error{Code: casework.NotFound, Reason: "blob_missing", Cause: err}
		}
		return nil, storageError(err)
	}
	return o, nil
}

// Ping implements Blobs: the bucket must be there.
func (s *S3) Ping(ctx context.Context) error {
	ok, err := s.client.BucketExists(ctx, s.set.Bucket)
	if err == nil && !ok {
		err = errors.New("bucket is missing")
	}
	return storageError(err)
}

// missing tells a missing object, or bucket, from everything else.
func missing(err error) bool {
	return minio.ToErrorResponse(err).Code == minio.NoSuchKey
}
