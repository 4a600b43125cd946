package mailbox_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"

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
		if err := b.server.Append("INBOX", []byte("Subject: streng-geheim\r\nFrom: erika@example.org\r\n\r\n"+
			text)); err != nil {
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

// later lets the pauses of what failed before pass.
func (b *box) later() {
	b.source.Cursor = regexp.MustCompile(`:\d+(,|$)`).ReplaceAllString(b.source.Cursor, ":1$1")
}

func (b *box) folders(inbox, done, failed int) {
	b.Helper()
	if i, d, f := b.server.Count("INBOX"), b.server.Count("Kontor-erledigt"),
		b.server.Count("Kontor-ungeklaert"); i != inbox || d != done || f != failed {
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
	if err := b.pull(); err != nil { // the second retry has a pause, so that nothing fails once a minute for ever
		t.Error(err)
	}
	delete(b.verdict, "drei")
	b.later()
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
	for name, config := range map[string]standin.Config{"move": {NoMove: true},
		"move and flag": {NoMove: true, NoFlags: true}} {
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
	for _, cursor := range []string{"", "kaputt", "1 x ", "1 1 9", "99 7 ", "1 0 ", "1 1 2:1:1", "1 2 1:0:0"} {
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
				// as the host says
				return adapters.Fail(adapters.Malformed, "delivery_truncated", "Die Lieferung brach ab.")
			}
			complete[string(raw)]++
			return nil
		}
		for range 3 {
			b.later()
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
