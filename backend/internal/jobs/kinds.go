package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"kontor/backend/internal/store"
)

// kinds are all kinds of job; a new one is a struct with Kind in casework/job.go and a line here. One that needs more
// of its job than the arguments has a method of its own.
func (r *Runner) kinds() []kind {
	s := r.svc
	return []kind{
		plain(limits{timeout: longTimeout, pause: longest}, s.Posteingang.ProcessLeftBehind),
		full(limits{timeout: longTimeout}, r.pull),
		plain(limits{timeout: dateiTimeout, pause: longest, many: r.scanMany, loops: scanWorkers},
			s.Vorgang.ScanDokumente),
		plain(limits{many: r.fillMany, loops: 1}, s.Vorgang.FillSuche),
		full(limits{}, r.runDienst),
		full(limits{}, r.fireTimer),
		full(limits{}, r.renderBescheid), // of what a program before has issued
		full(limits{}, r.renderBescheidbrief),
		plain(limits{timeout: dateiTimeout}, s.Versand.DeliverSendung),
		plain(limits{}, s.Versand.AcknowledgeEingang),
		plain(limits{}, s.Bescheid.ExpireAbruf),
		plain(limits{}, s.Posteingang.ReportAlarm),
		plain(limits{}, s.Kanaele.PollRueckmeldungen),
		plain(limits{timeout: dateiTimeout, pause: longest}, s.Kanaele.FetchRueckmeldung),
		plain(limits{}, s.Kanaele.TellFormat),
		plain(limits{every: time.Minute}, r.sweep),
	}
}

// kind is one kind of job.
type kind struct {
	limits
	args   river.JobArgs                             // zero, for its name
	add    func(*river.Workers, time.Duration) error // with a timeout, 0 = jobTimeout
	direct func(context.Context, *rivertype.JobRow) error
}

// limits are what is not with a kind as it is with all. The zero value is right for most.
type limits struct {
	timeout time.Duration                      // default jobTimeout
	pause   time.Duration                      // the longest between two attempts, default as pauses say
	every   time.Duration                      // asks for itself, where no act does
	many    func(context.Context) (int, error) // does many at a time, those of store.StapelOf
	loops   int                                // how many do so side by side
}

// worker runs one kind of job through a function.
type worker[A river.JobArgs] struct {
	river.WorkerDefaults[A]
	timeout time.Duration // 0 = jobTimeout
	work    func(context.Context, *river.Job[A]) error
}

func (w worker[A]) Work(ctx context.Context, job *river.Job[A]) error { return w.work(ctx, job) }

func (w worker[A]) Timeout(*river.Job[A]) time.Duration { return w.timeout }

// plain is a kind whose work needs the arguments only.
func plain[A river.JobArgs](l limits, work func(context.Context, A) error) kind {
	return full(l, func(ctx context.Context, job *river.Job[A]) error { return work(ctx, job.Args) })
}

// full is a kind whose work needs the whole job.
func full[A river.JobArgs](l limits, work func(context.Context, *river.Job[A]) error) kind {
	var args A
	return kind{
		limits: l, args: args,
		add: func(ws *river.Workers, timeout time.Duration) error {
			return river.AddWorkerSafely(ws, worker[A]{timeout: timeout, work: work})
		},
		direct: func(ctx context.Context, row *rivertype.JobRow) error {
			args, err := decode[A](row)
			if err != nil {
				return err
			}
			return work(ctx, &river.Job[A]{JobRow: row, Args: args})
		},
	}
}

func decode[A river.JobArgs](job *rivertype.JobRow) (A, error) {
	var args A
	if err := json.Unmarshal(job.EncodedArgs, &args); err != nil {
		return args, fmt.Errorf("read arguments of job %d: %w", job.ID, err)
	}
	return args, nil
}

// workers are the kinds as River wants them; short says that none has a longer time limit than the others. A kind that
// stands there twice, or waits in a queue that nobody works, is an error: it would be found by a job that never ends.
func workers(kinds []kind, short bool) (*river.Workers, error) {
	ws := river.NewWorkers()
	for _, k := range kinds {
		timeout := k.timeout
		if short {
			timeout = 0
		}
		if err := k.add(ws, timeout); err != nil {
			return nil, fmt.Errorf("job %s: %w", k.args.Kind(), err)
		}
		if queue := store.StapelOf(k.args); (queue != "") != (k.many != nil && k.loops > 0) {
			return nil, fmt.Errorf("job %s: its queue is %q, and done many at a time by %d loops",
				k.args.Kind(), queue, k.loops)
		}
	}
	return ws, nil
}
