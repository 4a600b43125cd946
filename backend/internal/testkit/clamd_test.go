package testkit

import (
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"testing"
	"time"
)

// ask sends the raw command and returns the whole answer.
func ask(t *testing.T, c *Clamd, command []byte, wait time.Duration) (string, error) {
	t.Helper()
	conn, err := net.Dial("tcp", c.Addr)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(wait))
	conn.Write(command) // may fail when the stand-in hangs up first; the answer tells
	answer, err := io.ReadAll(conn)
	return string(answer), err
}

func instream(chunks ...[]byte) []byte {
	command := bytes.NewBufferString("zINSTREAM\x00")
	for _, chunk := range append(chunks, nil) {
		binary.Write(command, binary.BigEndian, uint32(len(chunk)))
		command.Write(chunk)
	}
	return command.Bytes()
}

func TestClamdStandIn(t *testing.T) {
	c := StartClamd(t)
	virus := EICAR()
	cases := map[string]struct {
		command []byte
		answer  string
	}{
		"ping":    {[]byte("zPING\x00"), "PONG\x00"},
		"newline": {[]byte("nPING\n"), "PONG\n"},
		"clean":   {instream([]byte("harmlos")), "stream: OK\x00"},
		"empty":   {instream(), "stream: OK\x00"},
		"virus":   {instream([]byte("vorher"), virus[:20], virus[20:]), "stream: Eicar-Test-Signature FOUND\x00"},
		"other":   {[]byte("zSHUTDOWN\x00"), "UNKNOWN COMMAND\x00"},
	}
	for name, tc := range cases {
		if got, err := ask(t, c, tc.command, 5*time.Second); got != tc.answer || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if c.Scanned() != 3 || len(virus) != 68 {
		t.Errorf("scanned %d, virus of %d bytes", c.Scanned(), len(virus))
	}
	c.SetLimit(10)
	if got, _ := ask(t, c, instream(virus), 5*time.Second); got != "INSTREAM size limit exceeded. ERROR\x00" {
		t.Errorf("too large: %q", got)
	}
	c.SetLimit(100)
	c.SetFault(ClamdError)
	if got, _ := ask(t, c, instream(virus), 5*time.Second); got != "stream: Can't allocate memory ERROR\x00" {
		t.Errorf("error: %q", got)
	}
	c.SetFault(ClamdHangup)
	if got, _ := ask(t, c, instream(virus), 5*time.Second); got != "" {
		t.Errorf("hang-up: %q", got)
	}
	c.SetFault(ClamdSilent)
	if got, err := ask(t, c, instream(virus), 50*time.Millisecond); got != "" || err == nil {
		t.Errorf("silent: %q, %v", got, err)
	}
}
