package live

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"
	"go.uber.org/goleak"

	"kontor/backend/internal/casework"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var quick = timing{tick: 20 * time.Millisecond, heartbeat: 40 * time.Millisecond, expiry: 400 * time.Millisecond,
	ping: 50 * time.Millisecond,
	pong: 20 * time.Second, write: 10 * time.Second, lifetime: time.Hour}

// office is the rest of the program: who there is, what they may see, and NOTIFY between replicas.
type office struct {
	mandant uuid.UUID

	mu        sync.Mutex
	replicas  []*Hub
	cutOff    bool // NOTIFY reaches nobody
	hidden    map[string]uuid.UUID
	names     map[uuid.UUID]string
	published []casework.Meldung
}

func newOffice() *office {
	return &office{mandant: uuid.New(), hidden: map[string]uuid.UUID{}, names: map[uuid.UUID]string{}}
}

// replica starts a hub and the address of its server.
func (o *office) replica(t testing.TB, timing timing) (*Hub, string) {
	t.Helper()
	h := newHub(Options{
		Logger: slog.New(slog.DiscardHandler),
		Host:   "kontor.example",
		Names: func(id uuid.UUID) string {
			o.mu.Lock()
			defer o.mu.Unlock()
			return o.names[id]
		},
		Publish: func(_ casework.Actor, m casework.Meldung) { o.notify(m) },
		MayView: func(_ context.Context, a casework.Actor, vorgang uuid.UUID) bool {
			o.mu.Lock()
			defer o.mu.Unlock()
			return o.hidden[a.Name] != vorgang
		},
	}, timing)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var a casework.Actor
		if err := json.Unmarshal([]byte(r.Header.Get("X-Actor")), &a); err != nil {
			t.Error(err)
		}
		h.Serve(w, r, a)
	}))
	server.Listener = smallBuffers{server.Listener}
	server.Start()
	t.Cleanup(func() {
		if err := h.Close(context.Background()); err != nil {
			t.Error(err)
		}
		server.Close()
	})
	o.mu.Lock()
	o.replicas = append(o.replicas, h)
	o.mu.Unlock()
	return h, server.URL
}

// smallBuffers make a browser that does not read felt early.
type smallBuffers struct{ net.Listener }

func (l smallBuffers) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if tcp, ok := c.(*net.TCPConn); ok {
		tcp.SetWriteBuffer(4096)
	}
	return c, err
}

func (o *office) notify(m casework.Meldung) {
	o.mu.Lock()
	o.published = append(o.published, m)
	replicas := o.replicas
	if o.cutOff {
		replicas = nil
	}
	o.mu.Unlock()
	for _, h := range replicas {
		h.Broadcast(m)
	}
}

func (o *office) set(change func()) {
	o.mu.Lock()
	defer o.mu.Unlock()
	change()
}

func (o *office) vorgang(id uuid.UUID, einheit string, status casework.Status) {
	o.notify(casework.Meldung{Art: "vorgang", Mandant: o.mandant, Vorgang: id, Version: 7,
		Einheit: einheit, Status: status})
}

func (o *office) person(name string, rolle casework.Rolle, einheiten ...string) casework.Actor {
	a := casework.Actor{Art: casework.ActorPerson, Mandant: o.mandant, Benutzer: uuid.New(), Name: name,
		Rollen: []casework.Rolle{rolle}, Einheiten: einheiten}
	o.set(func() { o.names[a.Benutzer] = name })
	return a
}

// tab is a browser tab; messages but "ansichten" arrive in order.
type tab struct {
	t    testing.TB
	name string
	conn *websocket.Conn
}

func handshake(address string, a casework.Actor, origin string) (*websocket.Conn, *http.Response, error) {
	actor, err := json.Marshal(a)
	if err != nil {
		return nil, nil, err
	}
	header := http.Header{"X-Actor": {string(actor)}}
	if origin != "" {
		header.Set("Origin", origin)
	}
	return websocket.DefaultDialer.Dial(strings.Replace(address, "http", "ws", 1), header)
}

// open returns a tab after its first message: from then on it is told everything, and must fetch what it has again.
func open(t testing.TB, address string, a casework.Actor) *tab {
	t.Helper()
	conn, _, err := handshake(address, a, address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	b := &tab{t, a.Name, conn}
	if first, err := b.next(); err != nil || first != `{"art":"neu_laden"}` {
		t.Fatalf("the first message is %s, %v", first, err)
	}
	return b
}

// until waits for something that has no message.
func until(t testing.TB, what func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !what(); {
		if time.Now().After(deadline) {
			t.Fatal("waited in vain")
		}
		<-time.After(time.Millisecond)
	}
}

func (b *tab) look(vorgang any, schreibt bool) {
	b.t.Helper()
	if err := b.conn.WriteJSON(map[string]any{"art": "betrachte", "vorgangId": vorgang,
		"schreibt": schreibt}); err != nil {
		b.t.Fatal(err)
	}
}

// next returns the next message, as it came.
func (b *tab) next() (string, error) {
	b.conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	_, data, err := b.conn.ReadMessage()
	return string(data), err
}

// expect reads until a message comes and fails on an end.
func (b *tab) expect(want string) {
	b.t.Helper()
	var seen []string
	for {
		got, err := b.next()
		if err != nil {
			b.t.Fatalf("%s: waiting for %s after %q: %v", b.name, want, seen, err)
		}
		if got == want {
			return
		}
		seen = append(seen, got)
	}
}

// since returns what came up to the next "neu_laden", which the caller has caused, without "ansichten".
func (b *tab) since() []string {
	b.t.Helper()
	var seen []string
	for {
		got, err := b.next()
		if err != nil {
			b.t.Fatalf("%s: %v", b.name, err)
		}
		switch got {
		case `{"art":"neu_laden"}`:
			return seen
		case `{"art":"ansichten"}`:
		default:
			seen = append(seen, got)
		}
	}
}

// closed reads until the end and returns its code.
func (b *tab) closed() int {
	b.t.Helper()
	for {
		_, err := b.next()
		var end *websocket.CloseError
		if errors.As(err, &end) {
			return end.Code
		}
		if err != nil {
			b.t.Fatalf("%s: %v", b.name, err)
		}
	}
}
