package devkit

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

// ErrInUse says that a living `kontor dev` works on the folder.
var ErrInUse = errors.New("another kontor dev uses this folder")

// LockDemo makes sure that only one `kontor dev` works on a data folder, which is made if needed. The lock ends with
// this program, however it ends.
func LockDemo(dir string) (io.Closer, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil { // the database may run as another user; what is secret is 0600
		return nil, err
	}
	lock, err := lockFile(filepath.Join(dir, "dev.lock"))
	if err != nil {
		return nil, errors.Join(ErrInUse, err)
	}
	return lock, nil
}
