package service

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/workflow"
)

var inST = casework.Kalender{Land: "ST"}

func tag(t int) *time.Time {
	d := casework.Tag(2026, 11, t)
	return &d
}

// What was waited for and has come, or can no longer come, is not shown as an open deadline: neither as what is due nor
// as what is waited for. 30.11.2026 is a Monday.
func TestASatisfiedDeadlineIsNotOpen(t *testing.T) {
	anfrage, andere := uuid.New(), uuid.New()
	gefragt := casework.Nachricht{ID: anfrage, Richtung: casework.Aus, Art: casework.ArtNachforderung,
		Antwort: casework.AntwortErforderlich, AntwortBis: tag(20), Am: *tag(2), Gelesen: true}
	punkt := func(z casework.PunktZustand) casework.Punkt { return casework.Punkt{Nachricht: anfrage, Zustand: z} }
	antwort := func(auf uuid.UUID) casework.Nachricht {
		return casework.Nachricht{ID: uuid.New(), Richtung: casework.Ein, Bezug: &auf, Gelesen: true, Am: *tag(5)}
	}
	bescheid := func(z casework.BescheidZustand, f func(*casework.Bescheid)) []casework.Bescheid {
		b := casework.Bescheid{Zustand: z, Am: *tag(6), Kanal: casework.KanalAntragsraum}
		if f != nil {
			f(&b)
		}
		return []casework.Bescheid{b}
	}
	bis := func(t int) func(*casework.Bescheid) {
		return func(b *casework.Bescheid) { b.RechtsbehelfBis = tag(t) }
	}
	hinweis := func(b *casework.Bescheid) { b.HinweisAm = tag(6) }
	moeglich := gefragt
	moeglich.Antwort = casework.AntwortMoeglich
	steht := gefragt
	steht.UhrStehtSeit = tag(9)
	for _, c := range []struct {
		name  string
		faden casework.Faden
		heute int
		grund []string // of every open date
	}{
		{"asked", casework.Faden{Nachrichten: []casework.Nachricht{gefragt}}, 10, []string{casework.GrundAntwortfrist}},
		{"its clock stands", casework.Faden{Nachrichten: []casework.Nachricht{steht}}, 10, nil},
		{"answered", casework.Faden{Nachrichten: []casework.Nachricht{gefragt, antwort(anfrage)}}, 10, nil},
		{"something else answered", casework.Faden{Nachrichten: []casework.Nachricht{gefragt, antwort(andere)}}, 10,
			[]string{casework.GrundAntwortfrist}},
		{"all items came", casework.Faden{Nachrichten: []casework.Nachricht{gefragt},
			Punkte: []casework.Punkt{punkt(casework.PunktEingereicht), punkt(casework.PunktAngenommen)}}, 10, nil},
		{"an item was sent back", casework.Faden{Nachrichten: []casework.Nachricht{gefragt, antwort(anfrage)},
			Punkte: []casework.Punkt{punkt(casework.PunktZurueckgewiesen)}}, 10, []string{casework.GrundAntwortfrist}},
		{"who may answer owes nothing", casework.Faden{Nachrichten: []casework.Nachricht{moeglich}}, 30, nil},
		{"overtaken by a decision", casework.Faden{Nachrichten: []casework.Nachricht{gefragt},
			Bescheide: bescheid(casework.BescheidWirdErstellt, nil)}, 10, nil},
		{"to be retrieved", casework.Faden{Bescheide: bescheid(casework.BescheidBereitgestellt, hinweis)}, 10,
			[]string{casework.GrundAbruf}},
		{"retrieved", casework.Faden{Bescheide: bescheid(casework.BescheidBekanntgegeben, hinweis)}, 10, nil},
		{"not retrieved in time", casework.Faden{Bescheide: bescheid(casework.BescheidAbrufAbgelaufen, hinweis)}, 30,
			[]string{casework.GrundAufgabe}},
		{"to be posted", casework.Faden{Bescheide: bescheid(casework.BescheidZurPost, nil)}, 10,
			[]string{casework.GrundAufgabe}},
		{"remedy runs", casework.Faden{Bescheide: bescheid(casework.BescheidBekanntgegeben, bis(20))}, 20,
			[]string{casework.GrundWiderspruch}},
		{"remedy is over", casework.Faden{Bescheide: bescheid(casework.BescheidBekanntgegeben, bis(20))}, 21,
			[]string{casework.GrundAufgabe}},
	} {
		var l casework.Lage
		anfragenLage(&l, c.faden, inST, workflow.State{})
		bescheidLage(&l, c.faden.Bescheide, inST, *tag(c.heute))
		var grund []string
		for _, x := range l.Termine {
			grund = append(grund, x.Grund)
		}
		if !slices.Equal(grund, c.grund) {
			t.Errorf("%s: open are %v, want %v", c.name, grund, c.grund)
		}
		v := casework.Vorgang{Status: casework.Beschieden}
		v.Assess(l)
		waits := v.WartetAuf == casework.WartetAntragsteller || v.WartetAuf == casework.WartetFrist
		wants := slices.ContainsFunc(c.grund, func(g string) bool { return g != casework.GrundAufgabe })
		if waits != wants {
			t.Errorf("%s: waits for %s", c.name, v.WartetAuf)
		}
	}
}

// Whoever looks after the period is told what to do, on a day somebody works.
func TestAfterThePeriodTheVorgangIsToBeClosed(t *testing.T) {
	var l casework.Lage
	b := casework.Bescheid{Zustand: casework.BescheidBekanntgegeben, RechtsbehelfBis: tag(27)} // a Friday
	bescheidLage(&l, []casework.Bescheid{b}, inST, *tag(28))
	want := casework.Termin{Am: *tag(30), Grund: casework.GrundAufgabe,
		Text: "Rechtsbehelfsfrist abgelaufen, Vorgang abschließen"}
	if len(l.Termine) != 1 || l.Termine[0] != want || l.FristLaeuft {
		t.Errorf("%+v", l)
	}
	l = casework.Lage{Aufgaben: []casework.Aufgabe{{Titel: "Akte ablegen"}}}
	bescheidLage(&l, []casework.Bescheid{b}, inST, *tag(28))
	if len(l.Termine) != 0 {
		t.Errorf("a task says what to do: %+v", l.Termine)
	}
}
