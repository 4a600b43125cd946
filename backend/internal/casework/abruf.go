package casework

import "time"

// abrufPausen by failures in a row: a server that is down is asked ever more seldom, but comes back within a quarter
// of an hour.
var abrufPausen = []time.Duration{time.Minute, time.Minute, 2 * time.Minute, 4 * time.Minute,
	8 * time.Minute, 15 * time.Minute}

// AbrufFaellig tells whether a Zugang shall fetch now. versucht nil = it never did. The sweep runs every minute but
// not on the second, so half a minute too early counts as due.
func AbrufFaellig(versucht *time.Time, fehlerInFolge int, now time.Time) bool {
	if versucht == nil {
		return true
	}
	pause := abrufPausen[min(max(fehlerInFolge, 0), len(abrufPausen)-1)]
	return !now.Before(versucht.Add(pause - 30*time.Second))
}
