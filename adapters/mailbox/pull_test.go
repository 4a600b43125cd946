package mailbox_test

import (
	"bufio"
	"bytes"
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
	"sync/atomic"
	"testing"
	"time"

	"kontor/adapters"
	"kontor/adapters/mailbox"
	"kontor/adapters/mailbox/standin"
)

const password = "geheim-ü\"\\"

func start(t *testing.T, config standin.Config) *standin.Server {
	t.Helper()
	config.User, config.Password = "verkehr", password
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server, err := standin.Start(listener, config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = server.Close() })
	return server
}

// box is one mailbox with the cursor as the host keeps it.
type box struct {
	*testing.T
	server  *standin.Server
	source  adapters.Source
	taken   []string // what was delivered, in order
	verdict map[string]error
}

func newBox(t *testing.T, config standin.Config) *box {
	b := &box{T: t, server: start(t, config), verdict: map[string]error{}}
	b.source = adapters.Source{URL: b.server.URL(), User: "verkehr", Password: password, Settings: map[string]string{}}
	b.source.Save = func(_ context.Context, cursor string) error { b.source.Cursor = cursor; return nil }
	return b
}

func (b *box) append(texts ...string) {
	b.Helper()
	for _, text := range texts {
		if err := b.server.Append("INBOX", []byte("Subject: streng-geheim\r\nFrom: erika@example.org\r\n\r\n"+text)); err != nil {
			b.Fatal(err)
		}
	}
}

func (b *box) deliver(_ context.Context, p adapters.Pulled) error {
	raw, err := io.ReadAll(p.Body)
	if err != nil {
		return err
	}
	text := string(raw[bytes.Index(raw, []byte("\r\n\r\n"))+4:])
	if p.Header.Get("Content-Type") != "message/rfc822" {
		b.Errorf("delivered as %v", p.Header)
	}
	b.taken = append(b.taken, text)
	return b.verdict[text]
}

// pull runs once and wants these texts to be delivered.
func (b *box) pull(want ...string) error {
	b.Helper()
	b.taken = nil
	err := mailbox.Pull(b.Context(), b.source, b.deliver)
	if strings.Join(b.taken, ",") != strings.Join(want, ",") {
		b.Errorf("delivered %q, want %q (error %v)", b.taken, want, err)
	}
	if err != nil && (strings.Contains(err.Error(), "geheim") || strings.Contains(err.Error(), "erika")) {
		b.Errorf("the error quotes the mail or the password: %v", err)
	}
	return err
}

func (b *box) folders(inbox, done, failed int) {
	b.Helper()
	if i, d, f := b.server.Count("INBOX"), b.server.Count("Kontor-erledigt"), b.server.Count("Kontor-ungeklaert"); i != inbox || d != done || f != failed {
		b.Errorf("INBOX %d, erledigt %d, ungeklaert %d; want %d, %d, %d", i, d, f, inbox, done, failed)
	}
}

var (
	bad  = adapters.Fail(adapters.Malformed, "mail_malformed", "So nicht.")
	ours = adapters.Fail(adapters.Unavailable, "storage_unavailable", "Gleich wieder.")
)

func TestTakenFailedAndLeft(t *testing.T) {
	b := newBox(t, standin.Config{})
	b.append("eins", "zwei", "drei", "vier")
	b.verdict["zwei"], b.verdict["drei"] = bad, ours
	if err := b.pull("eins", "zwei", "drei", "vier"); !errors.Is(err, bad) || !errors.Is(err, ours) {
		t.Errorf("error %v", err)
	}
	b.folders(1, 2, 1)
	b.append("neu")
	if err := b.pull("neu", "drei"); !errors.Is(err, ours) {
		t.Errorf("error %v", err)
	}
	delete(b.verdict, "drei")
	if err := b.pull("drei"); err != nil {
		t.Error(err)
	}
	b.folders(0, 4, 1)
	if err := b.pull(); err != nil {
		t.Error(err)
	}
}

func TestOutageEndsTheRunAndLosesNothing(t *testing.T) {
	b := newBox(t, standin.Config{})
	texts := []string{"a", "b", "c", "d", "e"}
	b.append(texts...)
	for _, text := range texts {
		b.verdict[text] = ours
	}
	_ = b.pull("a", "b", "c")
	clear(b.verdict)
	if err := b.pull("d", "e", "a", "b", "c"); err != nil {
		t.Error(err)
	}
	b.folders(0, 5, 0)
}

