package casework

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var inST = Kalender{Land: "ST"}

// The rows are those of the project's table of deadlines that rule B4 can reach (the same count of days
// as by mailbox), with the Land for the end of the period.
func TestPostAndRemedy(t *testing.T) {
	for _, f := range []struct{ auf, land, bekannt, ende, warum string }{
		{"2024-12-27", "ST", "2024-12-30", "2025-01-30", "old three days"},
		{"2024-12-31", "ST", "2025-01-03", "2025-02-03", "last day of the old rule"},
		{"2025-01-01", "ST", "2025-01-05", "2025-02-05", "new rule, Sunday stays"},
		{"2025-12-02", "ST", "2025-12-06", "2026-01-07", "6 January is a holiday in ST"},
		{"2025-12-02", "SH", "2025-12-06", "2026-01-06", "none in SH"},
		{"2026-01-27", "SH", "2026-01-31", "2026-03-02", "no 31 February, then a Saturday"},
		{"2026-03-31", "ST", "2026-04-04", "2026-05-04", "Easter Saturday stays"},
		{"2026-04-30", "NW", "2026-05-04", "2026-06-05", "Corpus Christi"},
		{"2026-04-30", "SH", "2026-05-04", "2026-06-04", "none in SH"},
		{"2026-10-14", "SN", "2026-10-18", "2026-11-19", "Buß- und Bettag"},
		{"2026-10-14", "ST", "2026-10-18", "2026-11-18", "none in ST"},
		{"2026-11-21", "ST", "2026-11-25", "2026-12-28", "Christmas, then a weekend"},
		{"2027-02-04", "MV", "2027-02-08", "2027-03-09", "8 March in MV"},
		{"2027-02-04", "SH", "2027-02-08", "2027-03-08", "none in SH"},
		{"2027-08-16", "TH", "2027-08-20", "2027-09-21", "Weltkindertag"},
		{"2027-09-27", "BY", "2027-10-01", "2027-11-02", "All Saints"},
		{"2027-09-27", "ST", "2027-10-01", "2027-11-01", "none in ST"},
		{"2024-02-25", "ST", "2024-02-28", "2024-03-28", "leap year"},
	} {
		// The date of Bekanntgabe is computed for ST alone; the end of the period for every Land.
		b := BekanntgabeDurchPost(inST, RechtVwVfG, tag(f.auf))
		if !b.Am.Equal(tag(f.bekannt)) || len(b.Schritte) != 4 {
			t.Errorf("%s (%s): %s", f.auf, f.warum, b.Am.Format(time.DateOnly))
		}
		ende, schritte := RechtsbehelfEnde(Kalender{Land: Land(f.land)}, tag(f.bekannt), true)
		if !ende.Equal(tag(f.ende)) || len(schritte) == 0 {
			t.Errorf("%s %s (%s): ends %s", f.bekannt, f.land, f.warum, ende.Format(time.DateOnly))
		}
	}
}

// Under the AO the day moves to the next working day (§ 108 Abs. 3 AO).
func TestPostUnderTheAO(t *testing.T) {
	for _, f := range []struct{ auf, bekannt string }{
		{"2026-03-02", "2026-03-06"}, {"2026-03-03", "2026-03-09"}, {"2026-12-21", "2026-12-28"}, {"2024-12-31", "2025-01-03"},
	} {
		if b := BekanntgabeDurchPost(inST, RechtAO, tag(f.auf)); !b.Am.Equal(tag(f.bekannt)) ||
			!strings.HasPrefix(b.Regel, "B8") {
			t.Errorf("%s: %s", f.auf, b.Am.Format(time.DateOnly))
		}
	}
}

