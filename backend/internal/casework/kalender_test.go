package casework

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestEaster(t *testing.T) {
	for _, s := range strings.Fields(`1961-04-02 1981-04-19 2000-04-23 2008-03-23 2011-04-24 2016-03-27 2019-04-21 2020-04-12
		2021-04-04 2022-04-17 2023-04-09 2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21
		2031-04-13 2032-03-28 2033-04-17 2034-04-09 2035-03-25 2036-04-13 2037-04-05 2038-04-25 2049-04-18 2076-04-19`) {
		want := tag(s)
		if got := ostersonntag(want.Year()); !got.Equal(want) {
			t.Errorf("%d: %s", want.Year(), got.Format(time.DateOnly))
		}
	}
}

func tag(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return d
}

// feiertageBekannt lists every public holiday by Land and year, from the published calendars.
var feiertageBekannt = map[Land]string{
	"ST": `2024-01-01 2024-01-06 2024-03-29 2024-04-01 2024-05-01 2024-05-09 2024-05-20 2024-10-03 2024-10-31 2024-12-25 2024-12-26
		2025-01-01 2025-01-06 2025-04-18 2025-04-21 2025-05-01 2025-05-29 2025-06-09 2025-10-03 2025-10-31 2025-12-25 2025-12-26
		2026-01-01 2026-01-06 2026-04-03 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-10-03 2026-10-31 2026-12-25 2026-12-26
		2027-01-01 2027-01-06 2027-03-26 2027-03-29 2027-05-01 2027-05-06 2027-05-17 2027-10-03 2027-10-31 2027-12-25 2027-12-26
		2028-01-01 2028-01-06 2028-04-14 2028-04-17 2028-05-01 2028-05-25 2028-06-05 2028-10-03 2028-10-31 2028-12-25 2028-12-26`,
	"SN": `2024-01-01 2024-03-29 2024-04-01 2024-05-01 2024-05-09 2024-05-20 2024-10-03 2024-10-31 2024-11-20 2024-12-25 2024-12-26
		2025-01-01 2025-04-18 2025-04-21 2025-05-01 2025-05-29 2025-06-09 2025-10-03 2025-10-31 2025-11-19 2025-12-25 2025-12-26
		2026-01-01 2026-04-03 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-10-03 2026-10-31 2026-11-18 2026-12-25 2026-12-26
		2027-01-01 2027-03-26 2027-03-29 2027-05-01 2027-05-06 2027-05-17 2027-10-03 2027-10-31 2027-11-17 2027-12-25 2027-12-26
		2028-01-01 2028-04-14 2028-04-17 2028-05-01 2028-05-25 2028-06-05 2028-10-03 2028-10-31 2028-11-22 2028-12-25 2028-12-26`,
	"BY": `2024-01-01 2024-01-06 2024-03-29 2024-04-01 2024-05-01 2024-05-09 2024-05-20 2024-05-30 2024-10-03 2024-11-01 2024-12-25 2024-12-26
		2025-01-01 2025-01-06 2025-04-18 2025-04-21 2025-05-01 2025-05-29 2025-06-09 2025-06-19 2025-10-03 2025-11-01 2025-12-25 2025-12-26
		2026-01-01 2026-01-06 2026-04-03 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-06-04 2026-10-03 2026-11-01 2026-12-25 2026-12-26
		2027-01-01 2027-01-06 2027-03-26 2027-03-29 2027-05-01 2027-05-06 2027-05-17 2027-05-27 2027-10-03 2027-11-01 2027-12-25 2027-12-26
		2028-01-01 2028-01-06 2028-04-14 2028-04-17 2028-05-01 2028-05-25 2028-06-05 2028-06-15 2028-10-03 2028-11-01 2028-12-25 2028-12-26`,
}

func TestHolidays(t *testing.T) {
	for land, liste := range feiertageBekannt {
		want := map[string]bool{}
		for _, s := range strings.Fields(liste) {
			want[s] = true
		}
		for d := tag("2024-01-01"); d.Year() < 2029; d = d.AddDate(0, 0, 1) {
			if s := d.Format(time.DateOnly); (Kalender{Land: land}).IsFeiertag(d) != want[s] {
				t.Errorf("%s %s: %v", land, s, !want[s])
			}
		}
	}
}

