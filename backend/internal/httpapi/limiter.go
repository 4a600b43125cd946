package httpapi

import (
	"math"
	"net/netip"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// Guesses are free for guessBurst at once, then one every guessEvery. Beyond remembered callers the one that failed
// longest ago is forgotten.
const (
	guessBurst = 20
	guessEvery = 3 * time.Second
	remembered = 10_000
)

// limiter slows down whoever guesses secrets. It is asked after the check and counts failures only, so that whoever has
// the right secret always gets in, whatever comes from the same network. Secrets are random and long: the limit is for
// rows and log lines, not what keeps guessers out.
type limiter struct {
	guesses *lru.Cache[guesser, *rate.Limiter]
}

// guesser is who is counted: one network, at one door. door is the name of a Zugang, or "" for tokens.
type guesser struct {
	door    string
	network netip.Prefix
}

func newLimiter() *limiter {
	guesses, err := lru.New[guesser, *rate.Limiter](remembered)
	if err != nil {
		panic(err) // only for a size below one
	}
	return &limiter{guesses}
}

// failed counts a wrong secret. wait is 0 while guesses are free, else the whole seconds until the next one is.
func (l *limiter) failed(door, ip string) (wait int) {
	who := guesser{door, network(ip)}
	r := rate.NewLimiter(rate.Every(guessEvery), guessBurst)
	if known, ok, _ := l.guesses.PeekOrAdd(who, r); ok {
		r = known
		l.guesses.Get(who) // it failed last
	}
	if r.Allow() {
		return 0
	}
	return max(1, int(math.Ceil((1-r.Tokens())*guessEvery.Seconds())))
}

// network is what one subscriber has: an IPv4 address, or the /64 of an IPv6 one.
func network(ip string) netip.Prefix {
	addr, err := netip.ParseAddr(ip)
	if err != nil {
		return netip.Prefix{}
	}
	addr = addr.Unmap().WithZone("")
	bits := addr.BitLen()
	if addr.Is6() {
		bits = 64
	}
	return netip.PrefixFrom(addr, bits).Masked()
}