func TestServersThatCannot(t *testing.T) {
	for name, config := range map[string]standin.Config{"move": {NoMove: true}, "move and flag": {NoMove: true, NoFlags: true}} {
		t.Run(name, func(t *testing.T) {
			b := newBox(t, config)
			b.append("eins", "zwei", "drei")
			b.verdict["zwei"], b.verdict["drei"] = bad, ours
			_ = b.pull("eins", "zwei", "drei")
			b.append("vier")
			clear(b.verdict)
			if err := b.pull("vier", "drei"); err != nil {
				t.Error(err)
			}
			b.folders(4, 0, 0)
			b.source.Cursor = "" // lost: the flags know, or everything comes again
			if config.NoFlags {
				_ = b.pull("eins", "zwei", "drei", "vier")
			} else {
				_ = b.pull()
			}
		})
	}
}

func TestSettingsLeaveMailWhereItIs(t *testing.T) {
	b := newBox(t, standin.Config{})
	b.source.Settings = map[string]string{mailbox.SettingDone: "-", mailbox.SettingFailed: "Ungeklärt/Müll"}
	b.append("eins", "zwei")
	b.verdict["zwei"] = bad
	_ = b.pull("eins", "zwei")
	if b.server.Count("INBOX") != 1 || b.server.Count("Ungeklärt/Müll") != 1 {
		t.Errorf("INBOX %d, Ungeklärt/Müll %d", b.server.Count("INBOX"), b.server.Count("Ungeklärt/Müll"))
	}
	_ = b.pull()
}

func TestFoldersBelowINBOX(t *testing.T) {
	b := newBox(t, standin.Config{BelowINBOX: true})
	b.append("eins", "zwei")
	if err := b.pull("eins", "zwei"); err != nil || b.server.Count("INBOX/Kontor-erledigt") != 2 {
		t.Errorf("%v, %d moved", err, b.server.Count("INBOX/Kontor-erledigt"))
	}
}

func TestNewUIDValidityStartsAnew(t *testing.T) {
	b := newBox(t, standin.Config{NoMove: true, NoFlags: true})
	b.append("eins", "zwei")
	_ = b.pull("eins", "zwei")
	if err := b.server.Renew(); err != nil {
		t.Fatal(err)
	}
	b.append("drei", "zwei")
	if err := b.pull("drei", "zwei"); err != nil {
		t.Error(err)
	}
	_ = b.pull()
}

// TestOlderCursors are repetitions, never gaps.
func TestOlderCursors(t *testing.T) {
	for _, cursor := range []string{"", "kaputt", "1 x ", "1 1 9", "99 7 ", "1 0 "} {
		b := newBox(t, standin.Config{NoMove: true, NoFlags: true})
		b.append("eins", "zwei")
		b.source.Cursor = cursor
		_ = b.pull("eins", "zwei")
	}
}

// relay stands between Kontor and the server and cuts connections.
type relay struct {
	net.Listener
	after atomic.Int64 // bytes from the server until the cut; < 0 = never
	conns atomic.Int64
}

func newRelay(t *testing.T, to string) *relay {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &relay{Listener: listener}
	r.after.Store(-1)
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			in, err := listener.Accept()
			if err != nil {
				return
			}
			out, err := net.Dial("tcp", to)
			if err != nil {
				_ = in.Close()
				continue
			}
			r.conns.Add(1)
			go func() { _, _ = io.Copy(out, in); _ = out.Close() }()
			go r.back(in, out)
		}
	}()
	return r
}

func (r *relay) back(in, out net.Conn) {
	defer in.Close()
	defer out.Close()
	buf := make([]byte, 1024)
	for {
		n, err := out.Read(buf)
		if left := r.after.Load(); left >= 0 && int64(n) > left {
			_, _ = in.Write(buf[:left])
			r.after.Store(-1) // the next connection holds
			return
		} else if left >= 0 {
			r.after.Store(left - int64(n))
		}
		if _, werr := in.Write(buf[:n]); err != nil || werr != nil {
			return
		}
	}
}

