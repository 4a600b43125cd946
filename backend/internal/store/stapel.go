package store

import (
	"context"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"kontor/backend/internal/casework"
)

// Stapel is a queue that no River client works: one transaction does many of its jobs, which costs a tenth of doing
// each by itself. What fails among many goes to a queue of River's and is done one by one.
type Stapel string

// The queues whose jobs are done many at a time.
const (
	StapelSuche    Stapel = "suche"    // fills the search index
	StapelPruefung Stapel = "pruefung" // scans documents
)

// PruefungQueue is where scans wait that failed among many: thousands of them must not stand before a message that
// somebody sends.
const PruefungQueue = "pruefung_einzeln"

// stapel are the kinds of job that go to such a queue; a new one is a line here, and one in jobs that works it.
var stapel = map[string]Stapel{
	casework.JobSuche{}.Kind():    StapelSuche,
	casework.JobPruefung{}.Kind(): StapelPruefung,
}

// StapelOf is the queue of a kind of job, "" if each is done by itself.
func StapelOf(args river.JobArgs) Stapel { return stapel[args.Kind()] }

func wakers() map[Stapel]chan struct{} {
	out := map[Stapel]chan struct{}{}
	for _, s := range stapel {
		out[s] = make(chan struct{}, 1)
	}
	return out
}

// StapelWartet receives after a transaction of this process has asked for such a job.
func (d *DB) StapelWartet(s Stapel) <-chan struct{} { return d.wake[s] }

func (d *DB) announce(asked []Stapel) {
	for _, s := range asked {
		select {
		case d.wake[s] <- struct{}{}:
		default: // somebody was told already
		}
	}
}

// NextStapel names a tenant with such jobs; not_found if none waits.
func (t *Tx) NextStapel(ctx context.Context, s Stapel) (mandant uuid.UUID, err error) {
	err = t.tx.GetContext(ctx, &mandant, `select (args->>'mandant')::uuid from river_job where state = 'available' and queue = $1
		order by priority, scheduled_at, id limit 1`, string(s))
	return mandant, wrap("look for jobs to do many at a time", err)
}
