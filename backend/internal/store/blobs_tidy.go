package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
)

// A process that is killed leaves what it was writing, a whole application perhaps. Others may be writing into the same
// storage, so age decides. A body that keeps coming moves the time of its file at least every minute.
const (
	abbruchAlter       = time.Hour
	abbruchAlterUpload = 24 * time.Hour // in an object store: only the time of its beginning is known
)

// Tidy implements Blobs.
func (f *Folder) Tidy(ctx context.Context) (removed int, err error) {
	var problems []error
	walkErr := filepath.WalkDir(f.root, func(path string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err == nil && d.IsDir() && !f.ours(path) {
			return filepath.SkipDir
		}
		gone := false
		if err == nil && d.Type().IsRegular() {
			gone, err = f.tidyFile(path)
		}
		if gone {
			removed++
		}
		if err != nil && !errors.Is(err, os.ErrNotExist) { // another process was faster
			problems = append(problems, err)
		}
		return nil
	})
	return removed, storageError(errors.Join(append(problems, walkErr)...))
}

// ours tells whether we make folders of this name; the disk may have others, like lost+found.
func (f *Folder) ours(path string) bool {
	name := filepath.Base(path)
	return path == f.root || name == "tmp" || blobFolder.MatchString(name)
}

var blobFolder = regexp.MustCompile(`^[0-9a-f]{2}$`)

func (f *Folder) tidyFile(path string) (gone bool, err error) {
	dir, name := filepath.Split(path)
	switch {
	case strings.HasPrefix(name, ".tmp-"), filepath.Clean(dir) == filepath.Join(f.root, "tmp"):
		return removeOld(path)
	case strings.HasSuffix(name, beiseite) && blobName.MatchString(strings.TrimSuffix(name, beiseite)):
		return finishDelete(path)
	}
	return false, nil
}

func removeOld(path string) (gone bool, err error) {
	info, err := os.Lstat(path)
	if err != nil || time.Since(info.ModTime()) < abbruchAlter {
		return false, err
	}
	return true, os.Remove(path)
}

// finishDelete does what a killed Delete was about to do with a file that it held aside. One that still runs loses
// nothing: it comes to the same.
func finishDelete(aside string) (gone bool, err error) {
	info, err := os.Lstat(aside)
	if err != nil {
		return false, err
	}
	if time.Since(info.ModTime()) < blobRuhe {
		return false, os.Rename(aside, strings.TrimSuffix(aside, beiseite))
	}
	return true, os.Remove(aside)
}

// Tidy implements Blobs: uploads in several parts that were begun and never ended, which no list of objects shows, and
// what earlier versions left in the folder for uploads. A store that does not list such uploads (MinIO) ends them by
// itself.
func (s *S3) Tidy(ctx context.Context) (removed int, err error) {
	removed, err = s.tidySpool()
	var begun []minio.ObjectMultipartInfo
	var problems []error
	for u := range s.client.ListIncompleteUploads(ctx, s.set.Bucket, s.set.Prefix, true) {
		if u.Err != nil {
			if !ended(u.Err) { // some stores say so where there is none at all
				problems = append(problems, u.Err)
			}
			continue
		}
		name := u.Key[strings.LastIndex(u.Key, "/")+1:]
		if key, err := blobKey(name); err == nil && u.Key == s.set.Prefix+key &&
			time.Since(u.Initiated) > abbruchAlterUpload {
			begun = append(begun, u)
		}
	}
	core := minio.Core{Client: s.client}
	for _, u := range begun {
		if err := core.AbortMultipartUpload(ctx, s.set.Bucket, u.Key, u.UploadID); ended(err) {
			continue // another process was faster
		} else if err != nil {
			problems = append(problems, err)
			continue
		}
		removed++
	}
	return removed, storageError(errors.Join(append(problems, err)...))
}

func ended(err error) bool { return minio.ToErrorResponse(err).Code == minio.NoSuchUpload }

func (s *S3) tidySpool() (removed int, err error) {
	dir := s.set.Spool
	if dir == "" {
		dir = os.TempDir()
	}
	old, err := filepath.Glob(filepath.Join(dir, spoolPattern))
	for _, path := range old {
		gone, e := removeOld(path)
		if gone && e == nil {
			removed++
		}
		if !errors.Is(e, os.ErrNotExist) && !errors.Is(e, os.ErrPermission) { // of another user on the same machine
			err = errors.Join(err, e)
		}
	}
	return removed, err
}
