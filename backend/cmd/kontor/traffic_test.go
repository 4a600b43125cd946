package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// takt is one delivery and one read each: twenty of both a second.
const takt = 50 * time.Millisecond

// traffic is what form servers and people ask of an office whose copies stand behind a load balancer. It counts answers
// and keeps those that are no success.
type traffic struct {
	t      *testing.T
	token  string // of a person
	client http.Client

	mu        sync.Mutex
	copies    []string // addresses, in turn
	busy      map[string]*sync.WaitGroup
	sent      int
	delivered int
	read      int
	refused   []string // what was answered instead of 2xx
	nummern   map[string]bool

	stop    context.CancelFunc
	running sync.WaitGroup
}

// startTraffic sends to copies until end.
func startTraffic(t *testing.T, token string, copies ...string) *traffic {
	ctx, stop := context.WithCancel(t.Context())
	f := &traffic{t: t, token: token, copies: copies, stop: stop, nummern: map[string]bool{},
		busy: map[string]*sync.WaitGroup{}}
	t.Cleanup(f.end)
	f.running.Go(func() {
		tick := time.NewTicker(takt)
		defer tick.Stop()
		for n := 0; ; n++ {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			at, busy := f.next(n)
			f.running.Go(func() { defer busy.Done(); f.deliver(at, n) })
			f.running.Go(func() { defer busy.Done(); f.look(at, n) })
		}
	})
	return f
}

// end waits until everything that was sent is answered.
func (f *traffic) end() { f.stop(); f.running.Wait() }

// next is the copy whose turn it is; both of its requests are noted as under way.
func (f *traffic) next(n int) (address string, busy *sync.WaitGroup) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sent++
	address = f.copies[n%len(f.copies)]
	if f.busy[address] == nil {
		f.busy[address] = new(sync.WaitGroup)
	}
	f.busy[address].Add(2)
	return address, f.busy[address]
}

// balance sends to these copies from now on. The others are left alone once they have answered what they were asked.
func (f *traffic) balance(copies ...string) {
	f.mu.Lock()
	f.copies = copies
	var drained []*sync.WaitGroup
	for address, busy := range f.busy {
		if !slices.Contains(copies, address) {
			drained = append(drained, busy)
		}
	}
	f.mu.Unlock()
	for _, busy := range drained {
		busy.Wait()
	}
}

func (f *traffic) deliver(at string, n int) {
	body, err := json.Marshal(map[string]any{
		"kennung": fmt.Sprintf("betrieb/%d", n), "formular": map[string]any{"schluessel": "betrieb",
			"titel": "Im Betrieb"},
		"antragsteller": map[string]any{"art": "person", "vorname": "Ute", "nachname": fmt.Sprintf("Erdacht%d", n)},
		"antragsdaten":  []any{map[string]any{"name": "nr", "typ": "text", "text": fmt.Sprint(n)}},
	})
	if err != nil {
		panic(err) // plain values
	}
	code, answer := f.ask(http.MethodPost, at+"/eingang/neutral", body)
	f.mu.Lock()
	defer f.mu.Unlock()
	if code == http.StatusOK {
		var a struct{ Vorgangsnummer string }
		_ = json.Unmarshal(answer, &a)
		f.delivered++
		f.nummern[a.Vorgangsnummer] = true
		return
	}
	f.refused = append(f.refused, fmt.Sprintf("delivery %d at %s: HTTP %d %.300s", n, at, code, answer))
}

// look is a person at the desk: the list, the counts, a page of a case.
func (f *traffic) look(at string, n int) {
	path := []string{"/api/v1/vorgaenge", "/api/v1/ansichten", "/api/v1/ich", "/readyz"}[n%4]
	code, answer := f.ask(http.MethodGet, at+path, nil)
	var page struct{ Vorgaenge []struct{ ID string } }
	if code == http.StatusOK && json.Unmarshal(answer, &page) == nil && len(page.Vorgaenge) > 0 {
		path = "/api/v1/vorgaenge/" + page.Vorgaenge[0].ID
		code, answer = f.ask(http.MethodGet, at+path, nil)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if code/100 == 2 {
		f.read++
		return
	}
	f.refused = append(f.refused, fmt.Sprintf("GET %s%s: HTTP %d %.300s", at, path, code, answer))
}

// ask returns 0 where nobody answers.
func (f *traffic) ask(method, url string, body []byte) (code int, answer []byte) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(body))
	if err != nil {
		return 0, []byte(err.Error())
	}
	if body != nil {
		req.SetBasicAuth("neutral", "demo")
		req.Header.Set("Content-Type", "application/json")
	} else {
		req.Header.Set("Authorization", "Bearer "+f.token)
	}
	resp, err := f.client.Do(req)
	if err != nil {
		return 0, []byte(err.Error())
	}
	defer resp.Body.Close()
	answer, err = io.ReadAll(resp.Body)
	if err != nil {
		return 0, []byte(err.Error())
	}
	return resp.StatusCode, answer
}

// more waits for so many further deliveries that were answered, whatever the answer.
func (f *traffic) more(deliveries int) {
	f.t.Helper()
	answered := func() int {
		f.mu.Lock()
		defer f.mu.Unlock()
		return f.delivered + len(f.refused)
	}
	want := answered() + deliveries
	what := fmt.Sprintf("%d further deliveries", deliveries)
	eventually(f.t, 2*time.Minute, what, func() bool { return answered() >= want })
}

// check ends the traffic and wants success for everything.
func (f *traffic) check() {
	f.t.Helper()
	f.end()
	if len(f.refused) > 0 {
		some := strings.Join(f.refused[:min(10, len(f.refused))], "\n")
		f.t.Errorf("%d of %d deliveries and reads are no success:\n%s", len(f.refused), 2*f.sent, some)
	}
	if len(f.nummern) != f.delivered {
		f.t.Errorf("%d deliveries became %d Vorgänge", f.delivered, len(f.nummern))
	}
	f.t.Logf("%d deliveries, %d reads, %d refused", f.delivered, f.read, len(f.refused))
}
