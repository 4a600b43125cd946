package ausgang

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"kontor/backend/internal/casework"
)

// Ordner hands over by writing the ZIP into a folder that the receiver empties.
//
// Receivers recognise a message by its name, so the ZIP gets its name only when it is complete and on
// disk: hidden temporary name, fsync, rename, fsync of the folder. A repeated hand-over with the same
// ProzessID finds the file and writes nothing. When the receiver has taken it away in between, it is
// written again with the same ProzessID, by which the receiver knows it.
type Ordner struct {
	Pfad string // existing folder, may be a network share
}

// HandOver writes the ZIP of one hand-over. Every error is a *casework.Zustellfehler: a full disk and a
// missing folder are tried again, a message that fails its check or a content that changed is not.
func (o Ordner) HandOver(ctx context.Context, u casework.Uebergabe, open Oeffner) (casework.Quittung, error) {
	ziel := filepath.Join(o.Pfad, Stamm(u.ProzessID)+".zip")
	if q, err := quittung(ziel, u); err == nil {
		return q, nil
	} else if !errors.Is(err, os.ErrNotExist) {
		return casework.Quittung{}, fehler(err)
	}
	p, err := Build(u)
	if err != nil {
		return casework.Quittung{}, fehler(err)
	}
	if err := o.write(ctx, p, ziel, open); err != nil {
		return casework.Quittung{}, fehler(err)
	}
	q, err := quittung(ziel, u)
	if errors.Is(err, os.ErrNotExist) { // a quick receiver has it already
		return casework.Quittung{BereitgestelltAm: time.Now(), Kennung: u.ProzessID.String()}, nil
	}
	if err != nil {
		return casework.Quittung{}, fehler(err)
	}
	return q, nil
}

func (o Ordner) write(ctx context.Context, p *Paket, ziel string, open Oeffner) (err error) {
	_, _ = o.Tidy(ctx) // what cannot be removed is said every hour
	f, err := os.CreateTemp(o.Pfad, "."+p.Stamm+".*.part")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	w := bufio.NewWriterSize(bisAbbruch{ctx, f}, 256<<10)
	if err := p.Write(w, open); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if err := f.Chmod(0o640); err != nil && !nichtUnterstuetzt(err) {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Rename(f.Name(), ziel); err != nil {
		return err
	}
	return syncOrdner(o.Pfad)
}

// Tidy removes what killed attempts left, and says how much. An hour is longer than any attempt that still runs
// elsewhere.
func (o Ordner) Tidy(ctx context.Context) (removed int, err error) {
	alte, _ := filepath.Glob(filepath.Join(o.Pfad, ".*"+abgabe+".*.part")) // never malformed
	for _, a := range alte {
		if ctx.Err() != nil {
			return removed, ctx.Err()
		}
		s, e := os.Lstat(a)
		if e == nil && time.Since(s.ModTime()) > time.Hour {
			if e = os.Remove(a); e == nil {
				removed++
			}
		}
		if !errors.Is(e, os.ErrNotExist) { // another process was faster
			err = errors.Join(err, e)
		}
	}
	return removed, err
}

// quittung reads back what lies in the folder: the receipt names the bytes that are really there.
func quittung(ziel string, u casework.Uebergabe) (casework.Quittung, error) {
	f, err := os.Open(ziel)
	if err != nil {
		return casework.Quittung{}, err
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	n, err := io.Copy(h, f)
	if err != nil {
		return casework.Quittung{}, err
	}
	s, err := f.Stat()
	if err != nil {
		return casework.Quittung{}, err
	}
	return casework.Quittung{
		BereitgestelltAm: s.ModTime(),
		Kennung:          u.ProzessID.String(),
		Nachweis: map[string]any{
			"datei": filepath.Base(ziel), "groesse": n, "sha256": hex.EncodeToString(h.Sum(nil)),
		},
	}, nil
}

func syncOrdner(pfad string) error {
	d, err := os.Open(pfad)
	if err != nil {
		return err
	}
	defer func() { _ = d.Close() }()
	if err := d.Sync(); err != nil && !nichtUnterstuetzt(err) {
		return err
	}
	return nil
}

// nichtUnterstuetzt: network shares know neither modes nor fsync of a folder; their rename is durable
// as soon as the server answers.
func nichtUnterstuetzt(err error) bool {
	return errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EPERM)
}

// bisAbbruch stops writing when the job is told to stop.
type bisAbbruch struct {
	ctx context.Context
	w   io.Writer
}

func (b bisAbbruch) Write(p []byte) (int, error) {
	if err := b.ctx.Err(); err != nil {
		return 0, err
	}
	return b.w.Write(p)
}

// fehler sorts errors into "try again" and "a person must look".
func fehler(err error) *casework.Zustellfehler {
	z := &casework.Zustellfehler{Grund: "io_error", Wiederhole: true, Cause: err}
	var c *casework.Error
	switch {
	case errors.As(err, &c):
		z.Grund, z.Wiederhole = c.Reason, c.Code == casework.Unavailable
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		z.Grund = "cancelled"
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		z.Grund = "disk_full"
	case errors.Is(err, os.ErrPermission), errors.Is(err, syscall.EROFS):
		z.Grund, z.Wiederhole = "folder_not_writable", false
	case errors.Is(err, os.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		z.Grund = "folder_missing" // a share that is not mounted looks like this
	}
	return z
}
