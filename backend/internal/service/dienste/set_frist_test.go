package dienste

import (
	"testing"
	"time"

	"kontor/backend/internal/casework"
)

// No period that a process sets ends on a day on which nobody works, however its end was said.
func TestSetFristEndsOnAWorkingDay(t *testing.T) {
	now := time.Date(2026, 12, 11, 14, 0, 0, 0, time.UTC)
	for _, c := range []struct{ name, text, want string }{
		{"dauer", "P14D", "2026-12-28"}, // the 25th is a holiday, the 26th too, the 27th a Sunday
		{"dauer", "P1W", "2026-12-18"},
		{"dauer", "10 Arbeitstage", "2026-12-28"},
		{"dauer", "PT24H", "2026-12-14"},      // Saturday
		{"datum", "2027-01-06", "2027-01-07"}, // a holiday in Sachsen-Anhalt
		{"datum", "2027-01-08", "2027-01-08"},
	} {
		j := casework.JobDienst{Eingabe: map[string]any{c.name: c.text}}
		am, err := gesetzt(casework.Kalender{Land: "ST"}, now, j)
		if err != nil || am.Format(time.DateOnly) != c.want {
			t.Errorf("%s %s: %s, %v; want %s", c.name, c.text, am.Format(time.DateOnly), err, c.want)
		}
	}
}
