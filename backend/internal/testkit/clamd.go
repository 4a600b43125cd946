package testkit

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
)

// EICAR returns the harmless test virus that every scanner reports. It is put together at run time: a file containing
// it in one piece would be quarantined on the machine of whoever checks it out.
func EICAR() []byte {
	return []byte(strings.Join([]string{`X5O!P%@AP[4\PZX54(P^)7CC)7}$`, "EICAR", "-STANDARD-", "ANTIVIRUS",
		"-TEST-", `FILE!$H+H*`}, ""))
}

// ClamdFault is a way in which a scanner can fail.
type ClamdFault int

// The faults of the stand-in.
const (
	ClamdHealthy ClamdFault = iota
	ClamdError              // answers every scan with an error
	ClamdHangup             // closes the connection in the middle of a scan
	ClamdSilent             // takes the file and never answers
)

// Clamd stands in for ClamAV's daemon: it understands PING, VERSION and INSTREAM and reports files that contain EICAR.
type Clamd struct {
	Addr string // host:port

	mu      sync.Mutex
	fault   ClamdFault
	limit   int
	scanned int
	open    map[net.Conn]bool
	closed  bool
}

// StartClamd starts a stand-in that ends with the test.
func StartClamd(t testing.TB) *Clamd {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &Clamd{Addr: listener.Addr().String(), limit: 25 << 20, open: map[net.Conn]bool{}} // 25 MB is clamd's default
	var serving sync.WaitGroup
	serving.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			if c.enter(conn) {
				serving.Go(func() { c.serve(conn) })
			}
		}
	})
	t.Cleanup(func() {
		listener.Close()
		c.closeAll()
		serving.Wait()
	})
	return c
}

// SetFault makes the scans that follow fail.
func (c *Clamd) SetFault(fault ClamdFault) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.fault = fault
}

// SetLimit sets the largest file it takes, in bytes (StreamMaxLength).
func (c *Clamd) SetLimit(limit int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.limit = limit
}

// Scanned returns how many files have been answered with OK or FOUND.
func (c *Clamd) Scanned() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.scanned
}

func (c *Clamd) enter(conn net.Conn) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		conn.Close()
		return false
	}
	c.open[conn] = true
	return true
}

func (c *Clamd) closeAll() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	for conn := range c.open {
		conn.Close()
	}
}

// serve answers one command: like clamd it closes after it, as sessions are not asked for.
func (c *Clamd) serve(conn net.Conn) {
	defer func() {
		conn.Close()
		c.mu.Lock()
		delete(c.open, conn)
		c.mu.Unlock()
	}()
	in := bufio.NewReader(conn)
	kind, err := in.ReadByte()
	if err != nil {
		return
	}
	end := byte('\n') // old style and "n" commands
	if kind == 'z' {
		end = 0
	} else if kind != 'n' {
		in.UnreadByte()
	}
	command, err := in.ReadString(end)
	if err != nil {
		return
	}
	answer := "UNKNOWN COMMAND"
	switch strings.TrimRight(command, "\x00\r\n") {
	case "PING":
		answer = "PONG"
	case "VERSION":
		answer = "ClamAV 1.4.0/stand-in"
	case "INSTREAM":
		if answer = c.scan(in); answer == "" {
			return
		}
	}
	conn.Write(append([]byte(answer), end))
}

// scan reads chunks, each led by its length (four bytes, big-endian), up to an empty one. Empty answer = hang up.
func (c *Clamd) scan(in io.Reader) string {
	c.mu.Lock()
	fault, limit := c.fault, c.limit
	c.mu.Unlock()
	var content bytes.Buffer
	for {
		var size uint32
		if binary.Read(in, binary.BigEndian, &size) != nil {
			return ""
		}
		if size == 0 {
			break
		}
		if content.Len()+int(size) > limit {
			return "INSTREAM size limit exceeded. ERROR"
		}
		if fault == ClamdHangup {
			return ""
		}
		if _, err := io.CopyN(&content, in, int64(size)); err != nil {
			return ""
		}
	}
	switch fault {
	case ClamdError:
		return "stream: Can't allocate memory ERROR"
	case ClamdSilent:
		io.Copy(io.Discard, in) // until the caller gives up or the test ends
		return ""
	}
	c.mu.Lock()
	c.scanned++
	c.mu.Unlock()
	if bytes.Contains(content.Bytes(), EICAR()) {
		return "stream: Eicar-Test-Signature FOUND"
	}
	return "stream: OK"
}
