package posteingang

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
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// regelwerkZeit: so long another replica may still use the mapping before an activation.
const regelwerkZeit = 2 * time.Second

// Regeln are what IT set for the deliveries of one tenant, made for looking things up. It is never changed.
type Regeln struct {
	*store.Regelwerk
	aktiv map[formularSchluessel]*Wahl
}

type formularSchluessel struct {
	zugang            uuid.UUID
	formular, version string
}

// Wahl is what a form is read with.
type Wahl struct {
	ID     *uuid.UUID // Zuordnung; nil = nobody made one
	Lesart *casework.Lesart
	Def    *workflow.Definition
}

// regelwerke keeps them per tenant. After regelwerkZeit one small statement asks whether they still hold.
type regelwerke struct {
	mu   sync.Mutex
	data map[uuid.UUID]*regelwerkStand
}

type regelwerkStand struct {
	*Regeln
	geprueft time.Time
}

// Regelwerk reads it through the transaction at hand: a second connection inside one could wait for itself.
func (s *Service) Regelwerk(ctx context.Context, tx *store.Tx) (*Regeln, error) {
	r := &s.regelwerke
	r.mu.Lock()
	defer r.mu.Unlock()
	alt := r.data[tx.Actor.Mandant]
	var bekannt *store.Regelwerk
	if alt != nil {
		if alter := tx.Now.Sub(alt.geprueft); alter >= 0 && alter < regelwerkZeit {
			return alt.Regeln, nil
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
		r.data[tx.Actor.Mandant] = &regelwerkStand{alt.Regeln, tx.Now}
		return alt.Regeln, nil
	}
	out := &Regeln{Regelwerk: neu, aktiv: map[formularSchluessel]*Wahl{}}
	for i := range neu.Aktive {
		z := &neu.Aktive[i]
		w, err := lesart(z)
		if err != nil {
			return nil, err
		}
		out.aktiv[formularSchluessel{z.Zugang, z.Inhalt.Formular, z.Inhalt.Version}] = w
	}
	r.data[tx.Actor.Mandant] = &regelwerkStand{out, tx.Now}
	return out, nil
}

// ForgetRegelwerk lets the next delivery ask again: called after the transaction that changed something.
func (s *Service) ForgetRegelwerk(mandant uuid.UUID) {
	r := &s.regelwerke
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.data, mandant)
}

// Lesart makes a kept mapping ready to use.
func (s *Service) Lesart(ctx context.Context, tx *store.Tx, z *store.Zuordnung) (*Wahl, error) {
	angebot, err := s.Verfahren.Angebot(ctx, tx)
	if err != nil {
		return nil, err
	}
	w, err := lesart(z)
	if err != nil {
		return nil, err
	}
	return w.today(angebot), nil
}

// lesart leaves open which version of its Verfahren is the newest.
func lesart(z *store.Zuordnung) (*Wahl, error) {
	id := z.ID
	schema, err := SchemaOf(z)
	return &Wahl{ID: &id, Lesart: &casework.Lesart{Zuordnung: z.Inhalt, Struktur: z.Struktur, Schema: schema}}, err
}

// today adds the version; a Verfahren that takes nothing any more is replaced by the standard procedure.
func (w *Wahl) today(angebot *service.Angebot) *Wahl {
	out := *w
	if out.Def = angebot.Newest(w.Lesart.Zuordnung.Verfahren); out.Def == nil {
		out.Def = angebot.Newest(service.StandardVerfahren)
	}
	return &out
}

// SchemaOf decodes the schema of a mapping; nil = none.
func SchemaOf(z *store.Zuordnung) (*casework.Schema, error) {
	if z.Schema == nil {
		return nil, nil //nolint:nilnil // most forms have none
	}
	var out casework.Schema
	if err := json.Unmarshal(*z.Schema, &out); err != nil {
		return nil, fmt.Errorf("decode the schema of a form: %w", err)
	}
	return &out, nil
}

// Wahl finds what a form is read with: the mapping of this version, the one for every version, what a Verfahren brings
// along, else the standard procedure without any.
func (s *Service) Wahl(ctx context.Context, tx *store.Tx, z *store.Zugang, r *Regeln,
	f adapters.Formular) (*Wahl, error) {
	angebot, err := s.Verfahren.Angebot(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, version := range []string{f.Version, ""} {
		if w := r.aktiv[formularSchluessel{z.ID, f.Schluessel, version}]; w != nil {
			return w.today(angebot), nil
		}
	}
	if d, m := angebot.ForForm(z.Adapter, f); d != nil {
		return &Wahl{Lesart: casework.LesartOf(d, m), Def: d}, nil
	}
	return &Wahl{Def: angebot.Newest(service.StandardVerfahren)}, nil
}

// Zuordne runs an application through a mapping; it is changed.
func (s *Service) Zuordne(ctx context.Context, tx *store.Tx, z *store.Zugang, r *Regeln, w *Wahl,
	a *casework.Antrag) (*casework.Zuordnungsergebnis, map[string]any, error) {
	u, err := s.Umfeld(ctx, tx, z, r, w.Def)
	if err != nil {
		return nil, nil, err
	}
	return casework.Zuordne(u, w.Lesart, a)
}

// Umfeld is what a delivery of a Zugang meets.
func (s *Service) Umfeld(ctx context.Context, tx *store.Tx, z *store.Zugang, r *Regeln,
	def *workflow.Definition) (casework.Umfeld, error) {
	units, err := s.Einheiten(ctx, tx)
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
