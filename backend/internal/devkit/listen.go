package devkit

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"
	"time"
)

// orphanGrace is how long a start waits for its own port of last time: after kill -9 the killed program's children may
// hold it a moment longer, on a busy machine for seconds.
const orphanGrace = 5 * time.Second

// Listen listens on loopback, whoever holds which port: on the one of last time (0 = none), for which it waits, else on
// the wished one, else on any free one. The listener goes to who serves on it: a port that was only looked at may be
// taken a moment later.
func Listen(ctx context.Context, last, wish int) (*net.TCPListener, error) {
	listener, err := listenUntil(ctx, time.Now().Add(orphanGrace), last)
	if errors.Is(err, syscall.EADDRINUSE) {
		listener, err = listenOn(ctx, wish)
	}
	if errors.Is(err, syscall.EADDRINUSE) {
		listener, err = listenOn(ctx, 0)
	}
	return listener, err
}

func listenUntil(ctx context.Context, deadline time.Time, port int) (*net.TCPListener, error) {
	if port == 0 {
		return nil, syscall.EADDRINUSE // there was no last time
	}
	ticker := time.NewTicker(50 * time.Millisecond)
	defer ticker.Stop()
	for {
		listener, err := listenOn(ctx, port)
		if !errors.Is(err, syscall.EADDRINUSE) || time.Now().After(deadline) {
			return listener, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-ticker.C:
		}
	}
}

func listenOn(ctx context.Context, port int) (*net.TCPListener, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return nil, err
	}
	return listener.(*net.TCPListener), nil
}

// onLoopback refuses a listener that other machines reach: passwords here are public, and what tests send may be
// personal all the same.
func onLoopback(listener net.Listener) error {
	if addr, ok := listener.Addr().(*net.TCPAddr); !ok || !addr.IP.IsLoopback() {
		return fmt.Errorf("%s is no loopback address", listener.Addr())
	}
	return nil
}
