package verfahren

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// What the protocol of the authority says of an act.
const (
	geladen        = "verfahren_geladen"
	aktiviert      = "verfahren_aktiviert"
	zurueckgezogen = "verfahren_zurueckgezogen"
	verworfen      = "verfahren_verworfen"
)

// Versionsakte is a version as a person sees it.
type Versionsakte struct {
	store.Verfahrensversion
	Haus      []workflow.Finding // what this house does not have of it, as of now
	Offen     []string           // what could not be judged, parts of German sentences; of its forms not in lists
	Formulare []workflow.Formular
	Laufende  int  // Vorgänge that go by it and are not finished
	Gilt      bool // new Vorgänge get it today
	Dateien   []Datei
	Bild      string // BPMN as XML; "" = there is no picture that can be read
}

// Datei is one file of a version; its size is in bytes.
type Datei struct {
	Name    string
	Groesse int
}

// lage is everything about the versions of a tenant that one of them is seen with.
type lage struct {
	versionen []store.Verfahrensversion
	laufende  map[[2]string]int
	heute     time.Time
	haus      workflow.Haus
}

func (s *Service) readLage(ctx context.Context, tx *store.Tx) (*lage, error) {
	versionen, err := tx.ListVersionen(ctx)
	if err != nil {
		return nil, err
	}
	laufende, err := tx.CountLaufende(ctx)
	if err != nil {
		return nil, err
	}
	haus, err := s.haus(ctx, tx)
	if err != nil {
		return nil, err
	}
	return &lage{versionen, laufende, casework.Heute(tx.Now), haus}, nil
}

// akte adds what the files say. That this program cannot read them is a finding of now.
func (s *Service) akte(ctx context.Context, tx *store.Tx, l *lage, v store.Verfahrensversion) (*Versionsakte, error) {
	k := &Versionsakte{Verfahrensversion: v}
	if v.Zustand == store.VersionAbgelegt {
		return k, nil
	}
	k.Laufende, k.Gilt = l.laufende[[2]string{v.Name, v.Stand}], l.counts(&v)
	def, err := s.Verfahren.Get(ctx, tx, v.Name, v.Stand)
	if service.IsUnreadable(err) {
		k.Gilt = false
		k.Befunde = append(slices.Clone(k.Befunde), fehler("", "Dieses Programm kann die Version nicht lesen. "+
			"Neue Vorgänge bekommen die vorige."))
		return k, nil
	}
	if err != nil {
		return nil, err
	}
	k.Formulare = def.Meta.Formulare
	k.Haus, k.Offen = checkHaus(def, l.haus, v.Befunde)
	return k, nil
}

// counts: of the active ones of a name the highest number counts.
func (l *lage) counts(v *store.Verfahrensversion) bool {
	return service.AktivAm(v, l.heute) && !slices.ContainsFunc(l.versionen, func(o store.Verfahrensversion) bool {
		return o.Name == v.Name && service.AktivAm(&o, l.heute) &&
			service.StandNummer(o.Stand) > service.StandNummer(v.Stand)
	})
}

// reread is the answer of an act: the version as it is now.
func (s *Service) reread(ctx context.Context, tx *store.Tx, id uuid.UUID) (*Versionsakte, error) {
	l, err := s.readLage(ctx, tx)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(l.versionen, func(v store.Verfahrensversion) bool { return v.ID == id })
	if i < 0 {
		return nil, casework.Fail(casework.NotFound, "not_found")
	}
	v := &l.versionen[i]
	if def, err := s.Verfahren.Get(ctx, tx, v.Name, v.Stand); err == nil && v.Zustand != store.VersionAbgelegt {
		if err := readProben(ctx, tx, &l.haus, def); err != nil {
			return nil, err
		}
	}
	k, err := s.akte(ctx, tx, l, *v)
	if err != nil {
		return nil, err
	}
	raw, err := tx.GetPack(ctx, id)
	if err != nil {
		return nil, err
	}
	p, err := workflow.Unpack(raw)
	if err != nil {
		return k, nil //nolint:nilerr // what cannot be read has no files to show; a finding says so
	}
	k.Bild = p.Files.Drawing()
	for name, file := range p.Files {
		k.Dateien = append(k.Dateien, Datei{name, len(file)})
	}
	slices.SortFunc(k.Dateien, func(a, b Datei) int { return cmp.Compare(a.Name, b.Name) })
	return k, nil
}

// change locks the versions, does something with one and returns it as it is then.
func (s *Service) change(ctx context.Context, a casework.Actor, id uuid.UUID, art string,
	act func(tx *store.Tx, e *eingang, v *store.Verfahrensversion) error) (k *Versionsakte, err error) {
	if err := a.Must(casework.RechtKonfig); err != nil {
		return nil, err
	}
	defer s.Verfahren.Forget(a.Mandant)
	err = s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		e, err := s.openEingang(ctx, tx)
		if err != nil {
			return err
		}
		v, err := tx.GetVersion(ctx, id)
		if err != nil {
			return err
		}
		if err := act(tx, e, v); err != nil {
			return err
		}
		if err := tx.Record(ctx, art, v.Name+"/"+v.Stand, map[string]any{"zustand": v.Zustand,
			"ab": v.AktivAb, "pruefsumme": v.Pruefsumme}); err != nil {
			return err
		}
		k, err = s.reread(ctx, tx, id)
		return err
	})
	return k, err
}
