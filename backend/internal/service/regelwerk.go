package service

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// regelwerkZeit: so long another replica may still use the mapping before an activation.
const regelwerkZeit = 2 * time.Second

// regelwerk is what IT set for the deliveries of one tenant, made for looking things up. It is never changed.
type regelwerk struct {
	*store.Regelwerk
	aktiv map[formularSchluessel]*wahl
}

type formularSchluessel struct {
	zugang            uuid.UUID
	formular, version string
}

// wahl is what a form is read with.
type wahl struct {
	id     *uuid.UUID // Zuordnung; nil = nobody made one
	lesart *casework.Lesart
	def    *workflow.Definition
}

// regelwerke keeps them per tenant. After regelwerkZeit one small statement asks whether they still hold.
type regelwerke struct {
	mu   sync.Mutex
	data map[uuid.UUID]*regelwerkStand
}

type regelwerkStand struct {
	*regelwerk
	geprueft time.Time
}

// regelwerk reads it through the transaction at hand: a second connection inside one could wait for itself.
func (s *Service) regelwerk(ctx context.Context, tx *store.Tx) (*regelwerk, error) {
	r := &s.regelwerke
	r.mu.Lock()
	defer r.mu.Unlock()
	alt := r.data[tx.Actor.Mandant]
	var bekannt *store.Regelwerk
	if alt != nil {
		if alter := tx.Now.Sub(alt.geprueft); alter >= 0 && alter < regelwerkZeit {
			return alt.regelwerk, nil
		}
		bekannt = alt.Regelwerk
	}
	neu, err := tx.GetRegelwerk(ctx, bekannt)
	if err != nil {
		return nil, err
	}
	if r.data == nil {
		r.data = map[uuid.UUID]*regelwerkStand{}
	}
	if neu == nil {
		r.data[tx.Actor.Mandant] = &regelwerkStand{alt.regelwerk, tx.Now}
		return alt.regelwerk, nil
	}
	out := &regelwerk{Regelwerk: neu, aktiv: map[formularSchluessel]*wahl{}}
	for i := range neu.Aktive {
		z := &neu.Aktive[i]
		w, err := s.lesart(z)
		if err != nil {
			return nil, err
		}
		out.aktiv[formularSchluessel{z.Zugang, z.Inhalt.Formular, z.Inhalt.Version}] = w
	}
	r.data[tx.Actor.Mandant] = &regelwerkStand{out, tx.Now}
	return out, nil
}

// vergiss lets the next delivery ask again: called after the transaction that changed something.
func (r *regelwerke) vergiss(mandant uuid.UUID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.data, mandant)
}

// lesart makes a kept mapping ready to use. A Verfahren that is gone is replaced by the standard procedure.
func (s *Service) lesart(z *store.Zuordnung) (*wahl, error) {
	id := z.ID
	w := &wahl{id: &id, lesart: &casework.Lesart{Zuordnung: z.Inhalt, Struktur: z.Struktur}, def: s.Verfahren.Newest(z.Inhalt.Verfahren)}
	if w.def == nil {
		w.def = s.Verfahren.Newest(StandardVerfahren)
	}
	var err error
	w.lesart.Schema, err = schemaOf(z)
	return w, err
}

// schemaOf decodes the schema of a mapping; nil = none.
func schemaOf(z *store.Zuordnung) (*casework.Schema, error) {
	if z.Schema == nil {
		return nil, nil //nolint:nilnil // most forms have none
	}
	var out casework.Schema
	if err := json.Unmarshal(*z.Schema, &out); err != nil {
		return nil, fmt.Errorf("decode the schema of a form: %w", err)
	}
	return &out, nil
}

// wahl finds what a form is read with: the mapping of this version, the one for every version, what a Verfahren brings
// along, else the standard procedure without any.
func (s *Service) wahl(z *store.Zugang, r *regelwerk, f adapters.Formular) *wahl {
	for _, version := range []string{f.Version, ""} {
		if w := r.aktiv[formularSchluessel{z.ID, f.Schluessel, version}]; w != nil {
			return w
		}
	}
	if d, m := s.Verfahren.forForm(z.Adapter, f); d != nil {
		return &wahl{lesart: casework.LesartOf(d, m), def: d}
	}
	return &wahl{def: s.Verfahren.Newest(StandardVerfahren)}
}

// zuordne runs an application through a mapping; it is changed.
func (s *Service) zuordne(ctx context.Context, tx *store.Tx, z *store.Zugang, r *regelwerk, w *wahl, a *casework.Antrag) (*casework.Zuordnungsergebnis, map[string]any, error) {
	u, err := s.umfeld(ctx, tx, z, r, w.def)
	if err != nil {
		return nil, nil, err
	}
	return casework.Zuordne(u, w.lesart, a)
}

// umfeld is what a delivery of a Zugang meets.
func (s *Service) umfeld(ctx context.Context, tx *store.Tx, z *store.Zugang, r *regelwerk, def *workflow.Definition) (casework.Umfeld, error) {
	units, err := s.units(ctx, tx)
	if err != nil {
		return casework.Umfeld{}, err
	}
	u := casework.Umfeld{Zugang: z.Name, Verfahren: def, Regeln: r.Regeln}
	for _, x := range units {
		u.Einheiten = append(u.Einheiten, x.Schluessel)
		if x.IstPoststelle && u.Poststelle == "" {
			u.Poststelle = x.Schluessel
		}
	}
	return u, nil
}

// geaendert: the form lacked fields that its mapping reads.
func geaendert(e *casework.Zuordnungsergebnis) bool { return geaenderung(e) != nil }

func geaenderung(e *casework.Zuordnungsergebnis) *adapters.Hinweis {
	i := slices.IndexFunc(e.Hinweise, func(h adapters.Hinweis) bool { return h.Code == casework.FormularGeaendert })
	if i < 0 {
		return nil
	}
	return &e.Hinweise[i]
}
