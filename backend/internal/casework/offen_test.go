package casework

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
)

func nr(n int) uuid.UUID { return uuid.UUID{15: byte(n)} }

// anfrage is a request that went out on the nth of March, with items in these states.
func (f *Faden) anfrage(n int, bis *time.Time, zustaende ...PunktZustand) {
	f.Nachrichten = append(f.Nachrichten, Nachricht{ID: nr(n), Richtung: Aus, Antwort: AntwortErforderlich,
		AntwortBis: bis, Am: Tag(2026, 3, n)})
	for _, z := range zustaende {
		f.Punkte = append(f.Punkte, Punkt{ID: uuid.New(), Nachricht: nr(n), Zustand: z})
	}
}

func (f *Faden) antwort(auf int) {
	n := Nachricht{ID: uuid.New(), Richtung: Ein, Art: ArtAntwort, Am: Tag(2026, 3, 28)}
	if auf > 0 {
		bezug := nr(auf)
		n.Bezug = &bezug
	}
	f.Nachrichten = append(f.Nachrichten, n)
}

// bescheid was provided on the nth of March; the notice, if any, started the ten days.
func (f *Faden) bescheid(n int, hinweis *time.Time, z BescheidZustand, kanal string) {
	id := nr(n)
	f.Nachrichten = append(f.Nachrichten, Nachricht{ID: id, Richtung: Aus, Art: ArtBescheid, Antwort: AntwortKeine,
		Am: Tag(2026, 3, n)})
	f.Bescheide = append(f.Bescheide, Bescheid{ID: uuid.New(), Nachricht: &id, HinweisAm: hinweis, Zustand: z,
		Kanal: kanal, Am: Tag(2026, 3, n)})
}

// offenFuer is what waits for the applicant.
func offenFuer(f Faden, heute time.Time, nimmtAn bool) []Offenes {
	return FuerSie(f.Alles(inST, heute, Umstand{NimmtAn: nimmtAn}))
}

func maerz(day int) *time.Time {
	t := Tag(2026, 3, day)
	return &t
}

