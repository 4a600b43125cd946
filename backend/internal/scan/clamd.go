// Package scan looks for malware in what came from outside: with a ClamAV daemon, or, where none is
// configured, for the EICAR test string alone, so that the way an infected file takes can be tried.
package scan

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"strings"
	"time"

	"kontor/backend/internal/casework"
)

// chunk is the size of one INSTREAM chunk in bytes, small beside any StreamMaxLength.
const chunk = 64 << 10

// replyLimit bounds what clamd may answer.
const replyLimit = 4 << 10

// Clamd asks a ClamAV daemon. Addr is "host:port", "tcp:host:port", "unix:/path" or "/path". Timeout is
// how long clamd may stay silent, while connecting, between chunks and before its answer; zero = 60 s.
type Clamd struct {
	Addr    string
	Timeout time.Duration
}

// Scan streams r to clamd. It returns unbedenklich or befallen; on any error the result is ausstehend and
// the error a *casework.Error: unavailable (scanner_unavailable, scanner_error) to be tried again, or
// too_large (scan_size_limit) when clamd takes no file of that size. An error of r comes back unchanged.
func (c Clamd) Scan(ctx context.Context, r io.Reader) (casework.Pruefung, error) {
	s, err := c.dial(ctx)
	if err != nil {
		return casework.PruefungAusstehend, err
	}
	defer s.close()
	if err := s.write([]byte("zINSTREAM\x00")); err != nil {
		return casework.PruefungAusstehend, s.failed(err)
	}
	// An early answer (size limit) comes with a closed connection: the answer says more than the error.
	writeErr, readErr := s.stream(r)
	if readErr != nil {
		return casework.PruefungAusstehend, readErr
	}
	text, err := s.reply()
	if err != nil {
		return casework.PruefungAusstehend, s.failed(errors.Join(writeErr, err))
	}
	p, err := urteil(text)
	if err == nil && writeErr != nil { // a verdict on a part is none
		return casework.PruefungAusstehend, s.failed(writeErr)
	}
	return p, err
}

// Ping tells whether clamd answers.
func (c Clamd) Ping(ctx context.Context) error {
	s, err := c.dial(ctx)
	if err != nil {
		return err
	}
	defer s.close()
	if err := s.write([]byte("zPING\x00")); err != nil {
		return s.failed(err)
	}
	text, err := s.reply()
	if err == nil && text != "PONG" {
		err = errors.New("unexpected answer to PING")
	}
	if err != nil {
		return s.failed(err)
	}
	return nil
}

// urteil reads clamd's answer: "stream: OK", "stream: <name> FOUND", "… ERROR".
func urteil(text string) (casework.Pruefung, error) {
	switch {
	case strings.HasSuffix(text, " FOUND"):
		return casework.PruefungBefallen, nil
	case text == "stream: OK":
		return casework.PruefungUnbedenklich, nil
	case strings.Contains(text, "size limit exceeded"):
		return casework.PruefungAusstehend, casework.Fail(casework.TooLarge, "scan_size_limit")
	}
	return casework.PruefungAusstehend, &casework.Error{Code: casework.Unavailable, Reason: "scanner_error",
		Cause: errors.New(text)}
}

// session is one connection, good for one command.
type session struct {
	ctx     context.Context
	conn    net.Conn
	timeout time.Duration
	close   func()
}

func (c Clamd) dial(ctx context.Context) (*session, error) {
	network, addr := "tcp", c.Addr
	switch {
	case strings.HasPrefix(addr, "unix:"):
		network, addr = "unix", strings.TrimPrefix(addr, "unix:")
	case strings.HasPrefix(addr, "/"):
		network = "unix"
	default:
		addr = strings.TrimPrefix(addr, "tcp:")
	}
	s := &session{ctx: ctx, timeout: c.Timeout}
	if s.timeout <= 0 {
		s.timeout = time.Minute
	}
	conn, err := (&net.Dialer{Timeout: s.timeout}).DialContext(ctx, network, addr)
	if err != nil {
		return nil, s.failed(err)
	}
	s.conn = conn
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	s.close = func() { stop(); _ = conn.Close() }
	return s, nil
}

// failed classifies a broken conversation; a stopped caller gets to hear that.
func (s *session) failed(err error) error {
	if s.ctx.Err() != nil {
		return s.ctx.Err()
	}
	return &casework.Error{Code: casework.Unavailable, Reason: "scanner_unavailable", Cause: err}
}

func (s *session) write(p []byte) error {
	if err := s.conn.SetWriteDeadline(time.Now().Add(s.timeout)); err != nil {
		return err
	}
	_, err := s.conn.Write(p)
	return err
}

// stream sends r in chunks with their length in four bytes, big endian; length zero ends it.
func (s *session) stream(r io.Reader) (writeErr, readErr error) {
	buf := make([]byte, 4+chunk)
	for {
		n, err := fill(buf[4:], r)
		if err != nil && err != io.EOF {
			return nil, err
		}
		if n > 0 {
			binary.BigEndian.PutUint32(buf, uint32(n))
			if err := s.write(buf[:4+n]); err != nil {
				return err, nil
			}
		}
		if err == io.EOF {
			return s.write([]byte{0, 0, 0, 0}), nil
		}
	}
}

// fill is io.ReadFull that keeps the end apart from a reader that was cut off: io.ReadFull calls both
// io.ErrUnexpectedEOF, and a verdict on half a file must not be given.
func fill(p []byte, r io.Reader) (n int, err error) {
	for n < len(p) && err == nil {
		var m int
		m, err = r.Read(p[n:])
		n += m
	}
	return n, err
}

func (s *session) reply() (string, error) {
	if err := s.conn.SetReadDeadline(time.Now().Add(s.timeout)); err != nil {
		return "", err
	}
	raw, err := io.ReadAll(io.LimitReader(s.conn, replyLimit))
	text, _, whole := bytes.Cut(raw, []byte{0})
	if !whole && (err != nil || len(raw) == 0) {
		return "", errors.Join(errors.New("no answer"), err)
	}
	return strings.TrimSpace(string(text)), nil
}
