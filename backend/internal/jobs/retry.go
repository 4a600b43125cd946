package jobs

import (
	"math/rand/v2"
	"time"

	"github.com/riverqueue/river/rivertype"
)

// pauses before the second, third … attempt. What a moment cures is tried again within seconds; the first twelve
// attempts span about a day, all that River makes (25) about a week.
var pauses = []time.Duration{
	time.Second, 3 * time.Second, 10 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute,
	30 * time.Minute, time.Hour, 2 * time.Hour, 4 * time.Hour, 8 * time.Hour, 12 * time.Hour,
}

// longest pause of jobs that somebody waits for: after a day without scanner or storage they must not rest for hours.
// What gave up at last is asked for anew by the sweep.
const longest = 10 * time.Minute

// retries is the retry policy of all jobs.
type retries struct {
	now     func() time.Time
	longest map[string]time.Duration // the longest pause of each kind that has one of its own
}

func newRetries(kinds []kind, now func() time.Time) retries {
	out := retries{now: now, longest: map[string]time.Duration{}}
	for _, k := range kinds {
		if k.pause > 0 {
			out.longest[k.args.Kind()] = k.pause
		}
	}
	return out
}

// NextRetry spreads the pause by a tenth, so that jobs that failed together do not come back together.
func (r retries) NextRetry(job *rivertype.JobRow) time.Time {
	n := min(max(len(job.Errors), 0), len(pauses)-1)
	pause := pauses[n]
	if own := r.longest[job.Kind]; own > 0 {
		pause = min(pause, own)
	}
	return r.now().Add(pause + time.Duration(rand.Int64N(int64(pause)/10)))
}
