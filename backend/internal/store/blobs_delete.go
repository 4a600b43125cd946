package store

import (
	"context"
	"errors"
	"os"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
)

// beiseite marks a file that Delete holds aside while it looks whether somebody wants it after all.
const beiseite = ".weg"

// Delete implements Blobs.
func (f *Folder) Delete(ctx context.Context, sha256 string) (bool, error) {
	if _, err := blobKey(sha256); err != nil {
		return false, err
	}
	for _, path := range f.places(sha256) {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		if gone, err := deleteFile(path); !gone || err != nil {
			return false, storageError(err)
		}
	}
	return true, nil
}

// deleteFile moves a file aside before it reads its time: a Put that touched it before is seen, a Put that comes after
// finds nothing and writes it anew.
func deleteFile(path string) (bool, error) {
	info, err := os.Lstat(path)
	if errors.Is(err, os.ErrNotExist) {
		return true, nil
	}
	if err != nil || time.Since(info.ModTime()) < blobRuhe {
		return false, err
	}
	aside := path + beiseite
	if err := os.Rename(path, aside); errors.Is(err, os.ErrNotExist) {
		return true, nil
	} else if err != nil {
		return false, err
	}
	if info, err = os.Lstat(aside); err != nil || time.Since(info.ModTime()) < blobRuhe {
		return false, errors.Join(err, os.Rename(aside, path)) // the same content may lie there again; it is the same
	}
	return true, os.Remove(aside)
}

// s3Loeschzeit bounds one Delete; a mark older than twice that was left by a process that died.
const s3Loeschzeit = 30 * time.Second

// Delete implements Blobs. An object store has no "delete unless changed". So Delete marks what it is at before it
// looks at the object's age, and Put, after writing over an old object, waits until no mark is left and looks whether
// its object is.
func (s *S3) Delete(ctx context.Context, sha256 string) (bool, error) {
	key, err := blobKey(sha256)
	if err != nil {
		return false, err
	}
	key = s.set.Prefix + key
	ctx, cancel := context.WithTimeout(ctx, s3Loeschzeit)
	defer cancel()
	if old, err := s.old(ctx, key); missing(err) {
		return true, nil
	} else if err != nil || !old {
		return false, storageError(err)
	}
	if _, err := s.client.PutObject(ctx, s.set.Bucket, key+beiseite, strings.NewReader(beiseite), int64(len(beiseite)),
		minio.PutObjectOptions{DisableContentSha256: s.set.DisableContentSha256}); err != nil {
		return false, storageError(err)
	}
	defer func() {
		// it ends by its age
		_ = s.client.RemoveObject(context.WithoutCancel(ctx), s.set.Bucket, key+beiseite, minio.RemoveObjectOptions{})
	}()
	old, err := s.old(ctx, key)
	if err != nil || !old {
		return false, storageError(err)
	}
	return true, storageError(s.client.RemoveObject(ctx, s.set.Bucket, key, minio.RemoveObjectOptions{}))
}

func (s *S3) old(ctx context.Context, key string) (bool, error) {
	info, err := s.client.StatObject(ctx, s.set.Bucket, key, minio.StatObjectOptions{})
	return err == nil && time.Since(info.LastModified) > blobRuhe, err
}

// waitDeleted waits until no Delete is at an object.
func (s *S3) waitDeleted(ctx context.Context, key string) error {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		info, err := s.client.StatObject(ctx, s.set.Bucket, key+beiseite, minio.StatObjectOptions{})
		if missing(err) || err == nil && time.Since(info.LastModified) > 2*s3Loeschzeit {
			return nil
		}
		if err != nil {
			return storageError(err)
		}
		select {
		case <-ctx.Done():
			return storageError(ctx.Err())
		case <-tick.C:
		}
	}
}
