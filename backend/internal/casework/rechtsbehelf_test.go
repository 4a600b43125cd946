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
		"none":                 {"", change(func(r *workflow.Rechtsbehelf) { r.Art = "keiner" }), "2026-03-10", 0},
	} {
		got := BestimmeRechtsbehelf(c.recht, c.r, tag(c.am))
		if got.Monate != c.monate || got.Unbestaetigt() != (c.monate == 12) {
			t.Errorf("%s: %+v", name, got)
		}
		ende, schritte := got.Ende(inST, bekannt)
		if c.monate == 0 {
			if ende != nil {
				t.Errorf("%s: %v", name, ende)
			}
			continue
		}
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
		return BestimmeRechtsbehelf(RechtAO, r, tag("2026-01-20")).Ende(inST, tag("2026-01-31"))
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
