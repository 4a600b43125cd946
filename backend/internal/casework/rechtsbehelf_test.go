package casework

import (
	"strings"
	"testing"
	"time"

	"kontor/workflow"
)

// What a Bescheid says about the remedy and how long it is possible always agree: a month only where a rule has the
// words, with every form the law allows; else a year.
func TestRechtsbehelfTextAndPeriodAgree(t *testing.T) {
	am, bekannt := tag("2026-03-10"), tag("2026-03-14")
	known := workflow.Rechtsbehelf{Art: "widerspruch", Stelle: "Stadt Lindenfurt",
		Sitz:  "Marktplatz 1, 43210 Lindenfurt",
		Frist: "P1M"}
	full := BestimmeRechtsbehelf("", known, am)
	for _, form := range []string{"schriftlich", "§ 3a Absatz 2", "§ 3a Absatz 3", "§ 9a Absatz 5", "Niederschrift",
		"innerhalb eines Monats", "Stadt Lindenfurt, Marktplatz 1, 43210 Lindenfurt"} {
		if !strings.Contains(full.Text, form) {
			t.Errorf("without %q: %s", form, full.Text)
		}
	}
	change := func(f func(*workflow.Rechtsbehelf)) workflow.Rechtsbehelf { r := known; f(&r); return r }
	for name, c := range map[string]struct {
		recht  string
		r      workflow.Rechtsbehelf
		am     string
		monate int
	}{
		"by rule":                {"", known, "2026-03-10", 1},
		"dues":                   {RechtAO, known, "2026-03-10", 1},
		"own words, those of it": {"", change(func(r *workflow.Rechtsbehelf) { r.Belehrung = full.Text + "\n" }), "2026-03-10", 1},
		"own words, other ones":  {"", change(func(r *workflow.Rechtsbehelf) { r.Belehrung = "Widerspruch ist möglich." }), "2026-03-10", 12},
		"own words, one form off": {"", change(func(r *workflow.Rechtsbehelf) {
			r.Belehrung = strings.Replace(full.Text, " und § 9a Absatz 5 des Onlinezugangsgesetzes", "", 1)
		}), "2026-03-10", 12},
		"another period":       {"", change(func(r *workflow.Rechtsbehelf) { r.Frist = "P2W" }), "2026-03-10", 12},
		"no seat":              {"", change(func(r *workflow.Rechtsbehelf) { r.Sitz = "" }), "2026-03-10", 12},
		"before the rule":      {"", known, "2024-07-23", 12},
		"Einspruch outside AO": {"", change(func(r *workflow.Rechtsbehelf) { r.Art = "einspruch" }), "2026-03-10", 12},
		"Einspruch":            {RechtAO, change(func(r *workflow.Rechtsbehelf) { r.Art = "einspruch" }), "2026-03-10", 1},
		"Klage":                {"", change(func(r *workflow.Rechtsbehelf) { r.Art = "klage" }), "2026-03-10", 1},
		"none":                 {"", change(func(r *workflow.Rechtsbehelf) { r.Art = "keiner" }), "2026-03-10", 12},
		"social law":           {RechtSGBX, known, "2026-03-10", 12}, // nobody knows to which court
		"social law, social court": {RechtSGBX, change(func(r *workflow.Rechtsbehelf) { r.Gericht = workflow.Sozialgericht }),
			"2026-03-10", 1},
		"social law, administrative court": {RechtSGBX, change(func(r *workflow.Rechtsbehelf) {
			r.Gericht = workflow.Verwaltungsgericht
		}), "2026-03-10", 1},
		"the social court elsewhere": {"", change(func(r *workflow.Rechtsbehelf) { r.Gericht = workflow.Sozialgericht }),
			"2026-03-10", 12},
	} {
		got := BestimmeRechtsbehelf(c.recht, c.r, tag(c.am))
		if got.Monate != c.monate || got.Unbestaetigt() != (c.monate == 12) {
			t.Errorf("%s: %+v", name, got)
		}
		ende, schritte := got.Ende(inST, bekannt, "")
		want := map[int]string{1: "2026-04-14", 12: "2027-03-15"}[c.monate]
		if !ende.Equal(tag(want)) || len(schritte) == 0 {
			t.Errorf("%s: %v %v", name, ende, schritte)
		}
	}
}

