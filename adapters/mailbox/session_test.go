package mailbox_test

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"kontor/adapters"
	"kontor/adapters/mailbox"
	"kontor/adapters/mailbox/standin"
)

func certificate(t *testing.T) (*tls.Config, *http.Client) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "x"},
		NotBefore: time.Now().Add(-time.Hour),
		NotAfter:  time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true,
		BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(parsed)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}},
		&http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}
}

func TestTLS(t *testing.T) {
	config, client := certificate(t)
	for _, starttls := range []bool{false, true} {
		b := newBox(t, standin.Config{TLS: config, StartTLS: starttls})
		b.append("eins")
		if err := b.pull(); reason(err) != "mailbox_tls" {
			t.Errorf("starttls %v: an unknown certificate gives %v", starttls, err)
		}
		b.source.Client = client
		if err := b.pull("eins"); err != nil {
			t.Errorf("starttls %v: %v", starttls, err)
		}
	}
	b := newBox(t, standin.Config{}) // a server that cannot
	b.source.URL = strings.Replace(b.source.URL, "imap://", "imap+starttls://", 1)
	if err := b.pull(); reason(err) != "mailbox_tls" {
		t.Errorf("no STARTTLS: %v", err)
	}
}

func reason(err error) string {
	var known *adapters.Error
	if !errors.As(err, &known) {
		return ""
	}
	return known.Reason
}

func TestWrongSettings(t *testing.T) {
	b := newBox(t, standin.Config{})
	try := func(want string, change func(*adapters.Source)) {
		t.Helper()
		source := b.source
		change(&source)
		if err := mailbox.Pull(t.Context(), source, b.deliver); reason(err) != want ||
			strings.Contains(err.Error(), "falsch-geheim") {
			t.Errorf("%v, want %s", err, want)
		}
	}
	try("mailbox_refused", func(s *adapters.Source) { s.Password = "falsch-geheim" })
	try("mailbox_folder_missing", func(s *adapters.Source) { s.Settings = map[string]string{mailbox.SettingFolder: "Fehlt"} })
	try("address_insecure", func(s *adapters.Source) { s.URL = "imap://mail.example" })
	for _, url := range []string{"", "https://mail.example", "imaps://", "imaps://u:p@mail.example",
		"imaps://mail.example/INBOX"} {
		try("address_invalid", func(s *adapters.Source) { s.URL = url })
	}
	try("mailbox_unreachable", func(s *adapters.Source) { s.URL = "imap://127.0.0.1:1" })
}

// plainServer speaks the least IMAP there is, for one message of any size that is computed while it is sent.
func plainServer(t *testing.T, head string, size int64, fetch string) (url string) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		out := bufio.NewWriter(conn)
		fmt.Fprint(out, "* OK bereit\r\n")
		_ = out.Flush()
		for in := bufio.NewScanner(conn); in.Scan(); {
			tag, command, _ := strings.Cut(in.Text(), " ")
			switch {
			case strings.HasPrefix(command, "CAPABILITY"):
				fmt.Fprint(out, "* CAPABILITY IMAP4rev1\r\n")
			case strings.HasPrefix(command, "SELECT"):
				fmt.Fprint(out, "* 1 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n")
			case strings.HasPrefix(command, "UID SEARCH"):
				fmt.Fprint(out, "* SEARCH 5\r\n")
			case strings.HasPrefix(command, "UID FETCH") && fetch != "":
				fmt.Fprint(out, fetch)
			case strings.HasPrefix(command, "UID FETCH"):
				fmt.Fprintf(out, "* 1 FETCH (UID 5 BODY[] {%d}\r\n%s", int64(len(head))+size, head)
				for line := strings.Repeat("x", 1022) + "\r\n"; size > 0; size -= int64(len(line)) {
					_, _ = out.WriteString(line[:min(size, int64(len(line)))])
				}
				fmt.Fprint(out, ")\r\n")
			}
			fmt.Fprintf(out, "%s OK fertig\r\n", tag)
			_ = out.Flush()
		}
	}()
	return "imap://" + listener.Addr().String()
}

func TestBigMailIsStreamed(t *testing.T) {
	source := adapters.Source{URL: plainServer(t, "Subject: x\r\n\r\n", 64<<20, ""), User: "u", Password: "p"}
	source.Save = func(_ context.Context, cursor string) error { source.Cursor = cursor; return nil }
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	total, peak := int64(0), before.HeapAlloc
	err := mailbox.Pull(t.Context(), source, func(_ context.Context, p adapters.Pulled) error {
		for {
			n, err := io.CopyN(io.Discard, p.Body, 4<<20)
			total += n
			runtime.ReadMemStats(&now)
			peak = max(peak, now.HeapAlloc)
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
		}
	})
	if grown := (peak - before.HeapAlloc) >> 20; err != nil || total < 64<<20 || grown > 32 || source.Cursor != "7 5 " {
		t.Errorf("%v: %d bytes, the heap grew by %d MB, cursor %q", err, total, grown, source.Cursor)
	}
}

func TestAnswersWithoutContent(t *testing.T) {
	// unreadable: again; gone: done
	for answer, cursor := range map[string]string{"* 1 FETCH (UID 5 BODY[] NIL)\r\n": "7 5 5:1:",
		"* 2 EXISTS\r\n": "7 5 "} {
		source := adapters.Source{URL: plainServer(t, "", 0, answer), User: "u", Password: "p"}
		source.Save = func(_ context.Context, cursor string) error { source.Cursor = cursor; return nil }
		err := mailbox.Pull(t.Context(), source,
			func(context.Context, adapters.Pulled) error { t.Error("delivered"); return nil })
		if !strings.HasPrefix(source.Cursor, cursor) || (err == nil) != (cursor == "7 5 ") {
			t.Errorf("%q: %v, cursor %q", answer, err, source.Cursor)
		}
	}
}
