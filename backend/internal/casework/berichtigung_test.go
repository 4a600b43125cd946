package casework

import (
	"strings"
	"testing"
	"time"
)

// What the applicant is told of a day that was put right: the day, until when they can defend themselves and by what,
// and nothing of the office's reason.
func TestWhatIsSaidOfACorrectedDay(t *testing.T) {
	am := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	day := func(s string) *time.Time { d := tag(s); return &d }
	for _, f := range []struct {
		akt         BescheidAkt
		vorher, now *time.Time
		bis         *time.Time
		remedy      string
		says        []string
	}{
		{AktPosttag, day("2026-03-14"), day("2026-03-16"), day("2026-04-16"), "widerspruch",
			[]string{"Es ist der 16.03.2026, nicht der 14.03.2026", "bis zum 16.04.2026 Widerspruch erheben"}},
		{AktSpaeter, day("2026-03-14"), day("2026-03-20"), day("2026-04-20"), "einspruch",
			[]string{"20.03.2026", "bis zum 20.04.2026 Einspruch einlegen"}},
		{AktTagFeststellen, nil, day("2026-03-12"), day("2026-04-13"), "klage",
			[]string{"stand bisher nicht fest", "bis zum 13.04.2026 Klage erheben"}},
		{AktPosttag, day("2026-03-20"), day("2026-02-10"), day("2026-03-10"), "widerspruch",
			[]string{"Die Frist für einen Widerspruch ist damit am 10.03.2026 abgelaufen"}},
		{AktPosttag, day("2026-03-14"), day("2026-03-16"), nil, "keiner", []string{"Es ist der 16.03.2026"}},
		{AktZurueck, day("2026-03-14"), nil, nil, "widerspruch", []string{"zurückgekommen", "es läuft keine Frist"}},
		{AktNichtZugegangen, nil, nil, nil, "widerspruch", []string{"nicht angekommen", "noch einmal"}},
	} {
		x := &Berichtigung{Akt: f.akt, Grund: "Geheim"}
		b := &Bescheid{Am: am, BekanntgabeAm: f.now, RechtsbehelfBis: f.bis}
		betreff, text := x.Mitteilung(b, f.vorher, f.remedy, tag("2026-03-25"))
		for _, want := range append(f.says, "10.03.2026") {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q lacks %q", f.akt, text, want)
			}
		}
		promises := f.bis == nil && strings.Contains(text, "können")
		if betreff == "" || strings.Contains(betreff+text, "Geheim") || promises {
			t.Errorf("%s: %s %s", f.akt, betreff, text)
		}
	}
}

// Of a letter the day is said as what follows from it, until a person in the office has put it right; to whom somebody
// represents it is not theirs.
func TestWhenTheRemedyOfALetterIsSaid(t *testing.T) {
	bis := tag("2026-04-16")
	first := Feststellung{Anlass: AnlassErst}
	b := Bescheid{Kanal: KanalPost, Zustand: BescheidBekanntgegeben, BekanntgabeAm: &bis, RechtsbehelfBis: &bis}
	said := func(f ...Feststellung) (*time.Time, bool) {
		b.Feststellungen = f
		return RechtsbehelfLaeuft(Faden{Bescheide: []Bescheid{b}}.Alles(inST, tag("2026-04-01"), Umstand{}))
	}
	for name, c := range map[string]struct {
		f     []Feststellung
		brief bool
	}{"an earlier program's": {nil, true}, "posted": {[]Feststellung{first}, true},
		"put right":  {[]Feststellung{first, {Anlass: string(AktPosttag)}}, false},
		"sent again": {[]Feststellung{first, {Anlass: string(AktZurueck)}, first}, true}} {
		if got, brief := said(c.f...); got == nil || brief != c.brief {
			t.Errorf("%s: %v, by letter %v", name, got, brief)
		}
	}
	b.Anschrift = &Anschrift{Name: "Ada Anwalt", Vertritt: "Ina Lebt"}
	if got, _ := said(first); got != nil {
		t.Error("the representative's day is said to the applicant")
	}
}

// What is debited is said, and nobody is asked to pay it.
func TestADebitIsNoPayment(t *testing.T) {
	heute, faellig := tag("2026-04-01"), tag("2026-04-20")
	for _, einzug := range []bool{true, false} {
		b := Bescheid{Zustand: BescheidBekanntgegeben, GebuehrCent: 4500,
			Zahlung: &Zahlung{FaelligAm: faellig, Einzug: einzug}}
		alles := Faden{Bescheide: []Bescheid{b}}.Alles(inST, heute, Umstand{})
		am, zahlen := EinzugLaeuft(alles), false
		if bis, _ := ZahlungLaeuft(alles); bis != nil {
			zahlen = true
		}
		if (am != nil) != einzug || zahlen == einzug {
			t.Errorf("debit %v: debited %v, to be paid %v", einzug, am, zahlen)
		}
	}
}
