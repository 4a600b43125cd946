package httpapi

import (
	"fmt"
	"testing"
)

// Beyond its bound the limiter forgets who failed longest ago, and nobody else.
func TestLimiterForgetsTheOldestOnly(t *testing.T) {
	l := newLimiter()
	address := func(n int) string { return fmt.Sprintf("10.%d.%d.%d", n>>16, n>>8&255, n&255) }
	exhaust := func(ip string) {
		for range guessBurst {
			if l.failed("", ip) > 0 {
				t.Fatalf("%s is slowed down already", ip)
			}
		}
	}
	exhaust(address(0))
	exhaust(address(1))
	for n := 2; n < remembered; n++ {
		l.failed("", address(n))
	}
	if l.failed("", address(1)) == 0 { // now the one that failed last
		t.Error("forgotten below the bound")
	}
	l.failed("", address(remembered))
	if l.guesses.Len() != remembered {
		t.Errorf("%d remembered", l.guesses.Len())
	}
	if l.failed("", address(1)) == 0 {
		t.Error("another than the oldest was forgotten")
	}
	if l.failed("", address(0)) > 0 {
		t.Error("the oldest was not forgotten")
	}
}

func TestNetworkOfASubscriber(t *testing.T) {
	for ip, want := range map[string]string{
		"192.0.2.7": "192.0.2.7/32", "::ffff:192.0.2.7": "192.0.2.7/32",
		"2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64", "fe80::1%eth0": "fe80::/64",
	} {
		if got := network(ip).String(); got != want {
			t.Errorf("%s: %s", ip, got)
		}
	}
	if network("kein Netz").IsValid() {
		t.Error("made up a network")
	}
}