// What is said to the applicant follows from what is open.
func TestOffen(t *testing.T) {
	eingereicht, zurueck, fehlt := PunktEingereicht, PunktZurueckgewiesen, PunktOffen
	for name, c := range map[string]struct {
		faden func(*Faden)
		heute int
		want  string
	}{
		"nothing was said":              {func(*Faden) {}, 10, "[]"},
		"a question in words":           {func(f *Faden) { f.anfrage(1, maerz(20)) }, 10, "[antwort 1 bis 20 fehlt 0]"},
		"answered":                      {func(f *Faden) { f.anfrage(1, maerz(20)); f.antwort(1) }, 10, "[]"},
		"a message of one's own accord": {func(f *Faden) { f.anfrage(1, maerz(20)); f.antwort(0) }, 10, "[antwort 1 bis 20 fehlt 0]"},
		"two of three items sent": {func(f *Faden) {
			f.anfrage(1, maerz(20), eingereicht, eingereicht,
				fehlt)
			f.antwort(1)
		}, 10,
			"[antwort 1 bis 20 fehlt 1]"},
		"all sent, one sent back": {func(f *Faden) { f.anfrage(1, maerz(20), eingereicht, zurueck); f.antwort(1) }, 10, "[antwort 1 bis 20 fehlt 1]"},
		"accepted at the desk":    {func(f *Faden) { f.anfrage(1, maerz(20), PunktAngenommen, eingereicht) }, 10, "[]"},
		"the day is over":         {func(f *Faden) { f.anfrage(1, maerz(9), fehlt) }, 10, "[antwort 1 bis 9 fehlt 1]"},
		"two dates, the later asked first": {func(f *Faden) {
			f.anfrage(1, nil)
			f.anfrage(2,
				maerz(25))
			f.anfrage(3, maerz(20))
		}, 10,
			"[antwort 3 bis 20 fehlt 0 antwort 2 bis 25 fehlt 0 antwort 1 fehlt 0]"},
		"overtaken by the decision": {func(f *Faden) {
			f.anfrage(1, maerz(20), fehlt)
			f.bescheid(5, maerz(5), BescheidBekanntgegeben, KanalPost)
		}, 10, "[]"},
		// 10 March 2026 and ten days: Friday 20 March
		"a Bescheid nobody opened": {func(f *Faden) { f.bescheid(10, maerz(10), BescheidBereitgestellt, KanalAntragsraum) }, 20, "[abruf 10 bis 20 fehlt 0]"},
		"before its notice":        {func(f *Faden) { f.bescheid(10, nil, BescheidBereitgestellt, KanalAntragsraum) }, 20, "[abruf 10 fehlt 0]"},
		"after the ten days, the job is late": {func(f *Faden) {
			f.bescheid(10, maerz(10), BescheidBereitgestellt,
				KanalAntragsraum)
		}, 21,
			"[]"},
		"after the ten days": {func(f *Faden) { f.bescheid(10, maerz(10), BescheidAbrufAbgelaufen, KanalAntragsraum) }, 21, "[]"},
		"a copy":             {func(f *Faden) { f.bescheid(10, nil, BescheidZurPost, KanalPost) }, 12, "[]"},
		"a Bescheid and a question after it, the earlier day first": {func(f *Faden) {
			f.bescheid(10, maerz(10), BescheidBereitgestellt, KanalAntragsraum)
			f.anfrage(11, maerz(18))
		}, 12, "[antwort 11 bis 18 fehlt 0 abruf 10 bis 20 fehlt 0]"},
	} {
		var f Faden
		c.faden(&f)
		got := "["
		for i, o := range offenFuer(f, Tag(2026, 3, c.heute), true) {
			if i > 0 {
				got += " "
			}
			got += fmt.Sprintf("%s %d", o.Art, o.Nachricht[15])
			if o.Bis != nil {
				got += fmt.Sprintf(" bis %d", o.Bis.Day())
			}
			got += fmt.Sprintf(" fehlt %d", o.Punkte)
		}
		if got += "]"; got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// Whatever was said: something open is never left out, and the earliest day comes first.
func TestOffenIsCompleteAndInOrder(t *testing.T) {
	zustaende := []PunktZustand{PunktOffen, PunktEingereicht, PunktAngenommen, PunktZurueckgewiesen}
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 9))
		var f Faden
		offen := map[uuid.UUID]*time.Time{}
		day := func() *time.Time {
			if r.IntN(4) == 0 {
				return nil
			}
			return maerz(1 + r.IntN(31))
		}
		for n := range r.IntN(5) {
			bis, fehlt := day(), false
			var items []PunktZustand
			for range r.IntN(3) {
				z := zustaende[r.IntN(len(zustaende))]
				items, fehlt = append(items, z), fehlt || z == PunktOffen || z == PunktZurueckgewiesen
			}
			f.anfrage(n+1, bis, items...)
			antwort := r.IntN(2) == 0
			if antwort {
				f.antwort(n + 1)
			}
			if fehlt || len(items) == 0 && !antwort {
				offen[nr(n+1)] = bis
			}
		}
		if r.IntN(2) == 0 { // after no request: it overtakes none
			hinweis := day()
			id := nr(9)
			f.Nachrichten = append(f.Nachrichten, Nachricht{ID: id, Richtung: Aus, Antwort: AntwortKeine})
			f.Bescheide = append(f.Bescheide, Bescheid{Nachricht: &id, HinweisAm: hinweis,
				Zustand: BescheidBereitgestellt, Kanal: KanalAntragsraum})
			offen[id] = f.Bescheide[0].AbrufBis(inST)
		}
		got := offenFuer(f, Tag(2026, 3, 1), true)
		if len(got) != len(offen) {
			t.Fatalf("seed %d: %d open, %d said: %+v", seed, len(offen), len(got), got)
		}
		for i, o := range got {
			bis, ist := offen[o.Nachricht]
			if !ist || bis == nil != (o.Bis == nil) || bis != nil && !bis.Equal(*o.Bis) {
				t.Fatalf("seed %d: %+v", seed, o)
			}
			if i > 0 && o.Bis != nil && (got[i-1].Bis == nil || got[i-1].Bis.After(*o.Bis)) {
				t.Fatalf("seed %d: %v stands behind %v", seed, o.Bis, got[i-1].Bis)
			}
		}
	}
}