func TestRetrieval(t *testing.T) {
	for _, f := range []struct{ abruf, bekannt, ende string }{
		{"2026-04-30T08:00:00Z", "2026-05-01", "2026-06-01"}, // a holiday, not moved
		{"2026-04-30T22:30:00Z", "2026-05-02", "2026-06-02"}, // it is May in Berlin already
		{"2026-01-30T12:00:00Z", "2026-01-31", "2026-03-02"},
		{"2024-12-31T22:59:59Z", "2025-01-01", "2025-02-03"},
	} {
		am, err := time.Parse(time.RFC3339, f.abruf)
		if err != nil {
			t.Fatal(err)
		}
		b := BekanntgabeDurchAbruf(inST, am)
		if !b.Am.Equal(tag(f.bekannt)) || !strings.HasPrefix(b.Regel, "B2") {
			t.Errorf("%s: %s", f.abruf, b.Am)
		}
		if ende, _ := RechtsbehelfEnde(inST, b.Am, true); !ende.Equal(tag(f.ende)) {
			t.Errorf("%s: ends %s", f.abruf, ende.Format(time.DateOnly))
		}
	}
}

func TestEndOfProvision(t *testing.T) {
	for _, f := range []struct{ hinweis, want string }{
		{"2026-03-27T09:00:00Z", "2026-04-07"}, // day 10 is Easter Monday
		{"2026-03-02T09:00:00Z", "2026-03-12"},
		{"2026-12-16T09:00:00Z", "2026-12-28"}, // 26 December, a Saturday
		{"2026-03-02T23:30:00Z", "2026-03-13"}, // 3 March in Berlin
	} {
		am, err := time.Parse(time.RFC3339, f.hinweis)
		if err != nil {
			t.Fatal(err)
		}
		if got := AbrufFrist(inST, am); !got.Equal(tag(f.want)) {
			t.Errorf("%s: %s", f.hinweis, got.Format(time.DateOnly))
		}
	}
}

func TestUnknownLandIsNotComputed(t *testing.T) {
	for _, land := range []Land{"SH", "BY", "NW", "BE", "", "XX", "st"} {
		if KnowsRecht(land) {
			t.Errorf("%q is not verified", land)
		}
		for _, b := range []Bekanntgabe{BekanntgabeDurchPost(Kalender{Land: land}, RechtVwVfG, tag("2026-01-01")),
			BekanntgabeDurchAbruf(Kalender{Land: land}, tag("2026-01-01"))} {
			if !b.Am.IsZero() || len(b.Schritte) != 2 {
				t.Errorf("%q: %+v", land, b)
			}
		}
	}
}

func TestWithoutNoticeOfRemediesItIsAYear(t *testing.T) {
	for _, f := range []struct{ bekannt, ende string }{
		{"2026-01-30", "2027-02-01"}, {"2024-02-29", "2025-02-28"}, {"2025-05-01", "2026-05-04"}, {"2026-06-15", "2027-06-15"},
	} {
		ende, schritte := RechtsbehelfEnde(inST, tag(f.bekannt), false)
		if !ende.Equal(tag(f.ende)) || !strings.Contains(schritte[0], "§ 58") {
			t.Errorf("%s: %s %q", f.bekannt, ende.Format(time.DateOnly), schritte)
		}
	}
}

// TestPeriodsEndOnWorkingDays: whatever the day, the end is a working day at least a month later.
func TestPeriodsEndOnWorkingDays(t *testing.T) {
	laender := []Land{"BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH"}
	rapid.Check(t, func(t *rapid.T) {
		k := Kalender{Land: rapid.SampledFrom(laender).Draw(t, "land")}
		d := Tag(2020, 1, 1).AddDate(0, 0, rapid.IntRange(0, 8000).Draw(t, "d"))
		ende, _ := RechtsbehelfEnde(k, d, true)
		monat := PlusMonate(d, 1)
		if !k.IsArbeitstag(ende) || ende.Before(monat) || ende.After(monat.AddDate(0, 0, 5)) {
			t.Fatalf("%v %v ends %v", k, d, ende)
		}
		jahr, _ := RechtsbehelfEnde(k, d, false)
		if !k.IsArbeitstag(jahr) || !jahr.After(ende) {
			t.Fatalf("%v %v ends %v without notice", k, d, jahr)
		}
	})
}