func TestHolidaysElsewhere(t *testing.T) {
	for _, f := range []struct {
		land Land
		tag  string
		ist  bool
	}{
		{"BE", "2018-03-08", false}, {"BE", "2019-03-08", true}, {"MV", "2022-03-08", false}, {"MV", "2023-03-08", true}, {"SH", "2027-03-08", false},
		{"TH", "2018-09-20", false}, {"TH", "2027-09-20", true}, {"SL", "2026-08-15", true}, {"BY", "2026-08-15", false},
		{"HH", "2016-10-31", false}, {"HH", "2018-10-31", true}, {"NW", "2017-10-31", true}, {"BY", "2017-10-31", true}, {"BY", "2018-10-31", false},
		{"NW", "2026-06-04", true}, {"SH", "2026-06-04", false}, {"HE", "2026-11-01", false}, {"RP", "2026-11-01", true},
		{"BE", "2020-05-08", true}, {"BE", "2021-05-08", false}, {"BE", "2025-05-08", true}, {"BB", "2025-05-08", false}, {"BE", "2028-06-17", true},
		{"SN", "2022-11-16", true}, {"SN", "2022-11-23", false}, {"SN", "2033-11-16", true}, // before the 23rd, not on it
		{"", "2026-01-06", false}, {"", "2026-01-01", true}, {"ST", "2026-12-24", false}, {"ST", "2026-12-31", false},
	} {
		if (Kalender{Land: f.land}).IsFeiertag(tag(f.tag)) != f.ist {
			t.Errorf("%s %s: %v", f.land, f.tag, !f.ist)
		}
	}
}

func TestWorkingDays(t *testing.T) {
	for _, f := range []struct{ von, land, want string }{
		{"2026-04-03", "ST", "2026-04-07"}, {"2026-12-24", "ST", "2026-12-24"}, {"2026-12-25", "ST", "2026-12-28"},
		{"2026-01-06", "ST", "2026-01-07"}, {"2026-01-06", "SN", "2026-01-06"}, {"2026-11-18", "SN", "2026-11-19"},
	} {
		if got := (Kalender{Land: Land(f.land)}).NaechsterArbeitstag(tag(f.von)); !got.Equal(tag(f.want)) {
			t.Errorf("%s %s: %s", f.land, f.von, got.Format(time.DateOnly))
		}
	}
	if got := (Kalender{Land: "ST"}).PlusArbeitstage(tag("2026-04-02"), 2); !got.Equal(tag("2026-04-08")) {
		t.Errorf("two working days after Maundy Thursday: %s", got)
	}
	if got := (Kalender{Land: "ST"}).PlusArbeitstage(tag("2026-04-04"), 0); !got.Equal(tag("2026-04-04")) {
		t.Errorf("no working days: %s", got)
	}
}

func TestPlusMonate(t *testing.T) {
	for _, f := range []struct {
		von  string
		n    int
		want string
	}{
		{"2026-01-31", 1, "2026-02-28"}, {"2024-01-31", 1, "2024-02-29"}, {"2026-01-30", 1, "2026-02-28"}, {"2026-01-28", 1, "2026-02-28"},
		{"2026-02-28", 1, "2026-03-28"}, {"2026-03-31", 1, "2026-04-30"}, {"2026-12-31", 1, "2027-01-31"}, {"2026-12-15", 1, "2027-01-15"},
		{"2024-02-29", 12, "2025-02-28"}, {"2024-02-29", 48, "2028-02-29"}, {"2026-08-31", 6, "2027-02-28"}, {"2026-05-05", 0, "2026-05-05"},
		{"2026-03-31", -1, "2026-02-28"},
	} {
		if got := PlusMonate(tag(f.von), f.n); !got.Equal(tag(f.want)) {
			t.Errorf("%s + %d: %s", f.von, f.n, got.Format(time.DateOnly))
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		d := Tag(2000, 1, 1).AddDate(0, 0, rapid.IntRange(0, 40_000).Draw(t, "d"))
		n := rapid.IntRange(0, 60).Draw(t, "n")
		e := PlusMonate(d, n)
		if monate := (e.Year()-d.Year())*12 + int(e.Month()) - int(d.Month()); monate != n {
			t.Fatalf("%v + %d = %v", d, n, e)
		}
		if e.Day() != d.Day() && e.AddDate(0, 0, 1).Day() != 1 {
			t.Fatalf("%v + %d = %v: neither the same day nor the last", d, n, e)
		}
	})
}

func TestToday(t *testing.T) {
	for _, f := range []struct{ am, want string }{
		{"2026-01-01T22:59:59Z", "2026-01-01"}, {"2026-01-01T23:00:00Z", "2026-01-02"},
		{"2026-07-01T21:59:59Z", "2026-07-01"}, {"2026-07-01T22:00:00Z", "2026-07-02"},
		{"2026-03-29T00:59:59Z", "2026-03-29"}, {"2024-12-31T23:30:00Z", "2025-01-01"},
	} {
		am, err := time.Parse(time.RFC3339, f.am)
		if err != nil {
			t.Fatal(err)
		}
		if got := Heute(am); !got.Equal(tag(f.want)) {
			t.Errorf("%s: %s", f.am, got)
		}
	}
}

