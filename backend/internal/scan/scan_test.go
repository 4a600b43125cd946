package scan

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"kontor/backend/internal/casework"
)

// standIn speaks as much of clamd as a test needs: INSTREAM with a limit, PING, and faults on demand.
type standIn struct {
	limit int    // StreamMaxLength in bytes
	fault string // "silent", "cut", "garbage", "error"
	got   chan []byte
}

func (s standIn) listen(t *testing.T, network, addr string) string {
	t.Helper()
	l, err := net.Listen(network, addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go s.serve(c)
		}
	}()
	return l.Addr().String()
}

func (s standIn) serve(c net.Conn) {
	defer func() { _ = c.Close() }()
	r := bufio.NewReader(c)
	cmd, err := r.ReadString(0)
	if err != nil {
		return
	}
	if cmd == "zPING\x00" {
		_, _ = io.WriteString(c, "PONG\x00")
		return
	}
	var content []byte
	for {
		var n uint32
		if binary.Read(r, binary.BigEndian, &n) != nil {
			return
		}
		if n == 0 {
			break
		}
		if len(content)+int(n) > s.limit {
			_, _ = io.WriteString(c, "INSTREAM size limit exceeded. ERROR\x00")
			return
		}
		part := make([]byte, n)
		if _, err := io.ReadFull(r, part); err != nil {
			return
		}
		content = append(content, part...)
	}
	if s.got != nil {
		s.got <- content
	}
	switch answer := "stream: OK\x00"; {
	case s.fault == "silent":
		_, _ = io.Copy(io.Discard, c) // until the other side hangs up
	case s.fault == "cut":
	case s.fault == "garbage":
		_, _ = io.WriteString(c, "hello\x00")
	case s.fault == "error":
		_, _ = io.WriteString(c, "stream: Can't allocate memory ERROR\x00")
	default:
		if bytes.Contains(content, muster) {
			answer = "stream: Eicar-Test-Signature FOUND\x00"
		}
		_, _ = io.WriteString(c, answer)
	}
}

func reason(err error) string {
	var e *casework.Error
	if errors.As(err, &e) {
		return string(e.Code) + " " + e.Reason
	}
	return fmt.Sprint(err)
}

