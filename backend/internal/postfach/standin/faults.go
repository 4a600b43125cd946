// Package standin has the far ends of mailbox channels, for trying and testing: in process, in memory, bounded, on this
// machine only. It is written from the reference of each interface and knows nothing of the clients. Before all of them
// lies one layer of Faults.
package standin

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"time"
)

// FaultKind is a way in which the far end, or the way to it, can fail.
type FaultKind string

// The closed list of what happens to a request. What else can go wrong is of a stand-in (replies that come twice, or to
// an unknown case) or of its door (Serve: an expired certificate).
const (
	DropAfter  FaultKind = "drop_after"  // accepted, and the connection breaks before the answer
	DropBefore FaultKind = "drop_before" // the connection breaks before anything was read
	Slow       FaultKind = "slow"        // answers after Wait
	TooMany    FaultKind = "too_many"    // 429 with Retry-After
	Burst      FaultKind = "burst"       // 500
	Gateway    FaultKind = "gateway"     // 503
	CutBody    FaultKind = "cut_body"    // the answer ends in its middle
	Garbage    FaultKind = "garbage"     // 200, and nothing of what was agreed
)

// FaultKinds are all of them.
var FaultKinds = []FaultKind{DropAfter, DropBefore, Slow, TooMany, Burst, Gateway, CutBody, Garbage}

// Fault happens to requests.
type Fault struct {
	Kind  FaultKind
	Path  string        // part of "METHOD /path"; "" = every request
	Times int           // 0 = once
	Wait  time.Duration // of Slow; in whole seconds the Retry-After of TooMany
}

// Request is what came, for tests to count.
type Request struct {
	Method, Path string
	Fault        FaultKind // "" = none
}

// Faults lies before a stand-in.
type Faults struct {
	next http.Handler

	mu    sync.Mutex
	plan  []Fault // what is to happen, the first that fits
	every int     // each nth request fails; 0 = none
	kinds []FaultKind
	seen  []Request
	more  chan struct{} // closed and made anew with each request
	count int
	skew  time.Duration
}

// NewFaults puts the layer before a handler.
func NewFaults(next http.Handler) *Faults { return &Faults{next: next, more: make(chan struct{})} }

// Add lets something happen.
func (f *Faults) Add(faults ...Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, x := range faults {
		x.Times = max(x.Times, 1)
		f.plan = append(f.plan, x)
	}
}

// Every lets each nth request fail, by the kinds in turn.
func (f *Faults) Every(n int, kinds ...FaultKind) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.every, f.kinds = n, kinds
}

// Skew puts the clock of the far end before (or behind) ours.
func (f *Faults) Skew(by time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.skew = by
}

// Clear ends all faults.
func (f *Faults) Clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.plan, f.every, f.skew = nil, 0, 0
}

// maxSeen bounds what is remembered.
const maxSeen = 100_000

// Seen counts the requests whose "METHOD /path" holds all parts.
func (f *Faults) Seen(parts ...string) (n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, r := range f.seen {
		fits := true
		for _, p := range parts {
			fits = fits && strings.Contains(r.Method+" "+r.Path, p)
		}
		if fits {
			n++
		}
	}
	return n
}

// Await waits until a request came whose "METHOD /path" holds all parts; false = the time is over.
func (f *Faults) Await(ctx context.Context, parts ...string) bool {
	for {
		f.mu.Lock()
		more := f.more
		f.mu.Unlock()
		if f.Seen(parts...) > 0 {
			return true
		}
		select {
		case <-more:
		case <-ctx.Done():
			return false
		}
	}
}

// pick takes the fault of a request and remembers both.
func (f *Faults) pick(r *http.Request) (Fault, time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out Fault
	what := r.Method + " " + r.URL.Path
	for i := range f.plan {
		if x := &f.plan[i]; strings.Contains(what, x.Path) {
			out = *x
			if x.Times--; x.Times == 0 {
				f.plan = append(f.plan[:i], f.plan[i+1:]...)
			}
			break
		}
	}
	f.count++
	if out.Kind == "" && f.every > 0 && f.count%f.every == 0 {
		out = Fault{Kind: f.kinds[f.count/f.every%len(f.kinds)], Wait: time.Millisecond}
	}
	if len(f.seen) < maxSeen {
		f.seen = append(f.seen, Request{r.Method, r.URL.Path, out.Kind})
	}
	close(f.more)
	f.more = make(chan struct{})
	return out, f.skew
}

func (f *Faults) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	fault, skew := f.pick(r)
	w.Header().Set("Date", time.Now().Add(skew).UTC().Format(http.TimeFormat))
	switch fault.Kind {
	case "":
		f.next.ServeHTTP(w, r)
	case DropBefore:
		drop(w)
	case DropAfter:
		f.next.ServeHTTP(httptest.NewRecorder(), r)
		drop(w)
	case Slow:
		select {
		case <-time.After(fault.Wait):
			f.next.ServeHTTP(w, r)
		case <-r.Context().Done():
		}
	case TooMany:
		w.Header().Set("Retry-After", strconv.Itoa(int(fault.Wait/time.Second)))
		http.Error(w, "too many", http.StatusTooManyRequests)
	case Burst:
		http.Error(w, "error", http.StatusInternalServerError)
	case Gateway:
		http.Error(w, "unavailable", http.StatusServiceUnavailable)
	case CutBody:
		f.cut(w, r)
	case Garbage:
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, "<!doctype html><title>Wartungsarbeiten</title>")
	}
}

// drop ends the connection without an answer.
func drop(http.ResponseWriter) { panic(http.ErrAbortHandler) }

// cut answers as it should, and ends the connection in the middle of it.
func (f *Faults) cut(w http.ResponseWriter, r *http.Request) {
	whole := httptest.NewRecorder()
	f.next.ServeHTTP(whole, r)
	for name, values := range whole.Header() {
		w.Header()[name] = values
	}
	body := bytes.Clone(whole.Body.Bytes())
	w.Header().Set("Content-Length", strconv.Itoa(max(len(body), 2)))
	w.WriteHeader(whole.Code)
	_, _ = w.Write(body[:len(body)/2])
	if c, ok := w.(http.Flusher); ok {
		c.Flush()
	}
	drop(w)
}
