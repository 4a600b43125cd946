package casework

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

// A row has one hash in whatever zone and spelling it is read, and with columns that were added later.
func TestSiegelHashReadsTheSameRow(t *testing.T) {
	base := siegelHash(t, `{"am":"2026-11-30T09:45:13.1204+00:00","betreff":"Lageplan","wert":{"x":[0.5,100]}}`)
	for name, zeile := range map[string]string{
		"another zone":     `{"am":"2026-11-30T10:45:13.1204+01:00","betreff":"Lageplan","wert":{"x":[0.5,100]}}`,
		"trailing zeros":   `{"am":"2026-11-30T09:45:13.120400Z","betreff":"Lageplan","wert":{"x":[0.50,1.0e2]}}`,
		"another order":    `{"wert":{"x":[5e-1,1E+2]},"betreff":"Lageplan","am":"2026-11-30T09:45:13.1204Z"}`,
		"columns that say": `{"neu":null,"leer":"","zahl":0.0,"nein":false,"liste":[],"ding":{},"am":"2026-11-30T09:45:13.1204Z","betreff":"Lageplan","wert":{"x":[0.5,100]}}`,
	} {
		if got := siegelHash(t, zeile); got != base {
			t.Errorf("%s: another hash", name)
		}
	}
	for name, zeile := range map[string]string{
		"a microsecond": `{"am":"2026-11-30T09:45:13.120401Z","betreff":"Lageplan","wert":{"x":[0.5,100]}}`,
		"a number":      `{"am":"2026-11-30T09:45:13.1204Z","betreff":"Lageplan","wert":{"x":[0.5,100.01]}}`,
		"the order":     `{"am":"2026-11-30T09:45:13.1204Z","betreff":"Lageplan","wert":{"x":[100,0.5]}}`,
		"a key inside":  `{"am":"2026-11-30T09:45:13.1204Z","betreff":"Lageplan","wert":{"x":[0.5,100],"y":null}}`,
		"a new column":  `{"am":"2026-11-30T09:45:13.1204Z","betreff":"Lageplan","wert":{"x":[0.5,100]},"neu":"x"}`,
		"text of a day": `{"am":"2026-11-30T09:45:13.1204Z","betreff":"lageplan","wert":{"x":[0.5,100]}}`,
	} {
		if got := siegelHash(t, zeile); got == base {
			t.Errorf("%s: the same hash", name)
		}
	}
	// a number PostgreSQL could not keep fills no memory
	siegelHash(t, `{"wert":{"x":1e999999999,"y":-1e-999999999}}`)
}

func siegelHash(t interface {
	Helper()
	Fatal(...any)
}, zeile string) string {
	t.Helper()
	hash, err := SiegelHash(zeile)
	if err != nil {
		t.Fatal(err)
	}
	return hash
}

// Equal numbers are written the same, others are not.
func TestSiegelHashOfNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.Custom(func(t *rapid.T) string {
			return fmt.Sprintf("%de%d", rapid.IntRange(-999, 999).Draw(t, "m"), rapid.IntRange(-4, 4).Draw(t, "e"))
		})
		a, b := number.Draw(t, "a"), number.Draw(t, "b")
		x, _ := new(big.Rat).SetString(a)
		y, _ := new(big.Rat).SetString(b)
		row := func(n string) string { return siegelHash(t, `{"wert":[`+n+`]}`) }
		if (x.Cmp(y) == 0) != (row(a) == row(b)) {
			t.Fatal(a, b)
		}
	})
}

// versiegelt is a Vorgang whose entries seal some rows, the last state of each.
type versiegelt struct {
	vorgang   *Vorgang
	eintraege []Verlaufseintrag
	zeilen    map[uuid.UUID]Siegelzeile
}

