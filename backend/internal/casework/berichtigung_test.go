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

// Of a letter the page says nothing until a person in the office has put its day right.
func TestWhenTheRemedyOfALetterIsSaid(t *testing.T) {
	bis := tag("2026-04-16")
	first := Feststellung{Anlass: AnlassErst}
	b := Bescheid{Kanal: KanalPost, Zustand: BescheidBekanntgegeben, BekanntgabeAm: &bis, RechtsbehelfBis: &bis}
	said := func(f ...Feststellung) *time.Time {
		b.Feststellungen = f
		return RechtsbehelfLaeuft(Faden{Bescheide: []Bescheid{b}}.Alles(inST, tag("2026-04-01"), Umstand{}))
	}
	if said() != nil || said(first) != nil || said(first, Feststellung{Anlass: string(AktPosttag)}) == nil {
		t.Error("the letter's period is said before it was put right, or not after")
	}
	if said(first, Feststellung{Anlass: string(AktZurueck)}, first) != nil {
		t.Error("sent again: the new letter says it")
	}
}