func TestClamdVerdicts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clamd")
	addrs := map[string]string{
		"tcp":  standIn{limit: 1 << 20}.listen(t, "tcp", "127.0.0.1:0"),
		"unix": "unix:" + standIn{limit: 1 << 20}.listen(t, "unix", path),
		"path": path,
	}
	addrs["prefixed"] = "tcp:" + addrs["tcp"]
	infected := append(bytes.Repeat([]byte("x"), chunk-30), muster...)
	for name, addr := range addrs {
		t.Run(name, func(t *testing.T) {
			c := Clamd{Addr: addr, Timeout: 5 * time.Second}
			for content, want := range map[string]casework.Pruefung{
				"":                             casework.PruefungUnbedenklich,
				"hello":                        casework.PruefungUnbedenklich,
				strings.Repeat("a", chunk):     casework.PruefungUnbedenklich,
				strings.Repeat("a", 3*chunk+7): casework.PruefungUnbedenklich,
				string(infected):               casework.PruefungBefallen,
			} {
				if got, err := c.Scan(context.Background(), strings.NewReader(content)); got != want || err != nil {
					t.Errorf("%d bytes: %v, %v", len(content), got, err)
				}
			}
			if err := c.Ping(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestClamdGetsEveryByte(t *testing.T) {
	s := standIn{limit: 1 << 20, got: make(chan []byte, 1)}
	c := Clamd{Addr: s.listen(t, "tcp", "127.0.0.1:0")}
	want := bytes.Repeat([]byte("0123456789"), 20_000)
	if _, err := c.Scan(context.Background(), iotest.OneByteReader(bytes.NewReader(want))); err != nil {
		t.Fatal(err)
	}
	if got := <-s.got; !bytes.Equal(got, want) {
		t.Errorf("clamd got %d bytes of %d", len(got), len(want))
	}
}

func TestClamdFaults(t *testing.T) {
	for fault, want := range map[string]string{
		"silent": "unavailable scanner_unavailable", "cut": "unavailable scanner_unavailable",
		"garbage": "unavailable scanner_error", "error": "unavailable scanner_error",
	} {
		c := Clamd{Addr: standIn{limit: 1 << 20, fault: fault}.listen(t, "tcp", "127.0.0.1:0"),
			Timeout: 100 * time.Millisecond}
		if p, err := c.Scan(context.Background(), strings.NewReader("x")); reason(err) != want ||
			p != casework.PruefungAusstehend {
			t.Errorf("%s: %v, %v", fault, p, err)
		}
	}
	c := Clamd{Addr: "127.0.0.1:1", Timeout: time.Second}
	if _, err := c.Scan(context.Background(),
		strings.NewReader("x")); reason(err) != "unavailable scanner_unavailable" {
		t.Errorf("nobody listens: %v", err)
	}
	if err := c.Ping(context.Background()); reason(err) != "unavailable scanner_unavailable" {
		t.Errorf("nobody listens: %v", err)
	}
}

func TestClamdSizeLimit(t *testing.T) {
	c := Clamd{Addr: standIn{limit: 2 * chunk}.listen(t, "tcp", "127.0.0.1:0"), Timeout: 5 * time.Second}
	p, err := c.Scan(context.Background(), bytes.NewReader(make([]byte, 2*chunk+1)))
	if reason(err) != "too_large scan_size_limit" || p != casework.PruefungAusstehend {
		t.Errorf("a little too much: %v, %v", p, err)
	}
	// Far too much: clamd hangs up while we write. Its answer may be lost in that; never "clean".
	p, err = c.Scan(context.Background(), bytes.NewReader(make([]byte, 64<<20)))
	if err == nil || p != casework.PruefungAusstehend {
		t.Errorf("far too much: %v, %v", p, err)
	}
	t.Logf("far too much: %v", err)
}

func TestClamdStops(t *testing.T) {
	c := Clamd{Addr: standIn{limit: 1 << 20, fault: "silent"}.listen(t, "tcp", "127.0.0.1:0"), Timeout: 5 * time.Second}
	ctx, stop := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer stop()
	if _, err := c.Scan(ctx, strings.NewReader("x")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("stopped: %v", err)
	}
	broken := errors.New("blob is gone")
	if _, err := c.Scan(context.Background(), iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("reader: %v", err)
	}
	cut := io.MultiReader(strings.NewReader("x"), iotest.ErrReader(io.ErrUnexpectedEOF))
	if p, err := c.Scan(context.Background(), cut); !errors.Is(err, io.ErrUnexpectedEOF) ||
		p != casework.PruefungAusstehend {
		t.Errorf("cut reader: %v, %v", p, err)
	}
}

func zipped(t *testing.T, method uint16, contents ...[]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, c := range contents {
		w, err := z.CreateHeader(&zip.FileHeader{Name: fmt.Sprint(i), Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(c); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestEicar(t *testing.T) {
	if len(muster) != 68 {
		t.Fatalf("the pattern has %d bytes", len(muster))
	}
	pad := func(n int) []byte { return append(bytes.Repeat([]byte("P"), n), muster...) }
	deep := zipped(t, zip.Deflate, zipped(t, zip.Deflate, muster))
	for name, f := range map[string]struct {
		content []byte
		want    casework.Pruefung
	}{
		"empty":             {nil, casework.PruefungUngeprueft},
		"clean":             {make([]byte, 200_000), casework.PruefungUngeprueft},
		"plain":             {muster, casework.PruefungBefallen},
		"almost":            {muster[:67], casework.PruefungUngeprueft},
		"across chunks":     {pad(64<<10 - 30), casework.PruefungBefallen},
		"at a chunk's end":  {pad(64<<10 - 68), casework.PruefungBefallen},
		"far in":            {pad(1_000_003), casework.PruefungBefallen},
		"packed":            {zipped(t, zip.Deflate, []byte("a"), pad(70_000)), casework.PruefungBefallen},
		"packed, clean":     {zipped(t, zip.Deflate, []byte("a")), casework.PruefungUngeprueft},
		"two levels":        {deep, casework.PruefungUngeprueft},
		"broken zip":        {zipped(t, zip.Deflate, pad(1000))[:60], casework.PruefungUngeprueft},
		"unpacks to a lot":  {zipped(t, zip.Deflate, make([]byte, 20<<20), muster), casework.PruefungBefallen},
		"after the entries": {append(zipped(t, zip.Store, []byte("a")), muster...), casework.PruefungBefallen},
	} {
		t.Run(name, func(t *testing.T) {
			if got, err := (Eicar{}).Scan(context.Background(), bytes.NewReader(f.content)); got != f.want ||
				err != nil {
				t.Errorf("%v, %v", got, err)
			}
		})
	}
}

func TestEicarReadsInAnyPieces(t *testing.T) {
	content := append(bytes.Repeat([]byte("P"), 500), muster...)
	for name, r := range map[string]io.Reader{
		"bytes": iotest.OneByteReader(bytes.NewReader(content)), "halves": iotest.HalfReader(bytes.NewReader(content)),
		"EOF with data": iotest.DataErrReader(bytes.NewReader(content)),
	} {
		if got, err := (Eicar{}).Scan(context.Background(), r); got != casework.PruefungBefallen || err != nil {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	broken := errors.New("blob is gone")
	if _, err := (Eicar{}).Scan(context.Background(), iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Error(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := (Eicar{}).Scan(ctx, bytes.NewReader(content)); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
