package live

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"kontor/backend/internal/casework"
)

// CloseSessionEnded is the WebSocket close code after which the browser should ask who it is before it connects again.
const CloseSessionEnded = 4401

const (
	closeGoingAway = websocket.CloseGoingAway
	maxMessage     = 4096 // bytes from the browser
	queueLength    = 256  // messages that wait for one browser
	maxPerPerson   = 30   // sockets (tabs) of one person on one replica
	burst          = 20   // messages at once
	perSecond      = 5    // messages in the long run
)

// outgoing is a message to the browser.
type outgoing struct {
	Art      string    `json:"art"`
	Vorgang  uuid.UUID `json:"vorgangId,omitzero"`
	Version  int       `json:"version,omitempty"`
	Personen *[]person `json:"personen,omitempty"`
}

type person struct {
	Name     string `json:"name"`
	Schreibt bool   `json:"schreibt"`
}

func encode(m outgoing) []byte {
	data, err := json.Marshal(m)
	if err != nil {
		panic(err) // strings and numbers only
	}
	return data
}

// incoming is a message from the browser: what it shows now, null = no Vorgang.
type incoming struct {
	Art      string     `json:"art"`
	Vorgang  *uuid.UUID `json:"vorgangId"`
	Schreibt bool       `json:"schreibt"`
}

// socket is one browser tab.
type socket struct {
	hub   *Hub
	conn  *websocket.Conn
	actor casework.Actor
	sicht sicht
	send  chan []byte
	ctx   context.Context // ends with the socket, by end
	stop  context.CancelFunc
	once  sync.Once
	code  int // why it ended; set before ctx ends
	text  string

	// guarded by Hub.mu
	viewing   uuid.UUID
	schreibt  bool
	ansichten bool   // something visible changed since the last "ansichten"
	told      string // last presence message about viewing
}

// Serve makes the request a WebSocket of actor and returns when it ends. Only members of staff are served, only pages
// of the same host may connect.
func (h *Hub) Serve(w http.ResponseWriter, r *http.Request, actor casework.Actor) {
	if actor.Art != casework.ActorPerson || !actor.Has(casework.RechtAngemeldet) {
		http.Error(w, http.StatusText(http.StatusForbidden), http.StatusForbidden)
		return
	}
	if status := h.admit(actor); status != 0 {
		http.Error(w, http.StatusText(status), status)
		return
	}
	defer h.serving.Done()
	upgrader := websocket.Upgrader{HandshakeTimeout: h.timing.write, ReadBufferSize: 1024, WriteBufferSize: 1024,
		CheckOrigin: h.sameHost}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		h.opts.Logger.Debug("live: no upgrade", "error", err)
		return // the upgrader has answered
	}
	s := &socket{hub: h, conn: conn, actor: actor, sicht: sichtOf(actor), send: make(chan []byte, queueLength)}
	s.ctx, s.stop = context.WithCancel(context.Background()) // the request's ends with the upgrade in some servers
	if !h.add(s) {
		s.end(closeGoingAway, "")
		conn.Close()
		return
	}
	var writer sync.WaitGroup
	writer.Go(s.write)
	s.read()
	s.end(websocket.CloseNormalClosure, "")
	writer.Wait()
	h.remove(s)
}

// admit counts a coming socket into serving, unless the hub is closed (503) or the person has too many (429).
func (h *Hub) admit(actor casework.Actor) int {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return http.StatusServiceUnavailable
	}
	if t := h.tenants[actor.Mandant]; t != nil {
		count := 0
		for s := range t.sockets {
			if s.actor.Benutzer == actor.Benutzer {
				count++
			}
		}
		if count >= maxPerPerson {
			return http.StatusTooManyRequests
		}
	}
	h.serving.Add(1)
	return 0
}

// sameHost refuses pages of other hosts, whose scripts could otherwise use the person's cookie. Programs send no
// Origin.
func (h *Hub) sameHost(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" {
		return false
	}
	return strings.EqualFold(u.Host, r.Host) || (h.opts.Host != "" && strings.EqualFold(u.Host, h.opts.Host))
}

// add begins to tell s what happens. What the browser fetched until now may be older than that, so its first message is
// to fetch again.
func (h *Hub) add(s *socket) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return false
	}
	h.tenant(s.actor.Mandant).sockets[s] = struct{}{}
	s.enqueue(encode(outgoing{Art: artNeuLaden}))
	return true
}

func (h *Hub) remove(s *socket) {
	h.mu.Lock()
	defer h.mu.Unlock()
	t := h.tenants[s.actor.Mandant]
	delete(t.sockets, s)
	h.leave(t, s)
}

// enqueue never blocks. A browser that lags behind by a whole queue gets one "neu_laden" instead; one that does not
// read at all is dropped when a write takes too long. Call it under Hub.mu, so that messages keep their order.
func (s *socket) enqueue(message []byte) {
	select {
	case s.send <- message:
		return
	default:
	}
	for drained := false; !drained; {
		select {
		case <-s.send:
		default:
			drained = true
		}
	}
	s.send <- encode(outgoing{Art: artNeuLaden}) // cannot block: only holders of Hub.mu fill the queue
	if s.viewing != uuid.Nil {
		s.told = ""
		s.hub.changed(s.hub.tenants[s.actor.Mandant], s.viewing)
	}
}

// end makes both goroutines finish. Only the first reason counts.
func (s *socket) end(code int, text string) {
	s.once.Do(func() {
		s.code, s.text = code, text
		s.stop()
	})
}

// write is the only writer of data frames. Its end closes the connection, which ends the reader.
func (s *socket) write() {
	t := s.hub.timing
	ping := time.NewTicker(t.ping)
	defer ping.Stop()
	life := time.NewTimer(t.lifetime - rand.N(t.lifetime/4+1)) // not all at once
	defer life.Stop()
	defer s.conn.Close()
	defer s.end(websocket.CloseAbnormalClosure, "")
	for {
		var err error
		select {
		case <-s.ctx.Done():
			s.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(s.code, s.text),
				time.Now().Add(time.Second))
			return
		case <-life.C:
			s.end(websocket.CloseServiceRestart, "connect again")
		case <-ping.C:
			err = s.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(t.write))
		case message := <-s.send:
			s.conn.SetWriteDeadline(time.Now().Add(t.write))
			err = s.conn.WriteMessage(websocket.TextMessage, message)
		}
		if err != nil {
			return
		}
	}
}

// read takes messages until the connection or the patience ends.
func (s *socket) read() {
	s.conn.SetReadLimit(maxMessage)
	alive := func(string) error { return s.conn.SetReadDeadline(time.Now().Add(s.hub.timing.pong)) }
	s.conn.SetPongHandler(alive)
	alive("")
	limit := bucket{tokens: burst, last: time.Now()}
	for {
		kind, data, err := s.conn.ReadMessage()
		if err != nil {
			return
		}
		if !limit.take(time.Now()) {
			s.end(websocket.ClosePolicyViolation, "too many messages")
			return
		}
		var m incoming
		if kind != websocket.TextMessage || json.Unmarshal(data, &m) != nil {
			s.end(websocket.ClosePolicyViolation, "not understood")
			return
		}
		alive("")
		if m.Art == artBetrachte {
			s.hub.view(s, m)
		}
	}
}

// bucket limits the rate of messages.
type bucket struct {
	tokens float64
	last   time.Time
}

func (b *bucket) take(now time.Time) bool {
	b.tokens = min(burst, b.tokens+now.Sub(b.last).Seconds()*perSecond)
	b.last = now
	if b.tokens < 1 {
		return false
	}
	b.tokens--
	return true
}
