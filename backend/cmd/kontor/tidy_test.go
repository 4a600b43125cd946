package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kontor/backend/internal/testkit"
)

// TestKilledUploadIsRemoved kills serve in the middle of a delivery: half an application lies in the storage. The next
// start leaves it, somebody else may be writing it; once it is old, a start removes it.
func TestKilledUploadIsRemoved(t *testing.T) {
	k := testkit.Service(t)
	data := t.TempDir()
	left := func() []string {
		names, err := filepath.Glob(filepath.Join(data, "blobs", "tmp", "blob-*"))
		if err != nil {
			t.Fatal(err)
		}
		return names
	}
	p := startKontor(t, serveEnvironment(k.DSN, data, "0"), "serve")
	rest := p.until(`"msg":"ready","listen":"`, 30*time.Second)
	address, _, _ := strings.Cut(rest, `"`)
	var dialer net.Dialer
	conn, err := dialer.DialContext(context.Background(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	// ozgcloud:demo; half of what is announced
	fmt.Fprintf(conn, "POST /eingang/ozgcloud HTTP/1.1\r\nHost: x\r\nAuthorization: Basic b3pnY2xvdWQ6ZGVtbw==\r\nContent-Type: application/json\r\nContent-Length: 400000\r\n\r\n%s",
		strings.Repeat(" ", 200_000))
	eventually(t, 10*time.Second, "half a delivery lies in the storage", func() bool { return len(left()) == 1 })
	p.kill()
	if len(left()) != 1 {
		t.Fatalf("kill -9 leaves %v", left())
	}

	second := startKontor(t, serveEnvironment(k.DSN, data, "0"), "serve")
	second.until(`"msg":"ready"`, 30*time.Second)
	second.interrupt()
	if len(left()) != 1 {
		t.Error("a start removes what may still be written")
	}

	old := time.Now().Add(-2 * time.Hour)
	if err := os.Chtimes(left()[0], old, old); err != nil {
		t.Fatal(err)
	}
	third := startKontor(t, serveEnvironment(k.DSN, data, "0"), "serve")
	if count := third.until(`"msg":"half-written files removed","count":`, 30*time.Second); count != "1}" {
		t.Errorf("removed: %s", count)
	}
	if len(left()) != 0 {
		t.Errorf("left: %v", left())
	}
	third.interrupt()
}
