package live

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// presence is one person at one Vorgang, on any replica.
type presence struct {
	schreibt bool
	until    time.Time
}

// view notes what a browser shows now. A Vorgang the person may not see counts as none.
func (h *Hub) view(s *socket, m incoming) {
	target := uuid.Nil
	if m.Vorgang != nil {
		target = *m.Vorgang
	}
	h.mu.Lock()
	same := s.viewing == target
	h.mu.Unlock()
	if target != uuid.Nil && !same && !h.opts.MayView(s.ctx, s.actor, target) {
		target = uuid.Nil
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	t := h.tenants[s.actor.Mandant]
	switch {
	case s.viewing != target:
		h.leave(t, s)
		s.viewing, s.schreibt = target, m.Schreibt
		h.changed(t, target) // also if nobody else is there: the browser learns that
	case s.schreibt != m.Schreibt:
		s.schreibt = m.Schreibt
	default:
		return
	}
	h.announce(s.actor, target)
}

// leave ends the view of a socket. Call it under Hub.mu.
func (h *Hub) leave(t *tenant, s *socket) {
	old := s.viewing
	s.viewing, s.schreibt, s.told = uuid.Nil, false, ""
	if old != uuid.Nil {
		h.changed(t, old)
		h.announce(s.actor, old)
	}
}

// announce publishes whether a person views a Vorgang in any tab of this replica, as it is when its turn comes.
func (h *Hub) announce(actor casework.Actor, vorgang uuid.UUID) {
	if vorgang == uuid.Nil {
		return
	}
	h.later(func(context.Context) {
		h.mu.Lock()
		views, schreibt := h.tenants[actor.Mandant].views(actor.Benutzer, vorgang)
		h.mu.Unlock()
		h.opts.Publish(actor, casework.Meldung{Art: artAnwesend, Mandant: actor.Mandant, Vorgang: vorgang,
			Benutzer: actor.Benutzer,
			Schreibt: schreibt, Weg: !views})
	})
}

// views tells whether a person views a Vorgang on this replica, and writes in one of the tabs.
func (t *tenant) views(benutzer, vorgang uuid.UUID) (views, schreibt bool) {
	for s := range t.sockets {
		if s.viewing == vorgang && s.actor.Benutzer == benutzer {
			views = true
			schreibt = schreibt || s.schreibt
		}
	}
	return views, schreibt
}

// recheck asks again whether somebody may see a Vorgang that has moved, and ends the view if not.
func (h *Hub) recheck(s *socket, vorgang uuid.UUID) {
	h.later(func(ctx context.Context) {
		if ctx.Err() != nil || s.ctx.Err() != nil || h.opts.MayView(s.ctx, s.actor, vorgang) {
			return
		}
		h.mu.Lock()
		defer h.mu.Unlock()
		if s.viewing == vorgang {
			h.leave(h.tenants[s.actor.Mandant], s)
		}
	})
}

// beat publishes all presence of this replica again, once per person and Vorgang. Call it under Hub.mu.
func (h *Hub) beat() {
	type key struct{ benutzer, vorgang uuid.UUID }
	for _, t := range h.tenants {
		seen := map[key]bool{}
		for s := range t.sockets {
			k := key{s.actor.Benutzer, s.viewing}
			if s.viewing != uuid.Nil && !seen[k] {
				seen[k] = true
				h.announce(s.actor, s.viewing)
			}
		}
	}
}

// notePresence keeps what a hub published. Call it under Hub.mu.
func (h *Hub) notePresence(t *tenant, m casework.Meldung) {
	before, known := t.present[m.Vorgang][m.Benutzer]
	if m.Weg {
		// Gone from another replica, still here: say so, or the others believe it until the next heartbeat.
		for s := range t.sockets {
			if s.viewing == m.Vorgang && s.actor.Benutzer == m.Benutzer {
				h.announce(s.actor, m.Vorgang)
				return
			}
		}
		if known {
			t.forget(m.Vorgang, m.Benutzer)
			h.changed(t, m.Vorgang)
		}
		return
	}
	if t.present[m.Vorgang] == nil {
		t.present[m.Vorgang] = map[uuid.UUID]presence{}
	}
	t.present[m.Vorgang][m.Benutzer] = presence{m.Schreibt, time.Now().Add(h.timing.expiry)}
	if !known || before.schreibt != m.Schreibt {
		h.changed(t, m.Vorgang)
	}
}

func (t *tenant) forget(vorgang, benutzer uuid.UUID) {
	delete(t.present[vorgang], benutzer)
	if len(t.present[vorgang]) == 0 {
		delete(t.present, vorgang)
	}
}

// expire forgets presence that nobody repeats: its replica is gone. Call it under Hub.mu.
func (h *Hub) expire(now time.Time) {
	for _, t := range h.tenants {
		for vorgang, people := range t.present {
			for benutzer, p := range people {
				if p.until.Before(now) {
					t.forget(vorgang, benutzer)
					h.changed(t, vorgang)
				}
			}
		}
	}
}

// changed makes loop tell the presence at a Vorgang. Call it under Hub.mu.
func (h *Hub) changed(t *tenant, vorgang uuid.UUID) {
	if vorgang == uuid.Nil {
		return
	}
	t.changed[vorgang] = true
	select {
	case h.wake <- struct{}{}:
	default:
	}
}

// scene is who views one Vorgang and which sockets want to know.
type scene struct {
	vorgang uuid.UUID
	viewers []*socket
	people  map[uuid.UUID]bool // person → writes
}

// scenes takes what has changed since the last call.
func (h *Hub) scenes() []scene {
	h.mu.Lock()
	defer h.mu.Unlock()
	var out []scene
	for _, t := range h.tenants {
		if len(t.changed) == 0 {
			continue
		}
		viewers := map[uuid.UUID][]*socket{}
		for s := range t.sockets {
			if t.changed[s.viewing] {
				viewers[s.viewing] = append(viewers[s.viewing], s)
			}
		}
		for vorgang, sockets := range viewers {
			people := map[uuid.UUID]bool{}
			for benutzer, p := range t.present[vorgang] {
				people[benutzer] = p.schreibt
			}
			out = append(out, scene{vorgang, sockets, people})
		}
		clear(t.changed)
	}
	return out
}

// tellPresence sends each viewer the others. Only loop calls it, so a list never overtakes a newer one.
func (h *Hub) tellPresence() {
	for _, sc := range h.scenes() {
		names := map[uuid.UUID]string{}
		for benutzer := range sc.people {
			names[benutzer] = h.opts.Names(benutzer)
		}
		h.mu.Lock()
		for _, s := range sc.viewers {
			message := encode(outgoing{Art: artAnwesend, Vorgang: sc.vorgang,
				Personen: sc.others(s.actor.Benutzer, names)})
			if s.viewing == sc.vorgang && s.told != string(message) {
				s.told = string(message)
				s.enqueue(message)
			}
		}
		h.mu.Unlock()
	}
}

// others lists everybody but one, by name.
func (sc *scene) others(but uuid.UUID, names map[uuid.UUID]string) *[]person {
	out := []person{}
	for benutzer, schreibt := range sc.people {
		if benutzer != but && names[benutzer] != "" {
			out = append(out, person{names[benutzer], schreibt})
		}
	}
	slices.SortFunc(out, func(a, b person) int { return strings.Compare(a.Name, b.Name) })
	return &out
}
