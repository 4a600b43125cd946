package live

import (
	"encoding/json"
	"testing"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// others is the message that a viewer gets.
func others(t *testing.T, vorgang uuid.UUID, people ...person) string {
	t.Helper()
	data, err := json.Marshal(map[string]any{"personen": append([]person{}, people...)})
	if err != nil {
		t.Fatal(err)
	}
	return `{"art":"anwesend","vorgangId":"` + vorgang.String() + `",` + string(data[1:])
}

func TestPresenceAcrossReplicas(t *testing.T) {
	o := newOffice()
	_, one := o.replica(t, quick)
	_, two := o.replica(t, quick)
	vera := open(t, one, o.person("Vera", casework.RolleSachbearbeitung, "a"))
	otto := open(t, two, o.person("Otto", casework.RolleSachbearbeitung, "a"))
	elsewhere := open(t, two, o.person("Ida", casework.RolleSachbearbeitung, "a"))
	id, another := uuid.New(), uuid.New()
	vera.look(id, false)
	vera.expect(others(t, id))
	elsewhere.look(another, false)
	elsewhere.expect(others(t, another))
	otto.look(id, false)
	otto.expect(others(t, id, person{"Vera", false}))
	vera.expect(others(t, id, person{"Otto", false}))
	otto.look(id, true)
	vera.expect(others(t, id, person{"Otto", true}))
	otto.look(another, false)
	vera.expect(others(t, id))
	elsewhere.expect(others(t, another, person{"Otto", false}))
	otto.expect(others(t, another, person{"Ida", false}))
	otto.look(nil, false)
	elsewhere.expect(others(t, another))
	vera.look(another, false)
	vera.expect(others(t, another, person{"Ida", false}))
	vera.conn.Close()
	elsewhere.expect(others(t, another, person{"Vera", false}))
	elsewhere.expect(others(t, another))
}

func TestPresenceOfOnePersonInTwoTabs(t *testing.T) {
	o := newOffice()
	h1, one := o.replica(t, quick)
	_, two := o.replica(t, quick)
	id := uuid.New()
	vera := open(t, one, o.person("Vera", casework.RolleSachbearbeitung, "a"))
	vera.look(id, false)
	vera.expect(others(t, id))
	otto := o.person("Otto", casework.RolleSachbearbeitung, "a")
	first, second, third := open(t, one, otto), open(t, one, otto), open(t, two, otto)
	first.look(id, true)
	vera.expect(others(t, id, person{"Otto", true}))
	first.expect(others(t, id, person{"Vera", false})) // without the receiver
	second.look(id, false)
	second.expect(others(t, id, person{"Vera", false}))
	first.look(nil, false)
	vera.expect(others(t, id, person{"Otto", false})) // no longer writes, still there
	third.look(id, false)
	third.expect(others(t, id, person{"Vera", false}))
	second.conn.Close() // the other replica says that he is still there; perhaps he flickers
	gone := uuid.New()
	until(t, func() bool { return len(h1.all()) == 2 })
	third.look(gone, false)
	third.expect(others(t, gone))
	vera.expect(others(t, id))
}

func TestPresenceExpires(t *testing.T) {
	o := newOffice()
	_, one := o.replica(t, quick)
	h2, two := o.replica(t, quick)
	id := uuid.New()
	vera := open(t, one, o.person("Vera", casework.RolleSachbearbeitung, "a"))
	otto := open(t, two, o.person("Otto", casework.RolleSachbearbeitung, "a"))
	vera.look(id, false)
	otto.look(id, false)
	vera.expect(others(t, id, person{"Otto", false}))
	o.set(func() { o.cutOff = true }) // the other replica vanishes without a word
	otto.conn.Close()
	vera.expect(others(t, id))
	o.set(func() { o.cutOff = false })
	until(t, func() bool { // the heartbeat brings Vera herself back
		h2.mu.Lock()
		defer h2.mu.Unlock()
		return len(h2.tenants[o.mandant].present[id]) == 1
	})
}

func TestPresenceNeedsSight(t *testing.T) {
	o := newOffice()
	_, address := o.replica(t, quick)
	id := uuid.New()
	vera := open(t, address, o.person("Vera", casework.RolleSachbearbeitung, "b"))
	otto := open(t, address, o.person("Otto", casework.RolleSachbearbeitung, "b"))
	o.set(func() { o.hidden["Otto"] = id })
	vera.look(id, false)
	vera.expect(others(t, id))
	otto.look(id, true)
	other := uuid.New()
	otto.look(other, false)
	otto.expect(others(t, other))
	o.set(func() {
		for _, m := range o.published {
			if m.Vorgang == id && o.names[m.Benutzer] == "Otto" {
				t.Errorf("published %+v", m)
			}
		}
		delete(o.hidden, "Otto")
	})
	otto.look(id, false)
	vera.expect(others(t, id, person{"Otto", false}))

	// It is not in the unit of either, but open: both are told. Then Otto may not see it any more.
	o.vorgang(id, "c", casework.InBearbeitung)
	vera.expect(event(id))
	otto.expect(event(id))
	o.set(func() { o.hidden["Otto"] = id })
	o.vorgang(id, "c", casework.InBearbeitung)
	vera.expect(others(t, id))
	otto.expect(event(id))
	o.vorgang(id, "c", casework.InBearbeitung)
	o.notify(casework.Meldung{Art: "neu_verbunden"})
	if got := otto.since(); len(got) > 0 {
		t.Errorf("who may not see it any more got %q", got)
	}
}
