package httpapi_test

import (
	"io"
	"net"
	"net/url"
	"strings"
	"sync"
	"testing"

	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// line is the way to the database, which can be cut.
type line struct {
	mu    sync.Mutex
	down  bool
	conns []net.Conn
}

func newLine(t *testing.T, k *testkit.Kit) *line {
	t.Helper()
	dsn, err := url.Parse(k.DSN)
	if err != nil {
		t.Fatal(err)
	}
	server := dsn.Host
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &line{}
	var serving sync.WaitGroup
	serving.Go(func() {
		for {
			a, err := listener.Accept()
			if err != nil {
				return
			}
			b, err := net.Dial("tcp", server)
			l.mu.Lock()
			if err != nil || l.down {
				a.Close()
				l.mu.Unlock()
				continue
			}
			l.conns = append(l.conns, a, b)
			l.mu.Unlock()
			serving.Go(func() { _, _ = io.Copy(a, b); a.Close() })
			serving.Go(func() { _, _ = io.Copy(b, a); b.Close() })
		}
	})
	dsn.Host = listener.Addr().String()
	q := dsn.Query()
	q.Set("sslmode", "disable")
	dsn.RawQuery = q.Encode()
	if k.DB, err = store.Open(t.Context(), dsn.String()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { k.DB.Close(); listener.Close(); l.cut(true); serving.Wait() })
	return l
}

func (l *line) cut(down bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.down = down
	if down {
		for _, c := range l.conns {
			c.Close()
		}
		l.conns = nil
	}
}

// Without a database every form server is told in its own format to try again; nothing is half stored, and afterwards
// all is well.
func TestDatabaseAwayAtIntake(t *testing.T) {
	var l *line
	o := open(t, func(k *testkit.Kit) { l = newLine(t, k) })
	zugaenge := []string{"intelliform", "formsolutions", "formcycle", "ozgcloud", "neutral"}
	for _, z := range zugaenge { // each has delivered before
		o.deliver(z, "{kaputt")
	}
	before := len(o.eingaenge())
	l.cut(true)
	for _, z := range zugaenge {
		a := o.deliver(z, gastro)
		vendorFault(t, z, a, 503)
		leaksNothing(t, a)
		if a.Header.Get("Retry-After") == "" {
			t.Errorf("%s is not told when to try again", z)
		}
	}
	unknown := o.deliver("neuland", gastro).Is(503)
	if unknown.Header.Get("Retry-After") == "" || strings.Contains(string(unknown.Body), "127.0.0.1") {
		t.Errorf("%s %s", unknown.Header, unknown.Body)
	}
	l.cut(false)
	if got := len(o.eingaenge()); got != before {
		t.Errorf("%d deliveries are stored without a database", got-before)
	}
	o.deliver("ozgcloud", gastro).Is(200)
	if len(o.vorgaenge()) != 1 {
		t.Error("the retry made no Vorgang")
	}
}