// Each remedy is counted by its own law: the days are the same, what is cited is not.
func TestARemedyCitesItsLaw(t *testing.T) {
	ende := func(art, stelle string) (*time.Time, []string) {
		r := workflow.Rechtsbehelf{Art: art, Stelle: stelle, Sitz: "Weg 1, 43210 Lindenfurt", Frist: "P1M"}
		return BestimmeRechtsbehelf(RechtAO, r, tag("2026-01-20")).Ende(inST, tag("2026-01-31"), "")
	}
	for art, want := range map[string][3]string{
		"widerspruch": {"§ 70 Abs. 1 VwGO", "§ 57 Abs. 2 VwGO", "§ 58 Abs. 2 VwGO"},
		"klage":       {"§ 74 Abs. 1 VwGO", "§ 57 Abs. 2 VwGO", "§ 58 Abs. 2 VwGO"},
		"einspruch":   {"§ 355 Abs. 1 AO", "§ 108 Abs. 3 AO", "§ 356 Abs. 2 AO"},
	} {
		bis, schritte := ende(art, "Behörde") // 28 February is a Saturday
		if !bis.Equal(tag("2026-03-02")) || len(schritte) != 3 || !strings.Contains(schritte[1], want[0]) ||
			!strings.Contains(schritte[2], want[1]) {
			t.Errorf("%s: %s %q", art, bis.Format(time.DateOnly), schritte)
		}
		jahr, schritte := ende(art, "")
		if !jahr.Equal(tag("2027-02-01")) || !strings.Contains(schritte[0], want[2]) {
			t.Errorf("%s: %s %q", art, jahr.Format(time.DateOnly), schritte)
		}
		if alle := strings.Join(schritte, " "); art == "einspruch" && strings.Contains(alle, "VwGO") {
			t.Errorf("%q", alle)
		}
	}
}

// In social law a remedy has the forms of its own law, and three months where it is announced abroad (§ 84 Abs. 1 SGG).
func TestTheRemedyOfSocialLaw(t *testing.T) {
	r := workflow.Rechtsbehelf{Art: "widerspruch", Stelle: "Stadt Lindenfurt, Sozialamt",
		Sitz: "Weg 1, 43210 Lindenfurt", Frist: "P1M", Gericht: workflow.Sozialgericht}
	rb := BestimmeRechtsbehelf(RechtSGBX, r, tag("2026-03-10"))
	for _, form := range []string{"schriftlich", "§ 36a Absatz 2 des Ersten", "§ 36a Absatz 2a", "§ 9a Absatz 5",
		"Niederschrift", "im Ausland innerhalb von drei Monaten",
		"Stadt Lindenfurt, Sozialamt, Weg 1, 43210 Lindenfurt"} {
		if !strings.Contains(rb.Text, form) {
			t.Errorf("without %q: %s", form, rb.Text)
		}
	}
	for land, want := range map[string]string{"": "2026-04-14", "Deutschland": "2026-04-14",
		"Frankreich": "2026-06-15"} {
		ende, schritte := rb.Ende(inST, tag("2026-03-14"), land)
		if !ende.Equal(tag(want)) || !strings.Contains(strings.Join(schritte, " "), "§ 84 Abs. 1 SGG") {
			t.Errorf("%s: %s %q", land, ende.Format(time.DateOnly), schritte)
		}
	}
	r.Belehrung = "Widerspruch ist möglich."
	ende, schritte := BestimmeRechtsbehelf(RechtSGBX, r, tag("2026-03-10")).Ende(inST, tag("2026-03-14"), "Frankreich")
	if !ende.Equal(tag("2027-03-15")) || !strings.Contains(schritte[0], "§ 66 Abs. 2 SGG") {
		t.Errorf("%s %q", ende.Format(time.DateOnly), schritte)
	}
}

// What no rule confirms is counted for a year and told to nobody: the letter may say a month.
func TestADayNoRuleConfirmsIsNotSaid(t *testing.T) {
	bekannt, jahr, monat := tag("2026-03-14"), tag("2027-03-15"), tag("2026-04-14")
	of := func(r *Rechtsbehelf, bis time.Time) *Bescheid {
		return &Bescheid{Am: tag("2026-03-10"), Kanal: KanalAntragsraum, Zustand: BescheidBekanntgegeben,
			Rechtsbehelf: r, BekanntgabeAm: &bekannt, RechtsbehelfBis: &bis}
	}
	for name, c := range map[string]struct {
		b      *Bescheid
		gesagt bool
	}{
		"by rule":                  {of(&Rechtsbehelf{Art: "widerspruch", Regel: "RB", Monate: 1}, monat), true},
		"no rule":                  {of(&Rechtsbehelf{Art: "widerspruch", Monate: 12}, jahr), false},
		"none named":               {of(&Rechtsbehelf{Art: KeinRechtsbehelf, Monate: 12}, jahr), false},
		"of an earlier program":    {of(nil, monat), true},
		"of one that found a year": {of(nil, jahr), false},
	} {
		alles := Faden{Bescheide: []Bescheid{*c.b}}.Alles(inST, tag("2026-04-01"), Umstand{})
		laeuft, _ := RechtsbehelfLaeuft(alles)
		x := &Berichtigung{Akt: AktTagFeststellen}
		_, text := x.Mitteilung(c.b, nil, "widerspruch", tag("2026-04-01"))
		day := c.b.RechtsbehelfBis.Format("02.01.2006")
		if (c.b.SagbarBis() != nil) != c.gesagt || (laeuft != nil) != c.gesagt ||
			strings.Contains(text, day) != c.gesagt {
			t.Errorf("%s: %v, %+v, %s", name, c.b.SagbarBis(), alles, text)
		}
		if !c.gesagt && !strings.Contains(text, "am Ende des Bescheids") {
			t.Errorf("%s: %s", name, text)
		}
		if len(alles) != 1 || alles[0].Art != OffenRechtsbehelf {
			t.Errorf("%s: the desk does not wait: %+v", name, alles)
		}
	}
}
