// Package live tells open browsers what changed, so that they fetch it again, and who looks at the same Vorgang. It is
// fed by the NOTIFY of every replica and is the only home of the WebSocket library. Events carry ids, never content;
// the only names are those of colleagues who view the same Vorgang.
package live

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// Kinds of casework.Meldung and of messages to the browser.
const (
	artVorgang      = "vorgang"
	artKlaerfall    = "klaerfall"
	artZugang       = "zugang"
	artZuordnung    = "zuordnung"
	artAlarm        = "alarm"
	artAnwesend     = "anwesend"
	artNeuVerbunden = "neu_verbunden"
	artAnsichten    = "ansichten"
	artNeuLaden     = "neu_laden"
	artBetrachte    = "betrachte"
)

// Options are what the hub needs of the rest of the program. All functions may block; none is called under a lock.
type Options struct {
	// Names gives the name to show of a member of staff; the caller caches. Empty = not shown.
	Names func(benutzer uuid.UUID) string
	// Publish sends a Meldung to the hubs of all replicas, this one included.
	Publish func(casework.Actor, casework.Meldung)
	// MayView tells whether somebody may see a Vorgang; asked before presence is published.
	MayView func(ctx context.Context, actor casework.Actor, vorgang uuid.UUID) bool
	// Host is the public host[:port] whose pages may connect, for proxies that change the Host header. Empty = the
	// request's own host only.
	Host   string
	Logger *slog.Logger // default slog.Default()
}

// timing are the hub's durations; tests shorten them.
type timing struct {
	tick      time.Duration // "ansichten" at most this often; expiry of presence is looked at as often
	heartbeat time.Duration // own presence is published again
	expiry    time.Duration // of presence that nobody repeats
	ping      time.Duration
	pong      time.Duration // silence after which a socket counts as dead
	write     time.Duration // limit of one write
	lifetime  time.Duration // after it the browser connects anew, so that session and rights are read again
}

var normal = timing{tick: time.Second, heartbeat: 20 * time.Second, expiry: time.Minute, ping: 25 * time.Second,
	pong: time.Minute, write: 10 * time.Second, lifetime: 30 * time.Minute}

// Hub holds the sockets of this process.
type Hub struct {
	opts   Options
	timing timing
	stop   context.CancelFunc // ends loop and publisher
	work   sync.WaitGroup     // loop and publisher
	wake   chan struct{}      // presence changed
	tasks  chan func(context.Context)

	serving sync.WaitGroup // every Serve

	mu      sync.Mutex
	closed  bool
	tenants map[uuid.UUID]*tenant
}

// tenant keeps what belongs to one Mandant. Guarded by Hub.mu.
type tenant struct {
	sockets map[*socket]struct{}
	present map[uuid.UUID]map[uuid.UUID]presence // Vorgang, person
	changed map[uuid.UUID]bool                   // Vorgänge whose presence must be told
	places  map[uuid.UUID]place                  // where a Vorgang was last, to tell those who lose sight of it
}

// place is what decides who sees a Vorgang.
type place struct {
	einheit string
	status  casework.Status
}

// maxPlaces limits the memory of places per tenant (about 100 bytes each); beyond it any one is forgotten.
const maxPlaces = 50_000

// New starts a hub. Close ends it.
func New(opts Options) *Hub { return newHub(opts, normal) }

func newHub(opts Options, t timing) *Hub {
	if opts.Logger == nil {
		opts.Logger = slog.Default()
	}
	ctx, stop := context.WithCancel(context.Background())
	h := &Hub{opts: opts, timing: t, stop: stop, wake: make(chan struct{}, 1),
		tasks:   make(chan func(context.Context), 4096),
		tenants: map[uuid.UUID]*tenant{}}
	h.work.Add(2)
	go h.loop(ctx)
	go h.publisher(ctx)
	return h
}

// Broadcast tells the sockets of this process about an event. It does not block.
func (h *Hub) Broadcast(m casework.Meldung) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if m.Art == artNeuVerbunden {
		h.reload()
		return
	}
	t := h.tenant(m.Mandant)
	switch m.Art {
	case artVorgang:
		h.tellVorgang(t, m)
	case artKlaerfall:
		message := encode(outgoing{Art: artKlaerfall})
		for s := range t.sockets {
			if s.actor.Has(casework.RechtKlaerLesen) {
				s.enqueue(message)
				s.ansichten = true
			}
		}
	case artZugang, artZuordnung, artAlarm:
		h.tellPosteingang(t, m)
	case artAnwesend:
		h.notePresence(t, m)
	}
}

// tellPosteingang tells those who look after the intakes.
func (h *Hub) tellPosteingang(t *tenant, m casework.Meldung) {
	message := encode(outgoing{Art: m.Art})
	for s := range t.sockets {
		if s.actor.Has(casework.RechtPosteingang) || s.actor.Has(casework.RechtKonfig) {
			s.enqueue(message)
		}
	}
}

