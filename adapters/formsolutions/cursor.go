package formsolutions

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"kontor/adapters"
)

// backoff doubles from first to last.
type backoff struct{ first, last time.Duration }

// How long to wait before asking again. A source that refuses the credentials may lock the account; a broken submission
// is kept here and waits for a person, so that fetching it again mostly repeats what is known.
var (
	afterOutage  = backoff{time.Minute, 15 * time.Minute}
	afterRefusal = backoff{15 * time.Minute, 4 * time.Hour}
	afterOurs    = backoff{time.Minute, 4 * time.Hour}
	afterBroken  = backoff{time.Hour, 24 * time.Hour}
)

// longestWait bounds what a Retry-After, or a damaged cursor, may ask for.
const longestWait = 24 * time.Hour

// wait is the pause after the n-th failure in a row, n from 1.
func (b backoff) wait(n int) time.Duration {
	d := b.first
	for ; n > 1 && d < b.last; n-- {
		d *= 2
	}
	return min(d, b.last)
}

// readCursor reads a stored cursor into one of the cursor types. What is damaged or belongs to another way or source
// leaves it empty: starting anew costs repetitions, which are recognised.
func readCursor[C any](text string, fits func(*C) bool) *C {
	c := new(C)
	if text == "" || json.Unmarshal([]byte(text), c) != nil || !fits(c) {
		return new(C)
	}
	return c
}

// fingerprint tells whether something changed, in n hex digits.
func fingerprint(n int, parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:])[:n]
}

// pause is a source at rest after failed runs.
type pause struct {
	Ab     int64         `json:"ab"`     // unix seconds: ask again from then on
	Laeufe int           `json:"laeufe"` // failed in a row
	Fuer   string        `json:"fuer"`   // fingerprint of address and credentials: corrected ones are tried at once
	Code   adapters.Code `json:"code"`
	Grund  string        `json:"grund"`
	Text   string        `json:"text"`
}

// due is nil once the source may be asked, else the error that made it rest.
func (p *pause) due(now time.Time, fuer string) error {
	left := time.Duration(0)
	if p != nil && p.Fuer == fuer {
		left = time.Unix(p.Ab, 0).Sub(now)
	}
	if left <= 0 || left > longestWait {
		return nil
	}
	return adapters.Fail(p.Code, p.Grund, p.Text)
}

// rest is the pause after one more failed run; atLeast is what the source asked for.
func (p *pause) rest(now time.Time, fuer string, cause error, atLeast time.Duration) *pause {
	next := &pause{Laeufe: 1, Fuer: fuer}
	if p != nil && p.Fuer == fuer && p.Laeufe > 0 {
		next.Laeufe = min(p.Laeufe, 100) + 1
	}
	known := adapters.AsError(cause, adapters.Fail(adapters.Unavailable, "source_failed",
		"Die Abholung ist gescheitert. Bitte die Einstellungen am Zugang prüfen."))
	next.Code, next.Grund, next.Text = known.Code, known.Reason, known.Detail
	b := afterOutage
	if known.Code == adapters.Unauthenticated {
		b = afterRefusal
	}
	next.Ab = now.Add(min(max(b.wait(next.Laeufe), atLeast), longestWait)).Unix()
	return next
}

// later is one submission that could not be taken yet.
type later struct {
	Am    int64 `json:"am,omitempty"`    // submitted, unix milliseconds
	Ab    int64 `json:"ab"`              // unix seconds: try again from then on
	Mal   int   `json:"mal"`             // failures in a row
	Fehlt int64 `json:"fehlt,omitempty"` // unix seconds: not in the list since
}

func (l later) due(now time.Time) bool {
	left := time.Unix(l.Ab, 0).Sub(now)
	return left <= 0 || left > longestWait
}

// again is l after one more failure.
func (l later) again(now time.Time, b backoff) later {
	l.Mal = min(max(l.Mal, 0), 100) + 1
	l.Ab = now.Add(b.wait(l.Mal)).Unix()
	return l
}

// patience chooses the backoff for a delivery that was not taken: broken ones wait long, ours may be over soon.
func patience(err error) backoff {
	var known *adapters.Error
	if errors.As(err, &known) && known.Code != adapters.Unavailable {
		return afterBroken
	}
	return afterOurs
}

// unavailable is a failure that lies outside a submission.
func unavailable(reason, detail string, cause error) *adapters.Error {
	e := adapters.Fail(adapters.Unavailable, reason, detail)
	e.Cause = nameless(cause)
	return e
}

// nameless drops file names, which applicants choose: a cause goes to the log.
func nameless(cause error) error {
	var of *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(cause, &of):
		return fmt.Errorf("%s: %w", of.Op, of.Err)
	case errors.As(cause, &link):
		return fmt.Errorf("%s: %w", link.Op, link.Err)
	}
	return cause
}
