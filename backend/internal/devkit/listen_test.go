package devkit

import (
	"net"
	"testing"
	"time"
)

// anywhere is a free port of this machine.
func anywhere(t *testing.T) *net.TCPListener {
	t.Helper()
	return listening(t, "127.0.0.1:0")
}

// everywhere is a port that other machines reach.
func everywhere(t *testing.T) *net.TCPListener {
	t.Helper()
	return listening(t, "0.0.0.0:0")
}

func listening(t *testing.T, addr string) *net.TCPListener {
	t.Helper()
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	return listener.(*net.TCPListener)
}

func portOf(l net.Listener) int { return l.Addr().(*net.TCPAddr).Port }

// The port of last time is waited for while an orphan lets go of it; one that stays taken is left to its holder.
func TestListenGoesOnBesideOthers(t *testing.T) {
	orphan, wished := anywhere(t), anywhere(t)
	last := portOf(orphan)
	time.AfterFunc(300*time.Millisecond, func() { orphan.Close() })
	got, err := Listen(t.Context(), last, portOf(wished))
	if err != nil || portOf(got) != last {
		t.Fatalf("waited for %d, got %v, %v", last, got, err)
	}
	defer got.Close()
	other, err := Listen(t.Context(), last, portOf(wished)) // both stay taken
	if err != nil || portOf(other) == last || portOf(other) == portOf(wished) {
		t.Fatalf("any free one was expected, got %v, %v", other, err)
	}
	defer other.Close()
	wish := portOf(wished)
	wished.Close()
	third, err := Listen(t.Context(), 0, wish)
	if err != nil || portOf(third) != wish {
		t.Fatalf("the wish is free: %v, %v", third, err)
	}
	third.Close()
}
