package scan

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"slices"

	"kontor/backend/internal/casework"
)

// muster is the EICAR test file. It is written backwards and turned at the start: whole in source or
// program, it would make scanners take Kontor away.
var muster = turn(`*H+H$!ELIF-TSET-SURIVITNA-DRADNATS-RACIE$}7)CC7)^P(45XZP\4[PA@%P!O5X`)

func turn(s string) []byte {
	b := []byte(s)
	slices.Reverse(b)
	return b
}

// Limits for what is unpacked from one ZIP; beyond them the rest is not looked at.
const (
	maxEntries  = 1000
	maxUnpacked = 256 << 20 // bytes
)

// Eicar knows one "virus", the EICAR test file, plain or one level deep in a ZIP. Everything else is
// ungeprueft: it is no virus scanner and never says unbedenklich.
type Eicar struct{}

// Scan implements the scanner port. ZIP entries are only looked into when r can be read anywhere, as
// the blob store's readers can. Errors are those of r and ctx.
func (Eicar) Scan(ctx context.Context, r io.Reader) (casework.Pruefung, error) {
	found, err := contains(ctx, r)
	if err == nil && !found {
		found, err = inZIP(ctx, r)
	}
	switch {
	case err != nil:
		return casework.PruefungAusstehend, err
	case found:
		return casework.PruefungBefallen, nil
	}
	return casework.PruefungUngeprueft, nil
}

// contains searches a stream; the end of each piece is kept, so the string may lie across two.
func contains(ctx context.Context, r io.Reader) (bool, error) {
	buf := make([]byte, 64<<10)
	kept := 0
	for {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		n, err := r.Read(buf[kept:])
		seen := buf[:kept+n]
		if bytes.Contains(seen, muster) {
			return true, nil
		}
		if err == io.EOF {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		kept = copy(buf, seen[max(0, len(seen)-len(muster)+1):])
	}
}

func inZIP(ctx context.Context, r io.Reader) (bool, error) {
	at, ok := r.(interface {
		io.ReaderAt
		io.Seeker
	})
	if !ok {
		return false, nil
	}
	size, err := at.Seek(0, io.SeekEnd)
	if err != nil {
		return false, err
	}
	z, err := zip.NewReader(at, size)
	if err != nil {
		return false, nil // no ZIP, or a broken one: that is not for us to judge
	}
	left := int64(maxUnpacked)
	for i, f := range z.File {
		if i == maxEntries || left <= 0 {
			break
		}
		found, read, err := inEntry(ctx, f, left)
		if found || err != nil {
			return found, err
		}
		left -= read
	}
	return false, nil
}

// inEntry looks into one entry and says how much it unpacked. What cannot be unpacked (encrypted, broken,
// unknown method) is passed over; only an ended ctx is an error.
func inEntry(ctx context.Context, f *zip.File, limit int64) (found bool, read int64, err error) {
	in, err := f.Open()
	if err != nil {
		return false, 0, nil
	}
	defer func() { _ = in.Close() }()
	lim := &io.LimitedReader{R: in, N: limit}
	found, err = contains(ctx, lim)
	if ctx.Err() == nil {
		err = nil
	}
	return found, limit - lim.N, err
}