func TestHolidaysOfAPlace(t *testing.T) {
	augsburg := Kalender{Land: "BY", Ort: []Ortsfeiertag{Friedensfest, MariaHimmelfahrt}}
	eichsfeld := Kalender{Land: "TH", Ort: []Ortsfeiertag{FronleichnamAmOrt}}
	for _, f := range []struct {
		k    Kalender
		tag  string
		frei bool
	}{
		{augsburg, "2025-08-08", true}, {Kalender{Land: "BY"}, "2025-08-08", false},
		{augsburg, "2025-08-15", true}, {Kalender{Land: "BY"}, "2025-08-15", false},
		{Kalender{Land: "SL"}, "2025-08-15", true},
		{eichsfeld, "2026-06-04", true}, {Kalender{Land: "TH"}, "2026-06-04", false},
		{Kalender{Land: "BY"}, "2026-06-04", true}, {eichsfeld, "2026-06-05", false},
		{Kalender{Land: "NW"}, "2026-02-16", false}, // Rosenmontag
	} {
		if f.k.IsFeiertag(tag(f.tag)) != f.frei {
			t.Errorf("%v %s: %t", f.k, f.tag, !f.frei)
		}
	}
	if got := augsburg.NaechsterArbeitstag(tag("2025-08-15")); !got.Equal(tag("2025-08-18")) {
		t.Error(got)
	}
}

// Every year 2017 to 2040 and every Land: Good Friday to Whit Monday by Easter, Buß- und Bettag the Wednesday between
// 16 and 22 November (never the 23rd, in whatever year that is a Wednesday), the fixed days, and nothing else.
func TestEveryYear(t *testing.T) {
	fest := map[Land]string{"BW": "01-06 11-01", "BY": "01-06 11-01", "ST": "01-06 10-31", "BE": "03-08",
		"MV": "03-08 10-31",
		"SL": "08-15 11-01", "TH": "09-20 10-31", "BB": "10-31", "SN": "10-31", "HB": "10-31", "HH": "10-31", "NI": "10-31",
		"SH": "10-31", "NW": "11-01", "RP": "11-01", "HE": ""}
	ab := map[string]int{"BE 03-08": 2019, "MV 03-08": 2023, "TH 09-20": 2019, "HB 10-31": 2018, "HH 10-31": 2018,
		"NI 10-31": 2018, "SH 10-31": 2018}
	einmal := []string{"BE 2020-05-08", "BE 2025-05-08", "BE 2028-06-17"}
	fronleichnam := []Land{"BW", "BY", "HE", "NW", "RP", "SL"}
	mittwoch := 0
	for land, tage := range fest {
		for y := 2017; y <= 2040; y++ {
			want := map[string]bool{}
			for _, d := range strings.Fields("01-01 05-01 10-03 12-25 12-26 " + tage) {
				want[d] = y >= ab[string(land)+" "+d]
			}
			for _, n := range []int{-2, 1, 39, 50} {
				want[ostersonntag(y).AddDate(0, 0, n).Format("01-02")] = true
			}
			if slices.Contains(fronleichnam, land) {
				want[ostersonntag(y).AddDate(0, 0, 60).Format("01-02")] = true
			}
			if y == 2017 {
				want["10-31"] = true
			}
			for _, x := range einmal {
				if l, d, _ := strings.Cut(x, " "); l == string(land) && tag(d).Year() == y {
					want[d[5:]] = true
				}
			}
			for d := 16; land == "SN" && d <= 22; d++ {
				if Tag(y, 11, d).Weekday() == time.Wednesday {
					want[Tag(y, 11, d).Format("01-02")] = true
				}
			}
			if land == "SN" && Tag(y, 11, 23).Weekday() == time.Wednesday {
				mittwoch++
			}
			for d := Tag(y, 1, 1); d.Year() == y; d = d.AddDate(0, 0, 1) {
				if (Kalender{Land: land}).IsFeiertag(d) != want[d.Format("01-02")] {
					t.Errorf("%s %s: %t", land, d.Format(time.DateOnly), !want[d.Format("01-02")])
				}
			}
		}
	}
	if mittwoch == 0 {
		t.Error("no year in which 23 November is a Wednesday")
	}
}
