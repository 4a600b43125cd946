package casework

import "time"

// Frist of retention: Grenze is the moment before which what came is older than so many months; ok false = 0 months,
// kept for ever. Months are those of the calendar in Europe/Berlin.
func AufbewahrungsGrenze(monate int, now time.Time) (grenze time.Time, ok bool) {
	if monate <= 0 {
		return time.Time{}, false
	}
	return TagBeginn(Heute(now).AddDate(0, -monate, 0)), true
}
