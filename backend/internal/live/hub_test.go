package live

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"kontor/backend/internal/casework"
)

func event(vorgang uuid.UUID) string {
	return fmt.Sprintf(`{"art":"vorgang","vorgangId":"%s","version":7}`, vorgang)
}

func TestWhoIsTold(t *testing.T) {
	o := newOffice()
	_, address := o.replica(t, quick)
	other := newOffice()
	people := map[string]casework.Actor{
		"amt a":      o.person("amt a", casework.RolleSachbearbeitung, "a"),
		"amt b":      o.person("amt b", casework.RolleTeamleitung, "b"),
		"poststelle": o.person("poststelle", casework.RollePoststelle),
		"loeschen":   o.person("loeschen", casework.RolleLoeschen, "a"),
		"admin":      o.person("admin", casework.RolleAdministration, "a"),
		"fremd":      other.person("fremd", casework.RolleTeamleitung, "a", "b"),
	}
	tabs := map[string]*tab{}
	for name, a := range people {
		tabs[name] = open(t, address, a)
	}
	for _, tc := range []struct {
		einheit string
		status  casework.Status
		told    []string
	}{
		{"a", casework.InBearbeitung, []string{"amt a"}},
		{"a", casework.Neu, []string{"amt a", "poststelle"}},
		{"b", casework.Beschieden, []string{"amt b"}},
		{"a", casework.ZuLoeschen, []string{"loeschen"}},
		{"c", casework.InBearbeitung, nil},
		{"", "", nil},
	} {
		id := uuid.New()
		o.vorgang(id, tc.einheit, tc.status)
		o.notify(casework.Meldung{Art: "neu_verbunden"})
		for name, b := range tabs {
			want := []string(nil)
			if slices.Contains(tc.told, name) {
				want = []string{event(id)}
			}
			if got := b.since(); !slices.Equal(got, want) {
				t.Errorf("%s %s: %s got %q", tc.einheit, tc.status, name, got)
			}
		}
	}
	o.notify(casework.Meldung{Art: "klaerfall", Mandant: o.mandant})
	o.notify(casework.Meldung{Art: "unbekannt", Mandant: o.mandant})
	o.notify(casework.Meldung{Art: "neu_verbunden"})
	for name, b := range tabs {
		told := slices.Contains([]string{"amt b", "poststelle", "admin"}, name)
		if got := b.since(); slices.Equal(got, []string{`{"art":"klaerfall"}`}) != told || len(got) > 1 {
			t.Errorf("klaerfall: %s got %q", name, got)
		}
	}
}

func TestWhoLosesSightIsTold(t *testing.T) {
	o := newOffice()
	_, address := o.replica(t, quick)
	a := open(t, address, o.person("amt a", casework.RolleSachbearbeitung, "a"))
	id := uuid.New()
	for _, einheit := range []string{"a", "b", "b"} {
		o.vorgang(id, einheit, casework.InBearbeitung)
	}
	o.notify(casework.Meldung{Art: "neu_verbunden"})
	if got := a.since(); !slices.Equal(got, []string{event(id), event(id)}) {
		t.Errorf("got %q", got)
	}
}

func TestAnsichtenAreCoalesced(t *testing.T) {
	o := newOffice()
	slow := quick
	slow.tick = 300 * time.Millisecond
	_, address := o.replica(t, slow)
	a := open(t, address, o.person("amt a", casework.RolleSachbearbeitung, "a"))
	b := open(t, address, o.person("amt b", casework.RolleSachbearbeitung, "b"))
	for range 50 {
		o.vorgang(uuid.New(), "a", casework.Neu)
	}
	a.expect(`{"art":"ansichten"}`)
	o.notify(casework.Meldung{Art: "neu_verbunden"})
	again := 0
	for got := ""; got != `{"art":"neu_laden"}`; got, _ = a.next() {
		if got == `{"art":"ansichten"}` {
			again++
		}
	}
	if again > 1 { // one if a tick fell into the 50
		t.Errorf("%d times more", again)
	}
	if got, err := b.next(); err != nil || got != `{"art":"neu_laden"}` {
		t.Errorf("who sees nothing got %s, %v", got, err)
	}
}

func TestManyEventsBecomeOneReload(t *testing.T) {
	o := newOffice()
	_, address := o.replica(t, quick)
	a := open(t, address, o.person("amt a", casework.RolleSachbearbeitung, "a"))
	for range 20 * queueLength {
		o.vorgang(uuid.New(), "a", casework.Neu)
	}
	a.since() // a reload, and still connected
	last := uuid.New()
	o.vorgang(last, "a", casework.Neu)
	a.expect(event(last))
}

func TestWhoDoesNotReadIsDropped(t *testing.T) {
	o := newOffice()
	quicker := quick
	quicker.write = 100 * time.Millisecond
	h, address := o.replica(t, quicker)
	a := open(t, address, o.person("amt a", casework.RolleSachbearbeitung, "a"))
	a.conn.NetConn().(interface{ SetReadBuffer(int) error }).SetReadBuffer(4096)
	until(t, func() bool {
		for range queueLength {
			o.vorgang(uuid.New(), "a", casework.Neu)
		}
		return len(h.all()) == 0
	})
}

