package casework

import (
	"testing"
	"time"
)

// A dead server is asked after 1, 1, 2, 4, 8, 15, 15 … minutes.
func TestAbrufFaellig(t *testing.T) {
	now := time.Date(2026, 1, 5, 12, 0, 0, 0, time.UTC)
	if !AbrufFaellig(nil, 0, now) {
		t.Error("a Zugang that never fetched waits")
	}
	for fehler, minuten := range []int{1, 1, 2, 4, 8, 15, 15, 15} {
		first := 0
		for m := 1; m <= 20; m++ {
			versucht := now
			if AbrufFaellig(&versucht, fehler, now.Add(time.Duration(m)*time.Minute-2*time.Second)) {
				first = m
				break
			}
		}
		if first != minuten {
			t.Errorf("after %d failures: asked after %d minutes, want %d", fehler, first, minuten)
		}
	}
}
