package casework

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
)

func november(t int) *time.Time {
	d := Tag(2026, 11, t)
	return &d
}

// What was waited for and has come, or can no longer come, is not shown as an open deadline: neither as what is due nor
// as what is waited for. 30.11.2026 is a Monday.
func TestASatisfiedDeadlineIsNotOpen(t *testing.T) {
	anfrage, andere := uuid.New(), uuid.New()
	gefragt := Nachricht{ID: anfrage, Richtung: Aus, Art: ArtNachforderung,
		Antwort: AntwortErforderlich, AntwortBis: november(20), Am: *november(2), Gelesen: true}
	punkt := func(z PunktZustand) Punkt { return Punkt{Nachricht: anfrage, Zustand: z} }
	antwort := func(auf uuid.UUID) Nachricht {
		return Nachricht{ID: uuid.New(), Richtung: Ein, Bezug: &auf, Gelesen: true, Am: *november(5)}
	}
	bescheid := func(z BescheidZustand, f func(*Bescheid)) []Bescheid {
		b := Bescheid{Zustand: z, Am: *november(6), Kanal: KanalAntragsraum}
		if f != nil {
			f(&b)
		}
		return []Bescheid{b}
	}
	bis := func(t int) func(*Bescheid) {
		return func(b *Bescheid) { b.RechtsbehelfBis = november(t) }
	}
	hinweis := func(b *Bescheid) { b.HinweisAm = november(6) }
	moeglich := gefragt
	moeglich.Antwort = AntwortMoeglich
	steht := gefragt
	steht.UhrStehtSeit = november(9)
	for _, c := range []struct {
		name  string
		faden Faden
		heute int
		grund []string // of every open date
	}{
		{"asked", Faden{Nachrichten: []Nachricht{gefragt}}, 10, []string{GrundAntwortfrist}},
		{"its clock stands", Faden{Nachrichten: []Nachricht{steht}}, 10, nil},
		{"answered", Faden{Nachrichten: []Nachricht{gefragt, antwort(anfrage)}}, 10, nil},
		{"something else answered", Faden{Nachrichten: []Nachricht{gefragt, antwort(andere)}}, 10,
			[]string{GrundAntwortfrist}},
		{"all items came", Faden{Nachrichten: []Nachricht{gefragt},
			Punkte: []Punkt{punkt(PunktEingereicht), punkt(PunktAngenommen)}}, 10, nil},
		{"an item was sent back", Faden{Nachrichten: []Nachricht{gefragt, antwort(anfrage)},
			Punkte: []Punkt{punkt(PunktZurueckgewiesen)}}, 10, []string{GrundAntwortfrist}},
		{"who may answer owes nothing", Faden{Nachrichten: []Nachricht{moeglich}}, 30, nil},
		{"overtaken by a decision", Faden{Nachrichten: []Nachricht{gefragt},
			Bescheide: bescheid(BescheidWirdErstellt, nil)}, 10, nil},
		{"to be retrieved", Faden{Bescheide: bescheid(BescheidBereitgestellt, hinweis)}, 10,
			[]string{GrundAbruf}},
		{"retrieved", Faden{Bescheide: bescheid(BescheidBekanntgegeben, hinweis)}, 10, nil},
		{"not retrieved in time", Faden{Bescheide: bescheid(BescheidAbrufAbgelaufen, hinweis)}, 30,
			[]string{GrundAufgabe}},
		{"to be posted", Faden{Bescheide: bescheid(BescheidZurPost, nil)}, 10,
			[]string{GrundAufgabe}},
		{"remedy runs", Faden{Bescheide: bescheid(BescheidBekanntgegeben, bis(20))}, 20,
			[]string{GrundWiderspruch}},
		{"remedy is over", Faden{Bescheide: bescheid(BescheidBekanntgegeben, bis(20))}, 21,
			[]string{GrundAufgabe}},
	} {
		var l Lage
		l.Add(c.faden.Alles(inST, *november(c.heute), Umstand{NimmtAn: true}))
		var grund []string
		for _, x := range l.Termine {
			grund = append(grund, x.Grund)
		}
		if !slices.Equal(grund, c.grund) {
			t.Errorf("%s: open are %v, want %v", c.name, grund, c.grund)
		}
		v := Vorgang{Status: Beschieden}
		v.Assess(l)
		waits := v.WartetAuf == WartetAntragsteller || v.WartetAuf == WartetFrist
		wants := slices.ContainsFunc(c.grund, func(g string) bool { return g != GrundAufgabe })
		if waits != wants {
			t.Errorf("%s: waits for %s", c.name, v.WartetAuf)
		}
	}
}