// TestDroppedConnections cuts at many places: nothing is lost, nothing is delivered incomplete.
func TestDroppedConnections(t *testing.T) {
	long := strings.Repeat("Zeile um Zeile\r\n", 500)
	for after := int64(0); after < 19_000; after += 311 {
		b := newBox(t, standin.Config{})
		r := newRelay(t, b.server.Addr())
		b.source.URL = "imap://" + r.Addr().String()
		b.append(long, "kurz", long)
		r.after.Store(after)
		complete := map[string]int{}
		deliver := func(_ context.Context, p adapters.Pulled) error {
			raw, err := io.ReadAll(p.Body)
			if err != nil {
				return adapters.Fail(adapters.Malformed, "delivery_truncated", "Die Lieferung brach ab.") // as the host says
			}
			complete[string(raw)]++
			return nil
		}
		for range 3 {
			_ = mailbox.Pull(t.Context(), b.source, deliver)
		}
		total := 0
		for raw, times := range complete {
			if !strings.HasSuffix(raw, long) && !strings.HasSuffix(raw, "kurz") {
				t.Fatalf("cut after %d bytes: a piece of a mail was delivered", after)
			}
			total += times
		}
		if total < 3 || total > 4 {
			t.Errorf("cut after %d bytes: %d deliveries of 3 messages", after, total)
		}
		b.folders(0, 3, 0)
	}
}

// TestRefusedUnread: what is turned down at its start is filed without loading the rest.
func TestRefusedUnread(t *testing.T) {
	b := newBox(t, standin.Config{})
	r := newRelay(t, b.server.Addr())
	b.source.URL = "imap://" + r.Addr().String()
	b.append(strings.Repeat("0123456789abcdef", 1<<20), "kurz")
	err := mailbox.Pull(t.Context(), b.source, func(_ context.Context, p adapters.Pulled) error {
		head := make([]byte, 100_000)
		if n, _ := io.ReadFull(p.Body, head); n == len(head) {
			return adapters.Fail(adapters.TooLarge, "delivery_too_large", "Zu groß.")
		}
		return nil
	})
	if !adapters.HasCode(err, adapters.TooLarge) || r.conns.Load() != 2 {
		t.Errorf("%v over %d connections", err, r.conns.Load())
	}
	b.folders(0, 1, 1)
}

func TestInterrupted(t *testing.T) {
	b := newBox(t, standin.Config{})
	b.append("eins", "zwei")
	ctx, cancel := context.WithCancel(t.Context())
	err := mailbox.Pull(ctx, b.source, func(context.Context, adapters.Pulled) error { cancel(); return ctx.Err() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if err := b.pull("zwei", "eins"); err != nil {
		t.Error(err)
	}
}

func TestHugeMailboxInBatches(t *testing.T) {
	b := newBox(t, standin.Config{NoMove: true, NoFlags: true})
	var texts []string
	for i := range 1100 {
		texts = append(texts, fmt.Sprint(i))
	}
	b.append(texts...)
	_ = b.pull(texts[:500]...)
	_ = b.pull(texts[500:1000]...)
	_ = b.pull(texts[1000:]...)
}

func certificate(t *testing.T) (*tls.Config, *http.Client) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "x"}, NotBefore: time.Now().Add(-time.Hour),
		NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
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
		if err := mailbox.Pull(t.Context(), source, b.deliver); reason(err) != want || strings.Contains(err.Error(), "falsch-geheim") {
			t.Errorf("%v, want %s", err, want)
		}
	}
	try("mailbox_refused", func(s *adapters.Source) { s.Password = "falsch-geheim" })
	try("mailbox_folder_missing", func(s *adapters.Source) { s.Settings = map[string]string{mailbox.SettingFolder: "Fehlt"} })
	try("address_insecure", func(s *adapters.Source) { s.URL = "imap://mail.example" })
	for _, url := range []string{"", "https://mail.example", "imaps://", "imaps://u:p@mail.example", "imaps://mail.example/INBOX"} {
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
	for answer, cursor := range map[string]string{"* 1 FETCH (UID 5 BODY[] NIL)\r\n": "7 5 5", "* 2 EXISTS\r\n": "7 5 "} { // unreadable: again; gone: done
		source := adapters.Source{URL: plainServer(t, "", 0, answer), User: "u", Password: "p"}
		source.Save = func(_ context.Context, cursor string) error { source.Cursor = cursor; return nil }
		err := mailbox.Pull(t.Context(), source, func(context.Context, adapters.Pulled) error { t.Error("delivered"); return nil })
		if source.Cursor != cursor || (err == nil) != (cursor == "7 5 ") {
			t.Errorf("%q: %v, cursor %q", answer, err, source.Cursor)
		}
	}
}
