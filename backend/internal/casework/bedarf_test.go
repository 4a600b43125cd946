package casework_test

import (
	"errors"
	"strconv"
	"testing"
	"time"

	"kontor/backend/internal/casework"
)

// Only what follows the Verfahren rises with it, and nothing ever sinks below the level the application came with.
func TestWhichLevelAnOperationNeeds(t *testing.T) {
	for _, tc := range []struct {
		bedarf             casework.Niveaubedarf
		antrag, verf, want int
	}{
		{casework.BedarfVorgang, 0, 3, 1}, {casework.BedarfVorgang, 1, 3, 1}, {casework.BedarfVorgang, 4, 1, 4},
		{casework.BedarfNachricht, 1, 4, 1}, {casework.BedarfNachricht, 3, 1, 3},
		{casework.BedarfVerfahren, 0, 0, 1}, {casework.BedarfVerfahren, 1, 3, 3}, {casework.BedarfVerfahren, 4, 3, 4},
		{casework.BedarfVerfahren, 3, 1, 3},
	} {
		v := casework.Vorgang{Vertrauensniveau: tc.antrag}
		if got := (casework.Bedarf{Niveau: tc.bedarf}).Von(&v, tc.verf); got != tc.want {
			t.Errorf("%s of an application of %d in a Verfahren of %d needs %d, want %d", tc.bedarf, tc.antrag, tc.verf,
				got, tc.want)
		}
	}
}

// To the minute; who has never said when is too old, a clock that is ahead is not.
func TestHowFreshALoginIs(t *testing.T) {
	now := time.Date(2026, 3, 2, 8, 0, 0, 0, time.UTC)
	for _, tc := range []struct {
		vor     time.Duration
		minuten int
		good    bool
	}{
		{0, 15, true}, {15 * time.Minute, 15, true}, {15*time.Minute + 1, 15, false}, {-time.Hour, 15, true},
		{time.Minute, 1, true}, {2 * time.Minute, 1, false}, {100 * time.Hour, 0, true},
	} {
		err := casework.Actor{AngemeldetAm: now.Add(-tc.vor)}.Frisch(tc.minuten, now)
		var e *casework.Error
		if (err == nil) != tc.good || err != nil && (!errors.As(err, &e) || e.Code != casework.Forbidden ||
			e.Reason != "login_too_old" || e.Fields["minuten"] != strconv.Itoa(tc.minuten)) {
			t.Errorf("%v ago, %d minutes asked for: %v", tc.vor, tc.minuten, err)
		}
	}
	if (casework.Actor{}).Frisch(15, now) == nil {
		t.Error("somebody who never signed in is fresh")
	}
}
