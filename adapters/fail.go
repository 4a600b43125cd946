package adapters

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
)

// Fail makes an Error. detail is German, says where and what to do, and holds no value.
func Fail(code Code, reason, detail string) *Error {
	return &Error{Code: code, Reason: reason, Detail: detail}
}

// AsError returns the *Error inside err, or fallback where there is none. A parser's own text is
// dropped on purpose: it may quote the document.
func AsError(err error, fallback *Error) *Error {
	var known *Error
	if errors.As(err, &known) {
		return known
	}
	return fallback
}

// HasCode reports whether err is an Error of the given code.
func HasCode(err error, code Code) bool {
	var known *Error
	return errors.As(err, &known) && known.Code == code
}

// WithDefaults fills every limit that is zero with its default.
func (l Limits) WithDefaults() Limits {
	d := DefaultLimits()
	if l.Document <= 0 {
		l.Document = d.Document
	}
	if l.Depth <= 0 {
		l.Depth = d.Depth
	}
	if l.Fields <= 0 {
		l.Fields = d.Fields
	}
	if l.Files <= 0 {
		l.Files = d.Files
	}
	if l.Unpacked <= 0 {
		l.Unpacked = d.Unpacked
	}
	if l.ZipRatio <= 0 {
		l.ZipRatio = d.ZipRatio
	}
	return l
}

// nodes bounds the elements or values of one document. A field of an envelope or a raw form costs
// several of them.
func (l Limits) nodes() int { return 10 * l.Fields }

type bodyReader struct {
	ctx context.Context
	r   io.Reader
}

// OpenBody reads the body of a delivery from its start. It stops when ctx is done and turns a
// failing disk into Unavailable, so that a parser's other errors mean a bad document.
func OpenBody(ctx context.Context, d Delivery) (io.Reader, error) {
	if d.Body == nil {
		return nil, Fail(Malformed, "body_missing",
			"Die Lieferung hat keinen Inhalt. Bitte am Formularserver prüfen, ob die Anfrage einen Body sendet.")
	}
	if _, err := d.Body.Seek(0, io.SeekStart); err != nil {
		return nil, unreadable(err)
	}
	return &bodyReader{ctx: ctx, r: d.Body}, nil
}

func (b *bodyReader) Read(p []byte) (int, error) {
	if err := b.ctx.Err(); err != nil {
		e := Fail(Unavailable, "interrupted", "Die Verarbeitung wurde unterbrochen. Bitte erneut verarbeiten.")
		e.Cause = err
		return 0, e
	}
	n, err := b.r.Read(p)
	if err != nil && err != io.EOF {
		err = unreadable(err)
	}
	return n, err
}

func unreadable(cause error) *Error {
	e := Fail(Unavailable, "body_unreadable",
		"Die gespeicherte Lieferung lässt sich nicht lesen. Bitte den Speicher prüfen und erneut verarbeiten.")
	e.Cause = cause
	return e
}

// BodyHash is the SHA-256 of the whole body in lower-case hex, the last resort for a Kennung.
func BodyHash(ctx context.Context, d Delivery) (string, error) {
	r, err := OpenBody(ctx, d)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return "", AsError(err, unreadable(err))
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

type errorKeeper struct {
	r   io.Reader
	err error
}

func (k *errorKeeper) Read(p []byte) (int, error) {
	n, err := k.r.Read(p)
	if err != nil && err != io.EOF {
		k.err = err
	}
	return n, err
}

// Store puts r into files. A failure of r keeps its own Error or counts as a truncated delivery; a
// failure of the storage is Unavailable.
func Store(files Files, r io.Reader) (File, error) {
	k := &errorKeeper{r: r}
	f, err := files.Put(k)
	if k.err != nil {
		return File{}, AsError(k.err, Fail(Malformed, "content_truncated",
			"Eine Datei der Lieferung ist unvollständig oder falsch kodiert. Bitte erneut senden."))
	}
	if err != nil {
		return File{}, storageFailed(err)
	}
	return f, nil
}

// OpenStored opens stored content; a failure is Unavailable.
func OpenStored(files Files, f File) (FileReader, error) {
	r, err := files.Open(f)
	if err != nil {
		return nil, storageFailed(err)
	}
	return r, nil
}

func storageFailed(cause error) *Error {
	e := Fail(Unavailable, "storage_failed",
		"Eine Datei konnte nicht gespeichert oder gelesen werden. Bitte den Speicher prüfen und erneut verarbeiten.")
	e.Cause = cause
	return e
}

// limitedReader answers TooLarge once more than left bytes have been read.
type limitedReader struct {
	r    io.Reader
	left int64
}

func (l *limitedReader) Read(p []byte) (int, error) {
	if int64(len(p)) > l.left+1 {
		p = p[:l.left+1]
	}
	n, err := l.r.Read(p)
	l.left -= int64(n)
	if l.left < 0 {
		return 0, Fail(TooLarge, "document_too_large",
			"Das Datendokument ist größer als erlaubt. Bitte Dateien als eigene Anhänge senden oder die Grenze für den Zugang erhöhen.")
	}
	return n, err
}

// ReadDocument reads a whole document of at most lim.Document bytes.
func ReadDocument(r io.Reader, lim Limits) ([]byte, error) {
	data, err := io.ReadAll(&limitedReader{r: r, left: lim.Document})
	if err != nil {
		return nil, AsError(err, Fail(Malformed, "body_truncated",
			"Die Lieferung bricht mitten im Dokument ab. Bitte erneut senden."))
	}
	return data, nil
}