// The request a process waits for is the newest it sent itself; two waits, two requests.
// As long as a remedy is possible the earliest last day is told; of a letter with the word that it may come later.
func TestRechtsbehelfLaeuft(t *testing.T) {
	b := func(bis *time.Time, kanal string, z BescheidZustand) Bescheid {
		return Bescheid{Kanal: kanal, Zustand: z, RechtsbehelfBis: bis}
	}
	raum, bekannt := KanalAntragsraum, BescheidBekanntgegeben
	for name, c := range map[string]struct {
		bescheide []Bescheid
		want      *time.Time
	}{
		"none":           {nil, nil},
		"runs":           {[]Bescheid{b(maerz(20), raum, bekannt)}, maerz(20)},
		"the last day":   {[]Bescheid{b(maerz(10), raum, bekannt)}, maerz(10)},
		"over":           {[]Bescheid{b(maerz(9), raum, bekannt)}, nil},
		"two":            {[]Bescheid{b(maerz(25), raum, bekannt), b(maerz(20), raum, bekannt)}, maerz(20)},
		"one is over":    {[]Bescheid{b(maerz(9), raum, bekannt), b(maerz(20), raum, bekannt)}, maerz(20)},
		"by post":        {[]Bescheid{b(maerz(20), KanalPost, bekannt)}, maerz(20)},
		"not announced":  {[]Bescheid{b(maerz(20), raum, BescheidBereitgestellt)}, nil},
		"without remedy": {[]Bescheid{b(nil, raum, bekannt)}, nil},
	} {
		got, brief := RechtsbehelfLaeuft(Faden{Bescheide: c.bescheide}.Alles(inST, *maerz(10), Umstand{}))
		if (got == nil) != (c.want == nil) || got != nil && !got.Equal(*c.want) || brief != (name == "by post") {
			t.Errorf("%s: %v, by letter %v", name, got, brief)
		}
	}
}

