package service

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// StandardVerfahren takes every form nobody has described.
const StandardVerfahren = casework.StandardVerfahren

// Verfahren is the registry of procedures: every version, so that running Vorgänge keep theirs.
type Verfahren struct {
	byName map[string]map[string]*workflow.Definition
	newest []*workflow.Definition // by name: what is looked for in them is found in the same order every time
	own    []*workflow.Definition // of the municipality's folder
}

// LoadVerfahren reads and checks procedures: the shipped ones and a municipality's own folder (nil =
// none). A definition with errors stops the start, naming element and reason; so does a form that two procedures claim.
func LoadVerfahren(sources ...fs.FS) (*Verfahren, error) {
	r := &Verfahren{byName: map[string]map[string]*workflow.Definition{}}
	var all []*workflow.Definition
	for i, src := range sources {
		defs, err := workflow.LoadAll(src)
		if err != nil {
			return nil, err
		}
		for _, d := range defs {
			if err := r.add(d); err != nil {
				return nil, err
			}
		}
		all = append(all, defs...)
		if i > 0 {
			r.own = append(r.own, defs...)
		}
	}
	r.newest = workflow.Newest(all)
	if r.Newest(StandardVerfahren) == nil {
		return nil, fmt.Errorf("the procedure %q is missing", StandardVerfahren)
	}
	if findings := workflow.CheckForms(r.newest); len(findings) > 0 {
		return nil, errors.New(findings[0].Message)
	}
	return r, nil
}

func (r *Verfahren) add(d *workflow.Definition) error {
	if _, err := strconv.Atoi(d.Version); err != nil {
		return fmt.Errorf("%s/%s: a version is a whole number", d.Name, d.Version)
	}
	for _, f := range workflow.Check(d.Process, d.Meta.Schema()) {
		if f.Severity == workflow.SeverityFehler {
			return fmt.Errorf("%s/%s: %s: %s", d.Name, d.Version, f.Element, f.Message)
		}
	}
	if r.byName[d.Name] == nil {
		r.byName[d.Name] = map[string]*workflow.Definition{}
	}
	if other := r.byName[d.Name][d.Version]; other != nil && other.Checksum != d.Checksum {
		return fmt.Errorf("%s/%s is there twice with different files, shipped and in KONTOR_VERFAHREN: give your own a higher version", d.Name, d.Version)
	}
	r.byName[d.Name][d.Version] = d
	return nil
}

// Get returns one version.
func (r *Verfahren) Get(name, stand string) (*workflow.Definition, error) {
	d := r.byName[name][stand]
	if d == nil {
		return nil, &casework.Error{Code: casework.NotFound, Reason: "verfahren_unknown", Detail: name + "/" + stand}
	}
	return d, nil
}

// List returns the newest version of every procedure, by name.
func (r *Verfahren) List() []*workflow.Definition { return slices.Clone(r.newest) }

// Newest returns the version new Vorgänge get, nil if the name is unknown.
func (r *Verfahren) Newest(name string) *workflow.Definition {
	i := slices.IndexFunc(r.newest, func(d *workflow.Definition) bool { return d.Name == name })
	if i < 0 {
		return nil
	}
	return r.newest[i]
}

// ForForm finds the procedure that knows a form by itself; LoadVerfahren saw to it that it is the only one.
func (r *Verfahren) ForForm(adapter string, f adapters.Formular) (*workflow.Definition, *workflow.Formular) {
	for _, d := range r.newest {
		if m := d.Meta.Formular(adapter, f.Schluessel); m != nil {
			return d, m
		}
	}
	return nil, nil
}

// isOwn tells whether the municipality put this version there itself.
func (r *Verfahren) isOwn(d *workflow.Definition) bool {
	return slices.ContainsFunc(r.own, func(x *workflow.Definition) bool {
		return x.Name == d.Name && x.Version == d.Version
	})
}

// ForNew is the version a new Vorgang gets where d is the newest. One that came with the program does not take over by
// itself from an earlier one the tenant uses: nobody there has looked at it, and copies of the program before would not
// find the Vorgang (ADR 15). In a tenant's own folder it does.
func (s *Frame) ForNew(ctx context.Context, tx *store.Tx, d *workflow.Definition) (*workflow.Definition, error) {
	if _, used := s.frozen.Load(frozenKey(tx.Actor.Mandant, d.Name, d.Version)); used || s.Verfahren.isOwn(d) {
		return d, nil
	}
	staende, err := tx.ListStaende(ctx, d.Name)
	if err != nil || slices.Contains(staende, d.Version) {
		return d, err
	}
	var used []*workflow.Definition
	for _, stand := range staende {
		if x := s.Verfahren.byName[d.Name][stand]; x != nil {
			used = append(used, x)
		}
	}
	if len(used) == 0 {
		return d, nil
	}
	return workflow.Newest(used)[0], nil
}

func frozenKey(mandant uuid.UUID, name, stand string) string {
	return mandant.String() + "/" + name + "/" + stand
}

// Freeze records the checksum of a version at its first use in a tenant.
func (s *Frame) Freeze(ctx context.Context, tx *store.Tx, d *workflow.Definition) error {
	key := frozenKey(tx.Actor.Mandant, d.Name, d.Version)
	if _, ok := s.frozen.Load(key); ok {
		return nil
	}
	if err := tx.FreezeVerfahren(ctx, d.Name, d.Version, d.Checksum); err != nil {
		return err
	}
	s.frozen.Store(key, true) // a rollback only means that the next process records it
	return nil
}

// KnowsAdapter tells whether any procedure maps forms of this adapter by itself.
func (r *Verfahren) KnowsAdapter(adapter string) bool {
	for _, d := range r.newest {
		if slices.ContainsFunc(d.Meta.Formulare, func(f workflow.Formular) bool { return f.Adapter == adapter }) {
			return true
		}
	}
	return false
}

// ForgetFrozen: the version that a rolled-back test recorded is not recorded.
func (s *Frame) ForgetFrozen(mandant uuid.UUID, v *casework.Vorgang) {
	s.frozen.Delete(frozenKey(mandant, v.Verfahren, v.Stand))
}
