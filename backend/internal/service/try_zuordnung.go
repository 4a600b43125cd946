package service

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// Probelauf is the Vorgang as a caseworker would see it.
type Probelauf struct {
	*casework.Zuordnungsergebnis
	Def         *workflow.Definition
	EinheitName string
}

// TryZuordnung runs one sample through a mapping as it stands on the screen; nothing is saved.
func (s *Service) TryZuordnung(ctx context.Context, a casework.Actor, id, muster uuid.UUID, inhalt casework.Zuordnung) (p *Probelauf, err error) {
	if err := a.Muss(casework.RechtKonfig); err != nil {
		return nil, err
	}
	if err := inhalt.Pruefe(); err != nil {
		return nil, err
	}
	if s.Verfahren.Newest(inhalt.Verfahren) == nil {
		return nil, casework.FailField("verfahren", "unknown")
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		z, m, err := zuordnungMitMuster(ctx, tx, id, muster)
		if err != nil {
			return err
		}
		zugang, err := s.zugangOf(ctx, tx, z.Zugang)
		if err != nil {
			return err
		}
		regeln, err := s.regelwerk(ctx, tx)
		if err != nil {
			return err
		}
		z.Inhalt, z.Struktur = inhalt, nil
		w, err := s.lesart(z)
		if err != nil {
			return err
		}
		e, _, err := s.zuordne(ctx, tx, zugang, regeln, w, m.Antrag)
		if err != nil {
			return err
		}
		p = &Probelauf{Zuordnungsergebnis: e, Def: w.def, EinheitName: e.Einheit}
		units, err := s.units(ctx, tx)
		for _, u := range units {
			if u.Schluessel == e.Einheit {
				p.EinheitName = u.Name
			}
		}
		return err
	})
	return p, err
}

// zuordnungMitMuster reads a mapping and a sample of the same form.
func zuordnungMitMuster(ctx context.Context, tx *store.Tx, id, muster uuid.UUID) (*store.Zuordnung, *store.Muster, error) {
	z, err := tx.GetZuordnung(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	m, err := tx.GetMuster(ctx, muster)
	if err == nil && (m.Zugang != z.Zugang || m.Formular != z.Inhalt.Formular) {
		err = casework.Fail(casework.NotFound, "not_found")
	}
	return z, m, err
}

// SuggestZuordnung says what the fields of a sample probably mean.
func (s *Service) SuggestZuordnung(ctx context.Context, a casework.Actor, id, muster uuid.UUID) (out []casework.Vorschlag, err error) {
	if err := a.Muss(casework.RechtKonfig); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		z, m, err := zuordnungMitMuster(ctx, tx, id, muster)
		if err != nil {
			return err
		}
		alt, err := vorgaenger(ctx, tx, z)
		if err != nil {
			return err
		}
		w, err := s.lesart(z)
		if err != nil {
			return err
		}
		form, err := casework.FormularStruktur(w.lesart.Schema, m.Antrag)
		if err != nil {
			return err
		}
		v := casework.Vorlage{Struktur: form, Meta: &w.def.Meta, Entwurf: z.Inhalt}
		if alt != nil {
			v.Frueher, v.FrueherStruktur = &alt.Inhalt, alt.Struktur
		}
		out = casework.SchlageVor(v)
		return nil
	})
	return out, err
}

// vorgaenger is the active mapping a form is compared with; nil if there is none.
func vorgaenger(ctx context.Context, tx *store.Tx, z *store.Zuordnung) (*store.Zuordnung, error) {
	alt, err := tx.VorbildZuordnung(ctx, z.Zugang, z.Inhalt.Formular, z.Inhalt.Version)
	if err != nil && casework.CodeOf(err) == casework.NotFound {
		return nil, nil //nolint:nilnil // none is an answer
	}
	return alt, err
}

// Formularvergleich says how a form differs from the one that the active mapping was made for.
type Formularvergleich struct {
	Gegen        *store.Zuordnung // nil = there is none
	Unterschiede []casework.Unterschied
}

// CompareZuordnung compares a sample with the form as it was at the activation; a difference in what this mapping reads
// is a warning.
func (s *Service) CompareZuordnung(ctx context.Context, a casework.Actor, id, muster uuid.UUID) (v *Formularvergleich, err error) {
	if err := a.Muss(casework.RechtKonfig); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		z, m, err := zuordnungMitMuster(ctx, tx, id, muster)
		if err != nil {
			return err
		}
		alt, err := vorgaenger(ctx, tx, z)
		if err != nil {
			return err
		}
		v = &Formularvergleich{Gegen: alt, Unterschiede: []casework.Unterschied{}}
		if alt == nil || len(alt.Struktur) == 0 {
			return nil
		}
		schema, err := schemaOf(z)
		if err != nil {
			return err
		}
		form, err := casework.FormularStruktur(schema, m.Antrag)
		v.Unterschiede = casework.VergleicheFormulare(alt.Struktur, form, &z.Inhalt)
		return err
	})
	return v, err
}