// Reminded is who has little time left and was not told just now.
func TestErinnern(t *testing.T) {
	for name, c := range map[string]struct {
		o     Offenes
		heute int
		want  bool
	}{
		"no day":           {Offenes{Gesagt: *maerz(1)}, 10, false},
		"four days before": {Offenes{Gesagt: *maerz(1), Bis: maerz(14)}, 10, false},
		"three before":     {Offenes{Gesagt: *maerz(1), Bis: maerz(13)}, 10, true},
		"on the last day":  {Offenes{Gesagt: *maerz(1), Bis: maerz(10)}, 10, true},
		"too late":         {Offenes{Gesagt: *maerz(1), Bis: maerz(9)}, 10, false},
		"told just now":    {Offenes{Gesagt: *maerz(8), Bis: maerz(11)}, 10, false},
		"told a while ago": {Offenes{Gesagt: *maerz(7), Bis: maerz(11)}, 10, true},
	} {
		if got := c.o.Erinnern(*maerz(c.heute)); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestProzessAnfragen(t *testing.T) {
	var f Faden
	f.anfrage(1, nil)
	f.anfrage(2, nil)
	f.anfrage(3, nil)
	f.Nachrichten = append(f.Nachrichten, Nachricht{ID: nr(4), Richtung: Aus, Antwort: AntwortKeine})
	task := func(n int) Aufgabe {
		return Aufgabe{Zustand: AufgabeErledigt, Werte: []byte(`{"nachricht":"` + nr(n).String() + `"}`)}
	}
	for name, c := range map[string]struct {
		aufgaben   []Aufgabe
		verschickt []string
		waits      int
		want       []uuid.UUID
	}{
		"none of its own":                     {nil, nil, 1, []uuid.UUID{nr(3)}},
		"its own, newer ones beside it":       {[]Aufgabe{task(1)}, nil, 1, []uuid.UUID{nr(1)}},
		"the newest of its own":               {[]Aufgabe{task(1), task(2)}, nil, 1, []uuid.UUID{nr(2)}},
		"two waits":                           {[]Aufgabe{task(1), task(2)}, nil, 2, []uuid.UUID{nr(2), nr(1)}},
		"more waits than requests":            {[]Aufgabe{task(1)}, nil, 3, []uuid.UUID{nr(1)}},
		"by a service":                        {[]Aufgabe{task(1)}, []string{nr(2).String()}, 1, []uuid.UUID{nr(2)}},
		"the newest wants no answer":          {[]Aufgabe{task(4), task(2)}, nil, 1, []uuid.UUID{nr(4)}},
		"its only one wants no answer":        {[]Aufgabe{task(4)}, nil, 1, []uuid.UUID{nr(4)}},
		"a task with other values, or broken": {[]Aufgabe{{Zustand: AufgabeErledigt, Werte: []byte(`{"nachricht":5}`)}, {Werte: nil}}, nil, 1, []uuid.UUID{nr(3)}},
	} {
		if got := f.ProzessAnfragen(c.aufgaben, c.verschickt, c.waits); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// Whatever was written beside it: a process that has sent something waits for nothing else, and for the newest first;
// one that has sent nothing waits for requests only.
func TestProzessAnfragenAreItsOwn(t *testing.T) {
	regeln := []AntwortRegel{AntwortKeine, AntwortMoeglich, AntwortErforderlich}
	for seed := range uint64(2000) {
		r := rand.New(rand.NewPCG(seed, 28))
		var f Faden
		var aufgaben []Aufgabe
		var verschickt []string
		var eigene, andere []uuid.UUID // newest first
		for n := 1; n <= r.IntN(8); n++ {
			m := Nachricht{ID: nr(n), Richtung: Aus, Antwort: regeln[r.IntN(3)]}
			f.Nachrichten = append(f.Nachrichten, m)
			switch r.IntN(3) {
			case 0:
				werte := []byte(`{"nachricht":"` + m.ID.String() + `"}`)
				aufgaben, eigene = append(aufgaben, Aufgabe{Zustand: AufgabeErledigt, Werte: werte}),
					slices.Insert(eigene, 0, m.ID)
			case 1:
				verschickt, eigene = append(verschickt, m.ID.String()), slices.Insert(eigene, 0, m.ID)
			default:
				if m.Antwort == AntwortErforderlich {
					andere = slices.Insert(andere, 0, m.ID)
				}
			}
			if r.IntN(2) == 0 {
				f.antwort(n)
			}
		}
		want, waits := andere, 1+r.IntN(2)
		if len(eigene) > 0 {
			want = eigene
		}
		if got := f.ProzessAnfragen(aufgaben, verschickt, waits); !slices.Equal(got, want[:min(waits, len(want))]) {
			t.Fatalf("seed %d: %v, want %d of %v", seed, got, waits, want)
		}
	}
}

// A fee that was announced is open until its day; what is collected, replaced or not announced yet is not.
func TestZahlungLaeuft(t *testing.T) {
	heute := *maerz(10)
	for name, c := range map[string]struct {
		change func(*Bescheid)
		want   *time.Time
	}{
		"announced":         {func(*Bescheid) {}, maerz(20)},
		"on its day":        {func(b *Bescheid) { b.Zahlung.FaelligAm = heute }, maerz(10)},
		"its day is past":   {func(b *Bescheid) { b.Zahlung.FaelligAm = *maerz(9) }, nil},
		"collected":         {func(b *Bescheid) { b.Zahlung.Einzug = true }, nil},
		"not announced yet": {func(b *Bescheid) { b.Zustand = BescheidBereitgestellt }, nil},
		"without a fee":     {func(b *Bescheid) { b.GebuehrCent, b.Zahlung = 0, nil }, nil},
	} {
		b := Bescheid{Zustand: BescheidBekanntgegeben, Kanal: KanalPost, GebuehrCent: 100,
			Zahlung: &Zahlung{FaelligAm: *maerz(20)}}
		c.change(&b)
		alles := Faden{Bescheide: []Bescheid{b}}.Alles(KalenderIn("ST", "", nil), heute, Umstand{})
		got, _ := ZahlungLaeuft(alles)
		if (got == nil) != (c.want == nil) || got != nil && !got.Equal(*c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
		if len(FuerSie(alles)) > 0 && b.Zustand == BescheidBekanntgegeben {
			t.Errorf("%s: reminded of what may be paid", name)
		}
	}
}
