package testkit

import (
	"bufio"
	"bytes"
	"database/sql"
	"encoding/binary"
	"io"
	"net"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"kontor/backend/internal/store"
)

// Statements sees every SQL statement between Kontor and PostgreSQL: it sits on the wire, so that no code knows of it.
type Statements struct {
	mu     sync.Mutex
	texts  []string
	plans  []string
	strike strike
}

// CountStatements lets the Kit talk to its database through a counter. Call it before anything else holds the DB.
func (k *Kit) CountStatements() *Statements {
	k.t.Helper()
	s := &Statements{}
	dsn, err := url.Parse(ProgramDSN(k.DSN))
	if err != nil {
		k.t.Fatal(err)
	}
	server := dsn.Host
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		k.t.Fatal(err)
	}
	var serving sync.WaitGroup
	serving.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			serving.Go(func() { s.serve(k.t, client, server) })
		}
	})
	dsn.Host = listener.Addr().String()
	q := dsn.Query()
	q.Set("sslmode", "disable")
	dsn.RawQuery = q.Encode()
	db, err := store.Open(k.t.Context(), dsn.String())
	if err != nil {
		k.t.Fatal(err)
	}
	k.t.Cleanup(func() {
		db.Close()
		listener.Close()
		serving.Wait()
	})
	db.SetSchluessel(k.Schluessel)
	k.DB = db
	return s
}

// Of runs fn and returns the statements it caused, without those that only frame a transaction: BEGIN, SET, COMMIT,
// ROLLBACK, and PREPARE, which comes once a connection.
func (s *Statements) Of(fn func()) []string {
	s.mu.Lock()
	s.texts = nil
	s.mu.Unlock()
	fn()
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(s.texts), func(text string) bool {
		if strings.Contains(text, "; execute kontor_") { // sent together with what frames it
			return false
		}
		word, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(text)), " ")
		return slices.Contains([]string{"begin", "start", "set", "commit", "rollback", "prepare", "", ";"},
			strings.TrimRight(word, ";"))
	})
}

// Plans runs fn and returns the plan PostgreSQL executed for each of its statements. It needs ExplainStatements.
func (s *Statements) Plans(fn func()) []string {
	s.mu.Lock()
	s.plans = nil
	s.mu.Unlock()
	fn()
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.plans)
}

// ExplainStatements is CountStatements on connections that report every executed plan (auto_explain). Call it when the
// data are there; it refreshes the planner's statistics.
func (k *Kit) ExplainStatements() *Statements {
	k.t.Helper()
	dsn := k.AdminDSN()
	name := dsn[strings.LastIndex(dsn, "/")+1:]
	name, _, _ = strings.Cut(name, "?")
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		k.t.Fatal(err)
	}
	defer db.Close()
	for _, text := range []string{
		"analyze", "alter database " + name + " set session_preload_libraries = auto_explain",
		"alter database " + name + " set auto_explain.log_min_duration = 0", "alter database " + name +
			" set auto_explain.log_level = notice",
		"alter database " + name + " set auto_explain.log_analyze = on", "alter database " + name +
			" set auto_explain.log_timing = off",
		// solid-state disks: a few hundred look-ups are cheaper than a whole table
		"alter database " + name + " set random_page_cost = 1.1",
	} {
		if _, err := db.Exec(text); err != nil {
			k.t.Fatalf("%s: %v", text, err)
		}
	}
	return k.CountStatements()
}

func (s *Statements) serve(t testing.TB, client net.Conn, address string) {
	server, err := net.Dial("tcp", address)
	if err != nil {
		client.Close()
		t.Error(err)
		return
	}
	var back sync.WaitGroup
	var deaf atomic.Bool
	back.Go(func() {
		s.answer(bufio.NewReader(server), client, &deaf)
		client.Close()
	})
	s.forward(bufio.NewReader(client), server, &deaf)
	server.Close()
	client.Close()
	back.Wait()
}

// forward reads the messages of PostgreSQL's protocol 3: a type byte, a length, the rest; the first has no type.
func (s *Statements) forward(from *bufio.Reader, to io.Writer, deaf *atomic.Bool) {
	parsed := map[string]string{} // statement → text
	bound := map[string]string{}  // portal → text
	for first := true; ; first = false {
		var kind byte
		if !first {
			var err error
			if kind, err = from.ReadByte(); err != nil {
				return
			}
		}
		var head [4]byte
		if _, err := io.ReadFull(from, head[:]); err != nil {
			return
		}
		body := make([]byte, binary.BigEndian.Uint32(head[:])-4)
		if _, err := io.ReadFull(from, body); err != nil {
			return
		}
		words := bytes.SplitN(body, []byte{0}, 3)
		var text string
		switch kind {
		case 'Q':
			text = string(words[0])
		case 'P':
			parsed[string(words[0])] = string(words[1])
		case 'B':
			bound[string(words[0])] = parsed[string(words[1])]
		case 'E':
			text = bound[string(words[0])]
		}
		if kind == 'Q' || kind == 'E' {
			switch s.note(text) {
			case Refused:
				body = refusal(kind)
			case Lost:
				return
			case Unanswered:
				deaf.Store(true)
			}
		}
		message := frameOf(body)
		if !first {
			message = slices.Concat([]byte{kind}, message)
		}
		if _, err := to.Write(message); err != nil {
			return
		}
	}
}

// frameOf puts the length before the body of a message.
func frameOf(body []byte) []byte {
	return append(binary.BigEndian.AppendUint32(nil, uint32(len(body)+4)), body...) //nolint:gosec // messages are small
}

// answer passes on what the server says and keeps the plans among its notices. To the deaf it says nothing, and ends
// once the server is ready for the next statement.
func (s *Statements) answer(from *bufio.Reader, to io.Writer, deaf *atomic.Bool) {
	for {
		head := make([]byte, 5)
		if _, err := io.ReadFull(from, head); err != nil {
			return
		}
		body := make([]byte, binary.BigEndian.Uint32(head[1:])-4)
		if _, err := io.ReadFull(from, body); err != nil {
			return
		}
		if head[0] == 'N' {
			for _, field := range bytes.Split(body, []byte{0}) {
				if text, ok := strings.CutPrefix(string(field), "M"); ok && strings.Contains(text, "plan:") {
					s.mu.Lock()
					s.plans = append(s.plans, text)
					s.mu.Unlock()
				}
			}
		}
		if deaf.Load() {
			if head[0] == 'Z' {
				return
			}
			continue
		}
		if _, err := to.Write(append(head, body...)); err != nil {
			return
		}
	}
}

func (s *Statements) note(text string) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	text = strings.Join(strings.Fields(text), " ")
	s.texts = append(s.texts, text)
	return s.strike.meets(text)
}