// CheckZuordnung says what activation would find.
func (s *Service) CheckZuordnung(ctx context.Context, a casework.Actor, id uuid.UUID) (p *casework.Zuordnungspruefung, err error) {
	if err := a.Muss(casework.RechtKonfig); err != nil {
		return nil, err
	}
	proben, err := s.proben(ctx, a, id)
	if err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		z, err := tx.GetZuordnung(ctx, id)
		if err != nil {
			return err
		}
		p, err = s.pruefe(ctx, tx, z, proben)
		return err
	})
	return p, err
}

// proben reads every sample of a mapping as the adapter reads it today: uploaded ones anew from their raw bytes. It
// happens outside any transaction, for it reads files.
func (s *Service) proben(ctx context.Context, a casework.Actor, id uuid.UUID) ([]casework.Probe, error) {
	var zugang *store.Zugang
	var muster []store.Muster
	err := s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		z, err := tx.GetZuordnung(ctx, id)
		if err != nil {
			return err
		}
		if zugang, err = s.zugangOf(ctx, tx, z.Zugang); err != nil {
			return err
		}
		muster, err = tx.ListMuster(ctx, z.Zugang, z.Inhalt.Formular, z.Inhalt.Version)
		return err
	})
	if err != nil {
		return nil, err
	}
	out := make([]casework.Probe, len(muster))
	for i := range muster {
		m := &muster[i]
		out[i] = casework.Probe{ID: m.ID, Name: m.Name, Antrag: m.Antrag, Erwartet: m.Erwartet}
		if m.RohSHA256 == "" {
			continue
		}
		sub, err := s.liesRoh(ctx, zugang, m.RohSHA256, m.RohGroesse, m.Kopf, m.Am)
		switch {
		case err == nil:
			out[i].Antrag = sub
		case istAdapterfehler(err):
			out[i].Antrag = nil
		default:
			return nil, err
		}
	}
	return out, nil
}

// liesRoh lets the adapter of a Zugang read stored bytes; kopf is as at an Eingang.
func (s *Service) liesRoh(ctx context.Context, zugang *store.Zugang, sha256 string, groesse int64, kopfJSON *json.RawMessage, am time.Time) (*casework.Antrag, error) {
	ad := s.Adapters[zugang.Adapter]
	if ad == nil {
		return nil, &casework.Error{Code: casework.Unavailable, Reason: "adapter_missing", Detail: zugang.Adapter}
	}
	e := &store.Eingang{SHA256: sha256, Groesse: groesse, EmpfangenAm: am, Kopf: json.RawMessage("{}")}
	var k kopf
	if kopfJSON != nil {
		e.Kopf = *kopfJSON
		if err := json.Unmarshal(e.Kopf, &k); err != nil {
			return nil, err
		}
	}
	return s.parseEingang(ctx, zugang, ad, e, k.Path, k.Query)
}

// pruefe checks a mapping with samples that were read before.
func (s *Service) pruefe(ctx context.Context, tx *store.Tx, z *store.Zuordnung, proben []casework.Probe) (*casework.Zuordnungspruefung, error) {
	zugang, err := s.zugangOf(ctx, tx, z.Zugang)
	if err != nil {
		return nil, err
	}
	regeln, err := s.regelwerk(ctx, tx)
	if err != nil {
		return nil, err
	}
	w, err := s.lesart(z)
	if err != nil {
		return nil, err
	}
	u, err := s.umfeld(ctx, tx, zugang, regeln, s.Verfahren.Newest(z.Inhalt.Verfahren))
	if err != nil {
		return nil, err
	}
	w.lesart.Struktur = nil // the samples are the form
	return casework.PruefeZuordnung(u, w.lesart, proben)
}

// ListFormulare lists the forms of a Zugang that were seen in the last 90 days, are mapped or have samples.
func (s *Service) ListFormulare(ctx context.Context, a casework.Actor, zugang uuid.UUID) (out []Formularzeile, err error) {
	if err := a.Muss(casework.RechtPosteingang); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		z, err := s.zugangOf(ctx, tx, zugang)
		if err != nil {
			return err
		}
		regeln, err := s.regelwerk(ctx, tx)
		if err != nil {
			return err
		}
		rows, err := tx.ListFormulare(ctx, z.ID, tx.Now.AddDate(0, 0, -90))
		for _, r := range rows {
			w := s.wahl(z, regeln, adapters.Formular{Schluessel: r.Formular, Version: r.Version})
			r.Aktiv = w.id
			out = append(out, Formularzeile{r, w.def.Name})
		}
		return err
	})
	return out, err
}

// Formularzeile is a form and the procedure it goes to now.
type Formularzeile struct {
	store.Formularzeile
	Verfahren string
}
