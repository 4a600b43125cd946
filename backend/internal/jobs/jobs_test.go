package jobs

import (
	"testing"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/services"
)

// TestRetries: the first attempts come quickly, twelve span about a day, and none comes later than River keeps the job.
func TestRetries(t *testing.T) {
	policy := newRetries((&Runner{svc: &services.All{}}).kinds(), time.Now)
	var sum time.Duration
	for n := range 25 {
		job := &rivertype.JobRow{Errors: make([]rivertype.AttemptError, n)}
		pause := time.Until(policy.NextRetry(job))
		if n == 0 && pause > 2*time.Second {
			t.Errorf("the second attempt comes after %s", pause)
		}
		if n < 12 {
			sum += pause
		}
		if pause < 0 || pause > 14*time.Hour {
			t.Errorf("attempt %d comes after %s", n+2, pause)
		}
		for _, urgent := range []river.JobArgs{casework.JobPruefung{}, casework.JobEingang{}} {
			job.Kind = urgent.Kind()
			if pause := time.Until(policy.NextRetry(job)); pause > 11*time.Minute {
				t.Errorf("attempt %d of %s comes after %s", n+2, job.Kind, pause)
			}
		}
	}
	if sum < 20*time.Hour || sum > 40*time.Hour {
		t.Errorf("twelve attempts span %s", sum)
	}
}

// TestEarlier: two replicas that pull the same Zugang agree on who goes on.
func TestEarlier(t *testing.T) {
	now := time.Now()
	later := now.Add(time.Second)
	a := &rivertype.JobRow{ID: 2, AttemptedAt: &now}
	b := &rivertype.JobRow{ID: 1, AttemptedAt: &later}
	c := &rivertype.JobRow{ID: 3, AttemptedAt: &now}
	for _, x := range [][2]*rivertype.JobRow{{a, b}, {a, c}, {c, b}} {
		if !earlier(x[0], x[1]) || earlier(x[1], x[0]) {
			t.Errorf("jobs %d and %d are in no clear order", x[0].ID, x[1].ID)
		}
	}
}
