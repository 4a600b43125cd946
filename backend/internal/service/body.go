package service

import (
	"errors"
	"fmt"
	"io"
	"net/http"

	"kontor/backend/internal/casework"
)

// ErrTooLarge is what a limitedBody reports; it is no io error of the network.
var ErrTooLarge = errors.New("delivery exceeds the limit")

// LimitBody lets at most so many bytes through and then fails with a TooLarge of its own.
func LimitBody(r io.Reader, bytes int64) io.Reader { return &limitedBody{r: r, left: bytes} }

type limitedBody struct {
	r    io.Reader
	left int64
}

func (b *limitedBody) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.left -= int64(n)
	if b.left < 0 {
		return n, ErrTooLarge
	}
	return n, err
}

// TooMuch tells whether a body ended at its limit: here, or at the door.
func TooMuch(err error) bool {
	var door *http.MaxBytesError
	return errors.Is(err, ErrTooLarge) || errors.As(err, &door)
}

// TooLarge says the limit, in bytes, of what was sent.
func TooLarge(reason string, limit int64) error {
	return &casework.Error{Code: casework.TooLarge, Reason: reason, Detail: fmt.Sprintf("Höchstens %d MB.", limit>>20)}
}
