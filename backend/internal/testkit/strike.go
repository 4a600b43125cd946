package testkit

import "strings"

// Fault is what becomes of one statement on its way to PostgreSQL.
type Fault int

const (
	_          Fault = iota
	Refused          // PostgreSQL answers with an error; where it was a commit, the transaction is rolled back
	Lost             // the connection breaks before PostgreSQL sees it
	Unanswered       // PostgreSQL does it, and the connection breaks before anybody learns so
)

// strike is a Fault that waits for its statement.
type strike struct {
	fault Fault
	of    func(text string) bool
	left  int    // statements until it strikes; 0 = none waits
	hit   string // the statement it struck
}

func (x *strike) meets(text string) Fault {
	if x.left == 0 || !x.of(text) {
		return 0
	}
	if x.left--; x.left > 0 {
		return 0
	}
	x.hit = text
	return x.fault
}

// Strike runs fn and lets the n-th (from 1) of its statements meet a fault, counting those that `of` picks. It returns
// the statement struck, "" where fn had fewer.
func (s *Statements) Strike(f Fault, n int, of func(text string) bool, fn func()) string {
	s.mu.Lock()
	s.strike = strike{fault: f, of: of, left: n}
	s.mu.Unlock()
	fn()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.strike.left = 0
	return s.strike.hit
}

// NoBegin picks every statement but those that begin a transaction: a begin that fails has done nothing, and
// database/sql tries it again on another connection.
func NoBegin(text string) bool { return !strings.HasPrefix(text, "begin") && !IsRollback(text) }

// IsCommit picks what ends a transaction well, the events that go out with it included.
func IsCommit(text string) bool { return strings.HasSuffix(strings.ToLower(text), "commit") }

// IsRollback tells what only cleans up.
func IsRollback(text string) bool { return strings.HasPrefix(strings.ToLower(text), "rollback") }

// refusal is the body of a message, of the kind given, that PostgreSQL answers with an error.
func refusal(kind byte) []byte {
	if kind == 'E' {
		return append([]byte("no such portal\x00"), 0, 0, 0, 0) // and no limit of rows
	}
	return []byte("rollback; select 1/0\x00")
}
