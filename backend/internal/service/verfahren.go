package service

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// StandardVerfahren takes every form nobody has described.
const StandardVerfahren = casework.StandardVerfahren

// angebotZeit: so long another replica may still use what was active before.
const angebotZeit = 2 * time.Second

// Verfahren reads procedures out of the database, each version that was ever active once: those never change. The zero
// value is ready. No lock is held while the database is asked.
type Verfahren struct {
	mu       sync.Mutex
	gelesen  map[versionKey]*workflow.Definition
	angebote map[uuid.UUID]angebotAm
}

type versionKey struct {
	mandant     uuid.UUID
	name, stand string
}

type angebotAm struct {
	*Angebot
	am time.Time
}

// Get returns the version a Vorgang goes by.
func (r *Verfahren) Get(ctx context.Context, tx *store.Tx, name, stand string) (*workflow.Definition, error) {
	key := versionKey{tx.Actor.Mandant, name, stand}
	r.mu.Lock()
	d := r.gelesen[key]
	r.mu.Unlock()
	if d != nil {
		return d, nil
	}
	raw, bleibt, err := tx.FindPack(ctx, name, stand)
	if casework.CodeOf(err) == casework.NotFound {
		return nil, &casework.Error{Code: casework.NotFound, Reason: "verfahren_unknown", Detail: name + "/" + stand}
	}
	if err != nil {
		return nil, err
	}
	if d, err = unpack(raw); err != nil {
		return nil, &casework.Error{Code: casework.Conflict, Reason: "verfahren_unreadable",
			Detail: name + "/" + stand, Cause: err}
	}
	if bleibt {
		r.keep(key, d)
	}
	return d, nil
}

func (r *Verfahren) keep(key versionKey, d *workflow.Definition) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.gelesen == nil {
		r.gelesen = map[versionKey]*workflow.Definition{}
	}
	r.gelesen[key] = d
}

func unpack(raw []byte) (*workflow.Definition, error) {
	p, err := workflow.Unpack(raw)
	if err != nil {
		return nil, err
	}
	return workflow.NewDefinition(p.Name, p.Version, p.Files)
}

// Angebot is what new Vorgänge of a tenant get today, at most angebotZeit old.
func (r *Verfahren) Angebot(ctx context.Context, tx *store.Tx) (*Angebot, error) {
	r.mu.Lock()
	known, ok := r.angebote[tx.Actor.Mandant]
	r.mu.Unlock()
	if alter := tx.Now.Sub(known.am); ok && alter >= 0 && alter < angebotZeit {
		return known.Angebot, nil
	}
	versionen, err := tx.ListEingesetzt(ctx)
	if err != nil {
		return nil, err
	}
	a, err := r.angebot(ctx, tx, versionen)
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.angebote == nil {
		r.angebote = map[uuid.UUID]angebotAm{}
	}
	r.angebote[tx.Actor.Mandant] = angebotAm{a, tx.Now}
	return a, nil
}

// Forget lets the next one ask again: called after the transaction that changed what is active, or failed to. What that
// transaction read may never have come true.
func (r *Verfahren) Forget(mandant uuid.UUID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.angebote, mandant)
	maps.DeleteFunc(r.gelesen, func(k versionKey, _ *workflow.Definition) bool { return k.mandant == mandant })
}

// angebot takes of each procedure the newest version that is active today and that this program can read; where none
// is, the newest that once was stands for its name.
func (r *Verfahren) angebot(ctx context.Context, tx *store.Tx, versionen []store.Verfahrensversion) (*Angebot, error) {
	heute := casework.Heute(tx.Now)
	slices.SortStableFunc(versionen, func(a, b store.Verfahrensversion) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(StandNummer(b.Stand), StandNummer(a.Stand)))
	})
	a := &Angebot{}
	for i := 0; i < len(versionen); {
		name, ende := versionen[i].Name, i
		for ende < len(versionen) && versionen[ende].Name == name {
			ende++
		}
		gleich := versionen[i:ende]
		i = ende
		d, err := r.first(ctx, tx, gleich, func(v *store.Verfahrensversion) bool { return AktivAm(v, heute) })
		if err != nil {
			return nil, err
		}
		if d != nil {
			a.neueste = append(a.neueste, d)
		} else if d, err = r.first(ctx, tx, gleich, func(*store.Verfahrensversion) bool { return true }); err != nil {
			return nil, err
		}
		if d != nil {
			a.bekannt = append(a.bekannt, d)
		}
	}
	if a.Newest(StandardVerfahren) == nil {
		return nil, &casework.Error{Code: casework.Unavailable, Reason: "standard_missing"}
	}
	return a, nil
}

// first reads the first version that fits; one that this program cannot read is passed by.
func (r *Verfahren) first(ctx context.Context, tx *store.Tx, versionen []store.Verfahrensversion,
	fits func(*store.Verfahrensversion) bool) (*workflow.Definition, error) {
	for i := range versionen {
		if !fits(&versionen[i]) {
			continue
		}
		d, err := r.Get(ctx, tx, versionen[i].Name, versionen[i].Stand)
		if err == nil || !IsUnreadable(err) {
			return d, err
		}
	}
	return nil, nil //nolint:nilnil // none is an answer
}

// IsUnreadable tells whether a version is there and this program cannot read it.
func IsUnreadable(err error) bool {
	var e *casework.Error
	return errors.As(err, &e) && e.Reason == "verfahren_unreadable"
}

// AktivAm tells whether new Vorgänge of a day may get a version.
func AktivAm(v *store.Verfahrensversion, tag time.Time) bool {
	return v.Zustand == store.VersionAktiv && (v.AktivAb == nil || !v.AktivAb.After(tag))
}

// StandNummer is the number of a version; -1 where it is none.
func StandNummer(stand string) int {
	n, err := strconv.Atoi(stand)
	if err != nil {
		return -1
	}
	return n
}

// Angebot is never changed.
type Angebot struct {
	neueste []*workflow.Definition // by name: what is looked for in them is found in the same order every time
	bekannt []*workflow.Definition // and those that take nothing new any more
}

// List returns every procedure by name, in the version that new Vorgänge get or got last.
func (a *Angebot) List() []*workflow.Definition { return slices.Clone(a.bekannt) }

// Known tells whether Vorgänge of that name may be there.
func (a *Angebot) Known(name string) bool {
	return slices.ContainsFunc(a.bekannt, func(d *workflow.Definition) bool { return d.Name == name })
}

// Newest returns the version new Vorgänge get, nil if none takes any.
func (a *Angebot) Newest(name string) *workflow.Definition {
	i := slices.IndexFunc(a.neueste, func(d *workflow.Definition) bool { return d.Name == name })
	if i < 0 {
		return nil
	}
	return a.neueste[i]
}

// ForForm finds the procedure that knows a form by itself; activation saw to it that it is the only one.
func (a *Angebot) ForForm(adapter string, f adapters.Formular) (*workflow.Definition, *workflow.Formular) {
	for _, d := range a.neueste {
		if m := d.Meta.Formular(adapter, f.Schluessel); m != nil {
			return d, m
		}
	}
	return nil, nil
}

// KnowsAdapter tells whether any procedure maps forms of this adapter by itself.
func (a *Angebot) KnowsAdapter(adapter string) bool {
	for _, d := range a.neueste {
		if slices.ContainsFunc(d.Meta.Formulare, func(f workflow.Formular) bool { return f.Adapter == adapter }) {
			return true
		}
	}
	return false
}
