package jobs

import (
	"context"
	"errors"
	"log/slog"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// errorHandler is the one place where failed jobs are logged: ids only.
type errorHandler struct{ log *slog.Logger }

// HandleError logs a failure that River tries again. Somebody has to look at the last one, and at a kind that this
// program does not know: only a newer one can do such a job.
func (h errorHandler) HandleError(ctx context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	level := slog.LevelWarn
	var unknown *rivertype.UnknownJobKindError
	if job.Attempt >= job.MaxAttempts || errors.As(err, &unknown) {
		level = slog.LevelError
	}
	if errors.Is(err, context.Canceled) {
		level = slog.LevelDebug // the process ends; the job comes again
	}
	h.log.Log(ctx, level, "job failed", "job", job.ID, "art", job.Kind, "attempt", job.Attempt, "of",
		job.MaxAttempts, "error", err)
	return nil
}

// HandlePanic logs a bug of ours.
func (h errorHandler) HandlePanic(ctx context.Context, job *rivertype.JobRow, value any,
	trace string) *river.ErrorHandlerResult {
	h.log.ErrorContext(ctx, "job panicked", "job", job.ID, "art", job.Kind, "attempt", job.Attempt, "panic",
		value, "trace", trace)
	return nil
}

// atLeast passes on records from a level up: what River says below that is of no use to an operator.
type atLeast struct {
	level slog.Level
	slog.Handler
}

func (h atLeast) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= h.level && h.Handler.Enabled(ctx, l)
}

func (h atLeast) WithAttrs(a []slog.Attr) slog.Handler {
	return atLeast{h.level, h.Handler.WithAttrs(a)}
}

func (h atLeast) WithGroup(name string) slog.Handler {
	return atLeast{h.level, h.Handler.WithGroup(name)}
}
