package workflow

import (
	"testing"
	"time"
)

func TestAddISO(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no time zone data")
	}
	at := func(text string) time.Time {
		m, err := time.ParseInLocation("2006-01-02 15:04", text, berlin)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	for _, c := range []struct{ from, add, want string }{
		{"2025-01-31 10:00", "P1M", "2025-02-28 10:00"}, // BGB §188(3)
		{"2024-01-31 10:00", "P1M", "2024-02-29 10:00"},
		{"2024-02-29 10:00", "P1Y", "2025-02-28 10:00"},
		{"2025-03-29 10:00", "P1D", "2025-03-30 10:00"}, // clocks change that night
		{"2025-03-29 10:00", "PT24H", "2025-03-30 11:00"},
		{"2025-04-14 10:00", "P2W", "2025-04-28 10:00"},
		{"2025-04-14 10:00", "P1Y2M3DT4H5M", "2026-06-17 14:05"},
	} {
		got, err := AddISO(at(c.from), c.add)
		if err != nil || !got.Equal(at(c.want)) {
			t.Errorf("%s + %s = %s %v, want %s", c.from, c.add, got, err, c.want)
		}
	}
	for _, bad := range []string{"", "P", "PT", "P1", "1D", "P-1D", "P1D ", "P1H", "P9999Y"} {
		if _, err := AddISO(at("2025-04-14 10:00"), bad); err == nil {
			t.Errorf("%q accepted", bad)
		}
	}
}

func TestCyclesAndMoments(t *testing.T) {
	for text, want := range map[string]int{"R3/P7D": 3, "R/PT1H": -1} {
		if n, _, err := parseCycle(text); err != nil || n != want {
			t.Errorf("%s: %d %v", text, n, err)
		}
	}
	for _, bad := range []string{"R0/P1D", "R3/", "R3/PT0S", "P1D", "R3/2025-01-01/P1D"} {
		if _, _, err := parseCycle(bad); err == nil {
			t.Errorf("%q accepted", bad)
		}
	}
	end, err := parseMoment("2025-05-02", monday.Location())
	if err != nil || !end.Equal(time.Date(2025, 5, 3, 0, 0, 0, 0, monday.Location())) {
		t.Errorf("a date lasts until its end: %s %v", end, err)
	}
}