// Whoever looks after the period is told what to do, on a day somebody works.
func TestAfterThePeriodTheVorgangIsToBeClosed(t *testing.T) {
	var l Lage
	b := Bescheid{Zustand: BescheidBekanntgegeben, RechtsbehelfBis: november(27)} // a Friday
	decided := Faden{Bescheide: []Bescheid{b}}
	l.Add(decided.Alles(inST, *november(28), Umstand{}))
	want := Termin{Am: *november(30), Grund: GrundAufgabe,
		Text: "Rechtsbehelfsfrist abgelaufen, Vorgang abschließen"}
	if len(l.Termine) != 1 || l.Termine[0] != want || l.FristLaeuft {
		t.Errorf("%+v", l)
	}
	l = Lage{Aufgaben: []Aufgabe{{Titel: "Akte ablegen"}}}
	l.Add(decided.Alles(inST, *november(28), Umstand{Aufgaben: true}))
	if len(l.Termine) != 0 {
		t.Errorf("a task says what to do: %+v", l.Termine)
	}
}

// Nobody is late with a letter that came back today, or that could be retrieved until yesterday.
func TestALetterIsDueFromWhenItCanBePosted(t *testing.T) {
	am := november(2).Add(9 * time.Hour)
	back := Feststellung{Am: november(20).Add(9 * time.Hour), Anlass: string(AktZurueck)}
	for name, c := range map[string]struct {
		b    Bescheid
		will *time.Time
	}{
		"decided for the post": {Bescheid{Am: am, Zustand: BescheidZurPost}, november(2)},
		"came back":            {Bescheid{Am: am, Zustand: BescheidZurPost, Feststellungen: []Feststellung{back}}, november(20)},
		"named later":          {Bescheid{Am: am, Zustand: BescheidZurPost, genanntAm: *november(5)}, november(5)},
		// told on Wednesday the 4th; the tenth day is a Saturday, so it ends with Monday
		"not retrieved": {Bescheid{Am: am, Zustand: BescheidAbrufAbgelaufen, HinweisAm: november(4)}, november(17)},
	} {
		var l Lage
		l.Add(Faden{Bescheide: []Bescheid{c.b}}.Alles(inST, *november(30), Umstand{}))
		if len(l.Termine) != 1 || !l.Termine[0].Am.Equal(*c.will) {
			t.Errorf("%s: %+v", name, l.Termine)
		}
	}
}

// Desk and Antragsraum say the same of the same rows: whatever day waits for the applicant stands on the desk, too,
// nobody is waited for who has nothing to do, and the desk is not told to act where only the applicant can.
func TestDeskAndAntragsraumAgree(t *testing.T) {
	punkte := []PunktZustand{PunktOffen, PunktEingereicht, PunktAngenommen, PunktZurueckgewiesen}
	bescheide := []BescheidZustand{BescheidBereitgestellt, BescheidZurPost, BescheidBekanntgegeben,
		BescheidAbrufAbgelaufen}
	sah := map[WartetAuf]int{}
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 14))
		var f Faden
		for n := range r.IntN(4) {
			var items []PunktZustand
			for range r.IntN(3) {
				items = append(items, punkte[r.IntN(len(punkte))])
			}
			f.anfrage(n+1, maerz(1+r.IntN(31)), items...)
			if r.IntN(3) == 0 {
				f.Nachrichten[len(f.Nachrichten)-1].UhrStehtSeit = maerz(2)
			}
			if r.IntN(3) == 0 {
				f.antwort(n + 1)
				f.Nachrichten[len(f.Nachrichten)-1].Gelesen = r.IntN(2) == 0
			}
		}
		if r.IntN(2) == 0 {
			f.bescheid(5, maerz(5), bescheide[r.IntN(len(bescheide))], KanalAntragsraum)
			f.Bescheide[0].RechtsbehelfBis = maerz(10 + r.IntN(20))
			if r.IntN(2) == 0 {
				f.Bescheide[0].Adressaten = []Adressat{{Zustand: BescheidZurPost}}
			}
		}
		alles := f.Alles(inST, *maerz(1 + r.IntN(31)), Umstand{NimmtAn: true})
		var l Lage
		l.Add(alles)
		v := Vorgang{Status: InBearbeitung}
		v.Assess(l)
		sah[v.WartetAuf]++
		offen := FuerSie(alles)
		laeuft := slices.ContainsFunc(offen, func(o Offenes) bool { return !o.Steht })
		if v.WartetAuf == WartetAntragsteller && !laeuft {
			t.Fatalf("seed %d: the desk waits for an applicant who has nothing to do: %+v", seed, alles)
		}
		if laeuft && v.WartetAuf == WartetUns && !l.ZurPost && !l.NeueAntwort {
			t.Fatalf("seed %d: only the applicant can act, and the desk shall: %+v", seed, alles)
		}
		for _, o := range offen {
			if o.Bis != nil && !slices.ContainsFunc(l.Termine, func(x Termin) bool { return x.Am.Equal(*o.Bis) }) {
				t.Fatalf("seed %d: the desk does not know of %+v", seed, o)
			}
			if o.Bis != nil && v.FaelligAm.After(*o.Bis) {
				t.Fatalf("seed %d: due on %s, later than %+v", seed, v.FaelligAm, o)
			}
		}
	}
	if len(sah) != 3 {
		t.Errorf("only %v", sah)
	}
}
