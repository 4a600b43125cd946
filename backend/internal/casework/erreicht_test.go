package casework_test

import (
	"errors"
	"strconv"
	"testing"

	"kontor/backend/internal/casework"
)

// A login reaches its own level and those below; an unknown one counts as 1. Who falls short is told what is needed.
func TestALoginReachesNothingAboveItsLevel(t *testing.T) {
	for login, reached := range map[int]int{0: 1, 1: 1, 3: 3, 4: 4} {
		for niveau := range 5 {
			err := casework.Konto{Vertrauensniveau: login}.Erreicht(niveau)
			if (err == nil) != (niveau <= reached) {
				t.Errorf("a login of level %d at level %d: %v", login, niveau, err)
			}
			var e *casework.Error
			if err != nil && (!errors.As(err, &e) || e.Code != casework.Forbidden || e.Reason != "level_too_low" ||
				e.Fields["vertrauensniveau"] != strconv.Itoa(niveau)) {
				t.Errorf("a login of level %d at level %d is told %v", login, niveau, err)
			}
		}
	}
}
