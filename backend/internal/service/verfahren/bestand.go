package verfahren

import (
	"context"
	"slices"
	"time"

	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// bestand are the versions that are active or will be, with what they take.
type bestand struct {
	aktive []aktive
}

type aktive struct {
	store.Verfahrensversion
	def *workflow.Definition
}

// bestand reads them; what this program cannot read takes nothing, and is said.
func (s *Service) bestand(ctx context.Context, tx *store.Tx,
	versionen []store.Verfahrensversion) (b *bestand, unlesbar []string, err error) {
	b = &bestand{}
	for _, v := range versionen {
		if v.Zustand != store.VersionAktiv {
			continue
		}
		def, err := s.Verfahren.Get(ctx, tx, v.Name, v.Stand)
		if service.IsUnreadable(err) {
			unlesbar = append(unlesbar, v.Name+"/"+v.Stand+": "+err.Error())
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		b.add(v, def)
	}
	return b, unlesbar, nil
}

func (b *bestand) add(v store.Verfahrensversion, def *workflow.Definition) {
	if v.Zustand == store.VersionAktiv {
		b.aktive = append(b.aktive, aktive{v, def})
	}
}

// takes tells whether a version of a procedure is active, or will be.
func (b *bestand) takes(name string) bool {
	return slices.ContainsFunc(b.aktive, func(a aktive) bool { return a.Name == name })
}

// without is what is left when a version retires.
func (b *bestand) without(v *store.Verfahrensversion) *bestand {
	return &bestand{slices.DeleteFunc(slices.Clone(b.aktive), func(a aktive) bool { return a.ID == v.ID })}
}

// am are the versions that new Vorgänge of a day get.
func (b *bestand) am(tag time.Time) []*workflow.Definition {
	var defs []*workflow.Definition
	for i := range b.aktive {
		if service.AktivAm(&b.aktive[i].Verfahrensversion, tag) {
			defs = append(defs, b.aktive[i].def)
		}
	}
	return workflow.Newest(defs)
}

// tage are those from a day on at which something changes.
func (b *bestand) tage(ab time.Time) []time.Time {
	out := []time.Time{ab}
	for _, a := range b.aktive {
		if a.AktivAb != nil && a.AktivAb.After(ab) {
			out = append(out, *a.AktivAb)
		}
	}
	return out
}

// konflikte are the forms that a version, active from a day on, would share with another procedure.
func (b *bestand) konflikte(neu *workflow.Definition, ab time.Time) []workflow.Finding {
	var out []workflow.Finding
	for _, tag := range b.tage(ab) {
		for _, f := range workflow.CheckForms(workflow.Newest(append(b.am(tag), neu))) {
			same := func(o workflow.Finding) bool { return o.Name == f.Name && o.Message == f.Message }
			if neu.Claims(f.Name) && !slices.ContainsFunc(out, same) {
				out = append(out, f)
			}
		}
	}
	return out
}

// hoeher tells whether a higher number of the same procedure takes new Vorgänge of a day.
func (b *bestand) hoeher(v *store.Verfahrensversion, tag time.Time) bool {
	return slices.ContainsFunc(b.aktive, func(a aktive) bool {
		return a.Name == v.Name && service.AktivAm(&a.Verfahrensversion, tag) &&
			service.StandNummer(a.Stand) > service.StandNummer(v.Stand)
	})
}

func has(defs []*workflow.Definition, name string) bool {
	return slices.ContainsFunc(defs, func(d *workflow.Definition) bool { return d.Name == name })
}
