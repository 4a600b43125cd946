package casework

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
)

func TestFristAktionen(t *testing.T) {
	tag := func(d int) *time.Time { x := Tag(2026, 12, d); return &x }
	id := uuid.New()
	for name, c := range map[string]struct {
		n    Nachricht
		mehr []Nachricht // of the thread
		want []FristAktion
	}{
		"running":            {Nachricht{Antwort: AntwortErforderlich, AntwortBis: tag(20)}, nil, []FristAktion{FristVerlaengern, FristAnhalten}},
		"on its last day":    {Nachricht{Antwort: AntwortErforderlich, AntwortBis: tag(10)}, nil, []FristAktion{FristVerlaengern, FristAnhalten}},
		"over":               {Nachricht{Antwort: AntwortErforderlich, AntwortBis: tag(9)}, nil, []FristAktion{FristVerlaengern}},
		"stopped":            {Nachricht{Antwort: AntwortErforderlich, AntwortBis: tag(9), UhrStehtSeit: tag(5)}, nil, []FristAktion{FristWeiter}},
		"without a day":      {Nachricht{Antwort: AntwortErforderlich}, nil, []FristAktion{FristVerlaengern}},
		"a day for who may":  {Nachricht{Antwort: AntwortMoeglich, AntwortBis: tag(20)}, nil, []FristAktion{FristVerlaengern, FristAnhalten}},
		"no day for who may": {Nachricht{Antwort: AntwortMoeglich}, nil, nil},
		"wants no answer":    {Nachricht{Antwort: AntwortKeine}, nil, nil},
		"answered": {Nachricht{Antwort: AntwortErforderlich, AntwortBis: tag(20)},
			[]Nachricht{{ID: uuid.New(), Richtung: Ein, Bezug: &id}}, nil},
	} {
		c.n.ID, c.n.Richtung = id, Aus
		f := Faden{Nachrichten: append([]Nachricht{c.n}, c.mehr...)}
		if got := f.FristAktionen(c.n, *tag(10)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestStartUhrAddsTheDaysItStood(t *testing.T) {
	for _, c := range []struct{ bis, seit, heute, want string }{
		{"2026-12-14", "2026-12-05", "2026-12-05", "2026-12-14"}, // the same day
		{"2026-12-14", "2026-12-05", "2026-12-08", "2026-12-17"},
		{"2026-12-14", "2026-12-05", "2027-01-07", "2027-01-18"}, // a Saturday
		{"2026-03-27", "2026-03-20", "2026-04-10", "2026-04-17"}, // over the change of clocks
	} {
		bis, seit := tag(c.bis), tag(c.seit)
		n := Nachricht{AntwortBis: &bis, UhrStehtSeit: &seit}
		if n.Laufend() != nil {
			t.Error("a day while the clock stands")
		}
		n.StartUhr(inST, tag(c.heute))
		if n.Laufend() == nil || !n.Laufend().Equal(tag(c.want)) {
			t.Errorf("%+v: %v", c, n.Laufend())
		}
	}
}

func TestLetzterBrief(t *testing.T) {
	k := Kalender{}
	eins, zwei, bescheid := uuid.New(), uuid.New(), uuid.New()
	am := func(h int) time.Time { return time.Date(2026, 12, 1, h, 0, 0, 0, time.UTC) }
	abruf := am(22) // 23:00 in Berlin
	f := Faden{Nachrichten: []Nachricht{{ID: eins, Richtung: Aus, Am: am(8)}, {ID: zwei, Richtung: Aus, Am: am(9)},
		{ID: uuid.New(), Richtung: Ein, Am: am(10)},
		{ID: uuid.New(), Richtung: Aus, Art: ArtBestaetigung, Bezug: &zwei, Am: am(10)}}} // "you have more time"
	gelesen := func(id uuid.UUID) []Sendung {
		return []Sendung{{Nachricht: &id, Ziel: ZielAntragsraum, GelesenAm: &abruf}, {Nachricht: &id, Ziel: ZielEmail}}
	}
	if id, bekannt := f.LetzterBrief(gelesen(eins), k, ""); id != zwei || !bekannt.IsZero() {
		t.Errorf("%s %s", id, bekannt)
	}
	if _, bekannt := f.LetzterBrief(gelesen(zwei), k, ""); !bekannt.Equal(Tag(2026, 12, 2)) {
		t.Error(bekannt)
	}
	f.Bescheide = []Bescheid{{ID: bescheid, Am: am(11)}}
	if id, bekannt := f.LetzterBrief(gelesen(zwei), k, ""); id != bescheid || !bekannt.IsZero() {
		t.Errorf("%s %s", id, bekannt)
	}
	tag := Tag(2026, 12, 5)
	f.Bescheide[0].BekanntgabeAm = &tag
	if _, bekannt := f.LetzterBrief(nil, k, ""); !bekannt.Equal(tag) {
		t.Error(bekannt)
	}
	if id, _ := (Faden{}).LetzterBrief(nil, k, ""); id != uuid.Nil {
		t.Error(id)
	}
}

func TestArbeitstageOfALand(t *testing.T) {
	for _, land := range []string{"", "XX", "S", "ST BB", "BB "} {
		if Arbeitstage(land) != nil {
			t.Errorf("%q is a Land", land)
		}
	}
	if d := Arbeitstage("ST"); d == nil || d(tag("2026-01-06")) || !d(tag("2026-01-07")) {
		t.Error("ST")
	}
}
