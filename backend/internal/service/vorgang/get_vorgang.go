package vorgang

import (
	"cmp"
	"context"
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
	Aktionen         []Aktion
	Posttag          *time.Time // today, where letters are posted today
	EinheitNamen     map[string]string
}

// Angabe is one line of the short view.
type Angabe struct{ Label, Text string }

// GetVorgang reads one Vorgang and notes the reading.
func (s *Service) GetVorgang(ctx context.Context, a casework.Actor, id uuid.UUID) (*Akte, error) {
	if err := a.Must(casework.RechtLesen); err != nil {
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
	if err := s.MayRead(ctx, tx, a, &k.Vorgang); err != nil {
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
	if k.Einwilligung, err = s.Bescheid.AbrufMoeglich(ctx, tx, &k.Vorgang, k.Antrag); err != nil {
		return nil, err
	}
	units, err := s.Einheiten(ctx, tx)
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
	land, err := s.Land(ctx, tx)
	if heute := casework.Heute(tx.Now); casework.IsWerktag(land, heute) {
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
		if text := cmp.Or(f.Text, f.Wert); text != "" && f.Typ != adapters.Datei {
			out = append(out, Angabe{cmp.Or(f.Label, f.Name), text})
		}
	}
	return out
}
