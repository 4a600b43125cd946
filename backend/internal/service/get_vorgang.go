package service

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// Akte is everything the case page shows.
type Akte struct {
	store.Zeile
	store.Beiakten
	Def              *workflow.Definition
	Antrag           *casework.Antrag
	Uebersicht       []Angabe
	Vorfaelle        []workflow.Token
	Einwilligung     bool
	GebuehrVorschlag *int64
	Aktionen         []string
	Posttag          *time.Time // today, where letters are posted today
	EinheitNamen     map[string]string
}

// Angabe is one line of the short view.
type Angabe struct{ Label, Text string }

// GetVorgang reads one Vorgang and notes the reading.
func (s *Service) GetVorgang(ctx context.Context, a casework.Actor, id uuid.UUID) (*Akte, error) {
	if err := a.Muss(casework.RechtLesen); err != nil {
		return nil, err
	}
	var akte *Akte
	err := s.DB.InTx(ctx, a, func(tx *store.Tx) (err error) {
		if akte, err = s.loadAkte(ctx, tx, a, id); err != nil {
			return err
		}
		return tx.LogZugriff(ctx, id, "vorgang", nil)
	})
	return akte, err
}

func (s *Service) loadAkte(ctx context.Context, tx *store.Tx, a casework.Actor, id uuid.UUID) (*Akte, error) {
	k := &Akte{}
	z, err := tx.GetZeile(ctx, id)
	if err != nil {
		return nil, err
	}
	k.Zeile = *z
	if err := s.mayRead(ctx, tx, a, &k.Vorgang); err != nil {
		return nil, err
	}
	if k.Def, err = s.Verfahren.Get(k.Verfahren, k.Stand); err != nil {
		return nil, err
	}
	var daten map[string]any
	if k.Antrag, daten, err = tx.GetAntrag(ctx, id); err != nil {
		return nil, err
	}
	if err := k.loadRows(ctx, tx, id); err != nil {
		return nil, err
	}
	if k.Einwilligung, err = s.abrufMoeglich(ctx, tx, &k.Vorgang, k.Antrag); err != nil {
		return nil, err
	}
	units, err := s.units(ctx, tx)
	if err != nil {
		return nil, err
	}
	k.EinheitNamen = map[string]string{}
	for _, u := range units {
		k.EinheitNamen[u.Schluessel] = u.Name
	}
	k.Uebersicht = uebersicht(k.Def, k.Antrag, daten)
	if cent, err := k.Def.Meta.EvalGebuehr(daten); err == nil && cent > 0 {
		k.GebuehrVorschlag = &cent
	}
	k.Aktionen = s.aktionen(a, k)
	land, err := s.land(ctx, tx)
	if heute := casework.Heute(tx.Now); casework.IstWerktag(land, heute) {
		k.Posttag = &heute
	}
	return k, err
}

func (k *Akte) loadRows(ctx context.Context, tx *store.Tx, id uuid.UUID) error {
	b, err := tx.GetBeiakten(ctx, id)
	if err != nil {
		return err
	}
	k.Beiakten = *b
	k.Dubletten = sichtbareDubletten(tx.Actor, b.Dubletten)
	for _, t := range b.Prozess.Tokens {
		if t.Wait == workflow.WaitIncident {
			k.Vorfaelle = append(k.Vorfaelle, t)
		}
	}
	return nil
}

// aktionen says what this person may do now; the buttons follow it, and every act checks again.
func (s *Service) aktionen(a casework.Actor, k *Akte) []string {
	v := &k.Vorgang
	eigene := ofOwnUnit(a, v)
	out := []string{}
	add := func(name string, recht casework.Recht, ok bool) {
		if ok && a.Hat(recht) && (eigene || recht == casework.RechtMitwirken) {
			out = append(out, name)
		}
	}
	offen := v.Status.IstOffen()
	entscheidbar := v.Status == casework.Angenommen || v.Status == casework.InBearbeitung || v.Status == casework.Neu
	besetzt := v.Zustaendig != nil && *v.Zustaendig != a.Benutzer && !a.Hat(casework.RechtVerteilen)
	add("zuweisen", casework.RechtZuweisen, offen && !besetzt)
	add("annehmen", casework.RechtBearbeiten, v.Status == casework.Neu)
	add("verwerfen", casework.RechtBearbeiten, entscheidbar)
	add("weiterleiten", casework.RechtWeiterleiten, offen)
	add("nachricht", casework.RechtBearbeiten, offen && erreichbar(v))
	add("nachforderung", casework.RechtBearbeiten, entscheidbar && erreichbar(v))
	add("bescheid", casework.RechtBescheiden, entscheidbar && !casework.BescheidInArbeit(k.Bescheide))
	add("abschliessen", casework.RechtAbschliessen, offen && v.Status != casework.Neu && !casework.BescheidOffen(k.Bescheide))
	add("wiedereroeffnen", casework.RechtBearbeiten, v.Status == casework.Abgeschlossen || v.Status == casework.Beschieden || v.Status == casework.Verworfen)
	add("kommentieren", casework.RechtMitwirken, true)
	add("wiedervorlage", casework.RechtBearbeiten, offen)
	add("exportieren", casework.RechtExportieren, true)
	add("ablegen", casework.RechtExportieren, v.Status == casework.Abgeschlossen && s.Ausgaenge[casework.ZielXdomeaOrdner] != nil)
	add("aktenzeichen", casework.RechtBearbeiten, true)
	add("dokument", casework.RechtBearbeiten, offen)
	add("prozess_springen", casework.RechtSpringen, offen)
	return out
}

