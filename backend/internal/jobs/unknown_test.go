package jobs_test

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/jobs"
	"kontor/backend/internal/store"
	"kontor/backend/internal/testkit"
)

// jobOfTomorrow is one that only a newer program knows.
type jobOfTomorrow struct{}

func (jobOfTomorrow) Kind() string { return "von_morgen" }

type lines struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) has(words ...string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for line := range strings.Lines(l.text.String()) {
		all := true
		for _, w := range words {
			all = all && strings.Contains(line, w)
		}
		if all {
			return true
		}
	}
	return false
}

// A job that nobody here can do is an error in the log from the first attempt on, and waits for a program that can.
func TestUnknownKindOfJobIsAnError(t *testing.T) {
	k := testkit.Service(t)
	err := k.DB.InTx(t.Context(), casework.System(k.Mandant), func(tx *store.Tx) error {
		tx.Enqueue(jobOfTomorrow{})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := jobs.RunDue(t.Context(), k.All); err == nil || !strings.Contains(err.Error(), "von_morgen") {
		t.Errorf("past weeks are made without it: %v", err)
	}
	var log lines
	r, err := jobs.Start(t.Context(), k.All, jobs.Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Stop(context.Background()) })
	testkit.Eventually(t, "an error is told", func() bool {
		return log.has("level=ERROR", "art=von_morgen", "attempt=1")
	})
	if n := number(t, k, "select count(*) from river_job where kind = 'von_morgen' and finalized_at is null"); n != 1 {
		t.Errorf("%d such jobs wait", n)
	}
}