// tenant returns what is kept of a Mandant, from the first event on. Call it under Hub.mu.
func (h *Hub) tenant(mandant uuid.UUID) *tenant {
	t := h.tenants[mandant]
	if t == nil {
		t = &tenant{sockets: map[*socket]struct{}{}, present: map[uuid.UUID]map[uuid.UUID]presence{},
			changed: map[uuid.UUID]bool{}, places: map[uuid.UUID]place{}}
		h.tenants[mandant] = t
	}
	return t
}

// tellVorgang tells everybody who sees the Vorgang, saw it where it was before, or has it open.
func (h *Hub) tellVorgang(t *tenant, m casework.Meldung) {
	now := place{m.Einheit, m.Status}
	before, known := t.places[m.Vorgang]
	t.remember(m.Vorgang, now)
	message := encode(outgoing{Art: artVorgang, Vorgang: m.Vorgang, Version: m.Version})
	for s := range t.sockets {
		sees := now.visible(s.sicht)
		if s.viewing == m.Vorgang && !sees {
			h.recheck(s, m.Vorgang)
		}
		if sees || s.viewing == m.Vorgang || (known && before.visible(s.sicht)) {
			s.enqueue(message)
			s.ansichten = true
		}
	}
}

func (t *tenant) remember(vorgang uuid.UUID, p place) {
	if _, known := t.places[vorgang]; !known && len(t.places) >= maxPlaces {
		for old := range t.places {
			delete(t.places, old)
			break
		}
	}
	t.places[vorgang] = p
}

// visible applies casework.Sicht.
func (p place) visible(s sicht) bool {
	return (s.alle || s.einheiten[p.einheit]) && (s.status == nil || s.status[p.status])
}

// sicht is a casework.Sicht made for asking often.
type sicht struct {
	alle      bool
	einheiten map[string]bool
	status    map[casework.Status]bool // nil = every status
}

func sichtOf(actor casework.Actor) sicht {
	from := actor.Sicht()
	out := sicht{alle: from.Alle, einheiten: make(map[string]bool, len(from.Einheiten))}
	for _, e := range from.Einheiten {
		out.einheiten[e] = true
	}
	if from.Status != nil {
		out.status = make(map[casework.Status]bool, len(from.Status))
		for _, s := range from.Status {
			out.status[s] = true
		}
	}
	return out
}

// reload asks every browser to fetch everything, because events may have been missed, and repeats our own presence.
func (h *Hub) reload() {
	message := encode(outgoing{Art: artNeuLaden})
	for _, t := range h.tenants {
		for s := range t.sockets {
			s.enqueue(message)
		}
	}
	h.beat()
}

// loop tells presence when it changed and does once per tick what need not be immediate.
func (h *Hub) loop(ctx context.Context) {
	defer h.work.Done()
	tick := time.NewTicker(h.timing.tick)
	defer tick.Stop()
	beat := time.NewTicker(h.timing.heartbeat)
	defer beat.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-h.wake:
		case <-beat.C:
			h.mu.Lock()
			h.beat()
			h.mu.Unlock()
		case now := <-tick.C:
			h.mu.Lock()
			h.expire(now)
			h.tellAnsichten()
			h.mu.Unlock()
		}
		h.tellPresence()
	}
}

func (h *Hub) tellAnsichten() {
	message := encode(outgoing{Art: artAnsichten})
	for _, t := range h.tenants {
		for s := range t.sockets {
			if s.ansichten {
				s.ansichten = false
				s.enqueue(message)
			}
		}
	}
}

// publisher does, one after the other, what may block: publishing and asking for permission. At the end it does what is
// left, so that other replicas learn who is gone.
func (h *Hub) publisher(ctx context.Context) {
	defer h.work.Done()
	for {
		select {
		case task := <-h.tasks:
			task(ctx)
			continue
		default:
		}
		select {
		case task := <-h.tasks:
			task(ctx)
		case <-ctx.Done():
			return
		}
	}
}

// later hands a task to the publisher. If that cannot keep up the task is lost: the next heartbeat or expiry makes
// good.
func (h *Hub) later(task func(context.Context)) {
	select {
	case h.tasks <- task:
	default:
		h.opts.Logger.Warn("live: presence is published too slowly")
	}
}

// Drop closes the sockets of everybody who matches, for sessions that end or rights that change. The browser gets close
// code 4401 and should ask who it is before it connects again.
func (h *Hub) Drop(match func(casework.Actor) bool) {
	for _, s := range h.all() {
		if match(s.actor) {
			s.end(CloseSessionEnded, "session ended")
		}
	}
}

func (h *Hub) all() []*socket {
	h.mu.Lock()
	defer h.mu.Unlock()
	var all []*socket
	for _, t := range h.tenants {
		for s := range t.sockets {
			all = append(all, s)
		}
	}
	return all
}

// Close ends every socket with "going away" and waits until all goroutines have ended or ctx has; then it cuts them
// off.
func (h *Hub) Close(ctx context.Context) error {
	h.mu.Lock()
	h.closed = true
	h.mu.Unlock()
	all := h.all()
	for _, s := range all {
		s.end(closeGoingAway, "going away")
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		h.serving.Wait()
		h.stop()
		h.work.Wait()
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		for _, s := range all {
			s.conn.Close()
		}
		h.stop()
		return fmt.Errorf("close live sockets: %w", ctx.Err())
	}
}
