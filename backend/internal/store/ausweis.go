package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"sync/atomic"
	"time"
)

// Ausweis is who a request is answered to, as this process saw the session last. The first ReadOne under it asks in the
// same message whether all of that still holds, so that who asks costs no round trip of its own and nobody gets in who
// was signed out a moment ago.
type Ausweis struct {
	Sitzung  *Sitzung
	Benutzer *Benutzer
	Idle     time.Duration // the time a session may go unused

	shown atomic.Bool
}

// ErrAusweis: the session has ended, or the person is no longer who it was. What was read with it is thrown away.
var ErrAusweis = errors.New("the session or its person has changed")

type ausweisKey struct{}

// WithAusweis makes the first ReadOne show it; any other transaction shows it before it begins.
func WithAusweis(ctx context.Context, a *Ausweis) context.Context {
	return context.WithValue(ctx, ausweisKey{}, a)
}

// Shown tells whether the database has confirmed it.
func (a *Ausweis) Shown() bool { return a.shown.Load() }

// ausweisOf returns what is still to be shown; nil = nothing.
func ausweisOf(ctx context.Context) *Ausweis {
	a, _ := ctx.Value(ausweisKey{}).(*Ausweis)
	if a == nil || a.Shown() {
		return nil
	}
	return a
}

// showAusweis asks what is still to be asked before something else is.
func (d *DB) showAusweis(ctx context.Context) error {
	a := ausweisOf(ctx)
	if a == nil {
		return nil
	}
	now := d.Now()
	ctx = context.WithValue(ctx, aloneKey{}, alone{tenant: a.Sitzung.Mandant, now: now})
	var nothing int
	return wrap("ask for the session", d.db.GetContext(ctx, &nothing, "select 1"))
}

const ausweisAnfrage = `select true from sitzung s join benutzer b on b.id = s.benutzer_id
	where s.hash = $1 and s.mandant_id = $2 and s.benutzer_id = $3 and s.ablauf_am > $4 and s.gesehen_am > $5
		and b.name = $6 and b.anzeige = $7 and b.rollen = $8 and b.einheiten = $9`

// literals are the parameters of ausweisAnfrage.
func (a *Ausweis) literals(now time.Time) ([]string, error) {
	s, b := a.Sitzung, a.Benutzer
	rollen, err := b.Rollen.Value()
	if err != nil {
		return nil, err
	}
	einheiten, err := b.Einheiten.Value()
	if err != nil {
		return nil, err
	}
	return literals(s.Hash, s.Mandant.String(), b.ID.String(), now, now.Add(-a.Idle), b.Name, b.Anzeige, rollen,
		einheiten)
}

// show reads the answer to ausweisAnfrage and leaves rows at what was really asked.
func (a *Ausweis) show(rows driver.Rows) error {
	found := false
	for {
		err := rows.Next(make([]driver.Value, 1))
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err // of either statement; lib/pq has read the answer to its end
		}
		found = true
	}
	if !found {
		return errors.Join(ErrAusweis, rows.Close())
	}
	a.shown.Store(true)
	return rows.(driver.RowsNextResultSet).NextResultSet()
}