func ofOwnUnit(a casework.Actor, v *casework.Vorgang) bool {
	return a.Sicht().Alle || slices.Contains(a.Sicht().Einheiten, v.Einheit)
}

// BescheidAktionen says what this person may do with a decision now.
func BescheidAktionen(a casework.Actor, v *casework.Vorgang, b casework.Bescheid) []string {
	if !a.Hat(casework.RechtBescheiden) || !ofOwnUnit(a, v) {
		return nil
	}
	switch b.Zustand {
	case casework.BescheidZurPost, casework.BescheidAbrufAbgelaufen:
		return []string{"postaufgabe"}
	case casework.BescheidBereitgestellt:
		return []string{casework.BestaetigtAndererWeg}
	}
	return nil
}

// uebersicht shows the logical values the Verfahren names; without them the first answers of the form.
func uebersicht(def *workflow.Definition, antrag *casework.Antrag, daten map[string]any) []Angabe {
	var out []Angabe
	for _, name := range def.Meta.Uebersicht {
		for _, d := range def.Meta.Daten {
			if d.Name == name {
				if text := casework.Worte(d.Typ, daten[name]); text != "" {
					out = append(out, Angabe{d.Label, text})
				}
			}
		}
	}
	if len(out) == 0 {
		out = firstAngaben(antrag.Antragsdaten, out, 6)
	}
	return out
}

func firstAngaben(felder []adapters.Feld, out []Angabe, n int) []Angabe {
	for _, f := range felder {
		if len(out) >= n {
			break
		}
		if len(f.Felder) > 0 {
			out = firstAngaben(f.Felder, out, n)
			continue
		}
		if text := first(f.Text, f.Wert); text != "" && f.Typ != adapters.Datei {
			out = append(out, Angabe{first(f.Label, f.Name), text})
		}
	}
	return out
}

// ListVerlauf reads the journal of a visible Vorgang.
func (s *Service) ListVerlauf(ctx context.Context, a casework.Actor, id uuid.UUID) (out []casework.Verlaufseintrag, err error) {
	err = s.read(ctx, a, id, func(tx *store.Tx, _ *casework.Vorgang) error { out, err = tx.ListVerlauf(ctx, id); return err })
	return out, err
}

// GetProzess returns definition and run of a visible Vorgang's process.
func (s *Service) GetProzess(ctx context.Context, a casework.Actor, id uuid.UUID) (def *workflow.Definition, p *store.Prozess, err error) {
	err = s.read(ctx, a, id, func(tx *store.Tx, v *casework.Vorgang) error {
		if def, err = s.Verfahren.Get(v.Verfahren, v.Stand); err != nil {
			return err
		}
		p, err = tx.GetProzess(ctx, id)
		return err
	})
	return def, p, err
}

// GetEntwurf reads what this person typed last; not_found if nothing is kept.
func (s *Service) GetEntwurf(ctx context.Context, a casework.Actor, id uuid.UUID, art string) (inhalt json.RawMessage, am time.Time, err error) {
	err = s.read(ctx, a, id, func(tx *store.Tx, _ *casework.Vorgang) error {
		inhalt, am, err = tx.GetEntwurf(ctx, id, art)
		return err
	})
	return inhalt, am, err
}

// maxEntwurf bounds a draft in bytes.
const maxEntwurf = 256 << 10

// SaveEntwurf keeps what a person types; it is no act on the Vorgang and leaves no journal entry.
func (s *Service) SaveEntwurf(ctx context.Context, a casework.Actor, id uuid.UUID, art string, inhalt json.RawMessage) error {
	if len(inhalt) > maxEntwurf {
		return casework.Fail(casework.TooLarge, "draft_too_large")
	}
	return s.ownDraft(ctx, a, id, func(tx *store.Tx) error { return tx.SaveEntwurf(ctx, id, art, inhalt) })
}

// DeleteEntwurf forgets a draft.
func (s *Service) DeleteEntwurf(ctx context.Context, a casework.Actor, id uuid.UUID, art string) error {
	return s.ownDraft(ctx, a, id, func(tx *store.Tx) error { return tx.DeleteEntwurf(ctx, id, art) })
}

func (s *Service) ownDraft(ctx context.Context, a casework.Actor, id uuid.UUID, fn func(*store.Tx) error) error {
	if err := a.Muss(casework.RechtMitwirken); err != nil {
		return err
	}
	return s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		v, err := tx.GetVorgang(ctx, id)
		if err != nil {
			return err
		}
		if err := s.mayRead(ctx, tx, a, v); err != nil {
			return err
		}
		return fn(tx)
	})
}

// MayView tells whether the actor may see a Vorgang.
func (s *Service) MayView(ctx context.Context, a casework.Actor, id uuid.UUID) bool {
	return s.read(ctx, a, id, func(*store.Tx, *casework.Vorgang) error { return nil }) == nil
}
