package render

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// basePrefix names the temporary folder of a renderer. Folders of earlier versions (kontor-render-) carry no lock and
// are left alone: their process may live.
const basePrefix = "kontor-satz-"

// baseStart is longer than a process takes between making its folder and locking it.
const baseStart = time.Minute

// makeBase makes a folder that its process holds locked until it ends, however it ends, and removes those that nobody
// holds any more.
func makeBase(parent string) (base string, lock *os.File, err error) {
	sweepBases(parent)
	if base, err = os.MkdirTemp(parent, basePrefix); err != nil {
		return "", nil, err
	}
	if lock, err = lockFolder(base); err != nil {
		return "", nil, errors.Join(err, os.RemoveAll(base))
	}
	return base, lock, nil
}

func sweepBases(parent string) {
	bases, _ := filepath.Glob(filepath.Join(parent, basePrefix+"*")) // the pattern is ours, never malformed
	for _, base := range bases {
		if s, err := os.Lstat(base); err != nil || !s.IsDir() || time.Since(s.ModTime()) < baseStart {
			continue
		}
		if lock, err := lockFolder(base); err == nil {
			_ = os.RemoveAll(base) // of another user: left to the system
			_ = lock.Close()
		}
	}
}

func lockFolder(path string) (*os.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}