func TestWhoDoesNotAnswerIsDropped(t *testing.T) {
	o := newOffice()
	quicker := quick
	quicker.pong = 100 * time.Millisecond
	h, address := o.replica(t, quicker)
	alive := open(t, address, o.person("wach", casework.RolleSachbearbeitung, "a"))
	open(t, address, o.person("tot", casework.RolleSachbearbeitung, "a")) // never reads, so never answers a ping
	reading := make(chan error, 1)
	go func() {
		_, err := alive.next()
		reading <- err
	}()
	until(t, func() bool { return len(h.all()) == 1 }) // the other one's first deadline was earlier
	o.vorgang(uuid.New(), "a", casework.Neu)
	if err := <-reading; err != nil {
		t.Errorf("who answers pings: %v", err)
	}
}

func TestDoor(t *testing.T) {
	o := newOffice()
	h, address := o.replica(t, quick)
	staff := o.person("amt a", casework.RolleSachbearbeitung, "a")
	nobody := staff
	nobody.Rollen = nil
	applicant := casework.Actor{Art: casework.ActorAntragsteller, Mandant: o.mandant}
	for name, tc := range map[string]struct {
		actor  casework.Actor
		origin string
		status int
	}{
		"own page":      {staff, address, http.StatusSwitchingProtocols},
		"public name":   {staff, "https://Kontor.example", http.StatusSwitchingProtocols},
		"program":       {staff, "", http.StatusSwitchingProtocols},
		"other page":    {staff, "https://evil.example", http.StatusForbidden},
		"other port":    {staff, "https://kontor.example:8443", http.StatusForbidden},
		"sandbox":       {staff, "null", http.StatusForbidden},
		"without right": {nobody, address, http.StatusForbidden},
		"applicant":     {applicant, address, http.StatusForbidden},
	} {
		conn, response, err := handshake(address, tc.actor, tc.origin)
		if response == nil || response.StatusCode != tc.status {
			t.Errorf("%s: %v, %v", name, response, err)
		}
		if err == nil {
			conn.Close()
		}
	}
	until(t, func() bool { return len(h.all()) == 0 })
	for range maxPerPerson {
		open(t, address, staff)
	}
	if _, response, err := handshake(address, staff, address); err == nil ||
		response.StatusCode != http.StatusTooManyRequests {
		t.Errorf("one tab too many: %v, %v", response, err)
	}
	open(t, address, o.person("kollegin", casework.RolleSachbearbeitung, "a"))
}

func TestBadMessages(t *testing.T) {
	o := newOffice()
	h, address := o.replica(t, quick)
	a := o.person("amt a", casework.RolleSachbearbeitung, "a")
	for name, tc := range map[string]struct {
		kind, times int
		message     string
		code        int
	}{
		"too large": {websocket.TextMessage, 1, `"` + strings.Repeat("x", maxMessage) + `"`, websocket.CloseMessageTooBig},
		"garbage":   {websocket.TextMessage, 1, `{`, websocket.ClosePolicyViolation},
		"no id":     {websocket.TextMessage, 1, `{"art":"betrachte","vorgangId":"7"}`, websocket.ClosePolicyViolation},
		"binary":    {websocket.BinaryMessage, 1, `{}`, websocket.ClosePolicyViolation},
		"flood":     {websocket.TextMessage, 3 * burst, `{"art":"betrachte"}`, websocket.ClosePolicyViolation},
	} {
		b := open(t, address, a)
		for range tc.times {
			if err := b.conn.WriteMessage(tc.kind, []byte(tc.message)); err != nil {
				break // already closed
			}
		}
		if _, _, err := b.conn.ReadMessage(); !websocket.IsCloseError(err, tc.code) && name != "flood" {
			t.Errorf("%s: %v", name, err)
		}
		until(t, func() bool { return len(h.all()) == 0 })
	}
	b := open(t, address, a)
	b.conn.WriteMessage(websocket.TextMessage, []byte(`{"art":"aus der Zukunft"}`))
	id := uuid.New()
	b.look(id, false)
	b.expect(fmt.Sprintf(`{"art":"anwesend","vorgangId":"%s","personen":[]}`, id))
}

func TestSessionsEnd(t *testing.T) {
	o := newOffice()
	h, address := o.replica(t, quick)
	a, b := o.person("amt a", casework.RolleSachbearbeitung, "a"), o.person("amt b", casework.RolleSachbearbeitung, "a")
	first, second, third := open(t, address, a), open(t, address, a), open(t, address, b)
	h.Drop(func(who casework.Actor) bool { return who.Benutzer == a.Benutzer })
	if one, two := first.closed(), second.closed(); one != CloseSessionEnded || two != CloseSessionEnded {
		t.Errorf("closed with %d and %d", one, two)
	}
	until(t, func() bool { return len(h.all()) == 1 })
	if err := h.Close(context.Background()); err != nil {
		t.Error(err)
	}
	if code := third.closed(); code != websocket.CloseGoingAway {
		t.Errorf("closed with %d", code)
	}
	if _, response, err := handshake(address, a, address); err == nil ||
		response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("after the end: %v, %v", response, err)
	}

	short := quick
	short.lifetime = 50 * time.Millisecond
	h, address = o.replica(t, short)
	if code := open(t, address, a).closed(); code != websocket.CloseServiceRestart {
		t.Errorf("after its lifetime closed with %d", code)
	}
}