func newVersiegelt(t *rapid.T) *versiegelt {
	s := &versiegelt{vorgang: &Vorgang{ID: uuid.New()}, zeilen: map[uuid.UUID]Siegelzeile{}}
	arten := slices.Sorted(maps.Keys(Siegelarten))
	var ids []uuid.UUID
	for range rapid.IntRange(1, 6).Draw(t, "rows") {
		ids = append(ids, uuid.New())
		s.zeilen[ids[len(ids)-1]] = Siegelzeile{Art: rapid.SampledFrom(arten).Draw(t, "art"), ID: ids[len(ids)-1]}
	}
	for i := range rapid.IntRange(0, 6).Draw(t, "acts") + len(ids) {
		id := ids[min(i, len(ids)-1)] // each is written once at least
		if i >= len(ids) {
			id = rapid.SampledFrom(ids).Draw(t, "id")
		}
		z := s.zeilen[id]
		z.Zeile = fmt.Sprintf(`{"text":%q}`, rapid.StringMatching(`[a-z]{1,3}`).Draw(t, "text"))
		s.zeilen[id] = z
		s.write(map[string]map[uuid.UUID]string{z.Art: {id: siegelHash(t, z.Zeile)}})
	}
	return s
}

func (s *versiegelt) write(inhalt map[string]map[uuid.UUID]string) {
	vorher := s.vorgang.VerlaufHash
	e := s.vorgang.Note(Actor{Name: "sb"}, time.UnixMicro(int64(len(s.eintraege))), "kommentar", nil, "")
	e.Besiegle(inhalt, "", vorher)
	s.vorgang.VerlaufHash = e.Hash
	s.eintraege = append(s.eintraege, e)
}

// early writes an entry as a program did that sealed nothing.
func (s *versiegelt) early() {
	e := Verlaufseintrag{Vorgang: s.vorgang.ID, Nr: len(s.eintraege) + 1, Art: "kommentar",
		Daten: json.RawMessage(`{}`)}
	e.Hash = Kette(s.vorgang.VerlaufHash, e)
	s.vorgang.VerlaufNr, s.vorgang.VerlaufHash = e.Nr, e.Hash
	s.eintraege = append(s.eintraege, e)
}

func (s *versiegelt) check(t *rapid.T) Inhaltspruefung {
	if bruch := CheckKette(s.eintraege, s.vorgang.VerlaufNr, s.vorgang.VerlaufHash); bruch != "" {
		t.Fatal(bruch)
	}
	p, err := CheckInhalte(s.eintraege, slices.Collect(maps.Values(s.zeilen)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// What was sealed last is what is there: a row that was changed, taken out or put in is named.
func TestChangedContentsAreNamed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newVersiegelt(t)
		if p := s.check(t); len(p.Schaeden) > 0 || p.Frueher != nil || p.Offen > 0 {
			t.Fatalf("%+v", p)
		}
		id := rapid.SampledFrom(slices.SortedFunc(maps.Keys(s.zeilen), func(a, b uuid.UUID) int {
			return strings.Compare(a.String(), b.String())
		})).Draw(t, "id")
		z := s.zeilen[id]
		switch rapid.SampledFrom([]string{"changed", "gone", "new"}).Draw(t, "how") {
		case "changed":
			z.Zeile = `{"text":"verfälscht"}`
			s.zeilen[id] = z
		case "gone":
			delete(s.zeilen, id)
		case "new":
			z = Siegelzeile{Art: "nachricht", ID: uuid.New(), Zeile: `{"text":"x"}`}
			s.zeilen[z.ID] = z
		}
		p := s.check(t)
		if len(p.Schaeden) != 1 || !strings.HasPrefix(p.Schaeden[0], Siegelarten[z.Art]+" "+z.ID.String()+": ") {
			t.Fatalf("%+v", p)
		}
	})
}

// What an earlier program may have written is no damage and not sound; what was sealed after it is checked again.
func TestEarlierProgramLeavesContentsOpen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newVersiegelt(t)
		s.early()
		ids := slices.Collect(maps.Keys(s.zeilen))
		for _, id := range ids {
			z := s.zeilen[id]
			z.Zeile = `{"text":"vom früheren Programm"}`
			s.zeilen[id] = z
		}
		if p := s.check(t); len(p.Schaeden) > 0 || p.Offen != len(ids) || p.Frueher.Nr != len(s.eintraege) {
			t.Fatalf("%+v", p)
		}
		z := s.zeilen[ids[0]]
		s.write(map[string]map[uuid.UUID]string{z.Art: {z.ID: siegelHash(t, z.Zeile)}})
		z.Zeile = `{"text":"verfälscht"}`
		s.zeilen[z.ID] = z
		if p := s.check(t); len(p.Schaeden) != 1 || p.Offen != len(ids)-1 {
			t.Fatalf("%+v", p)
		}
	})
}
