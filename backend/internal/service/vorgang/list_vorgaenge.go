package vorgang

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// Liste is one page of the desk.
type Liste struct {
	Zeilen  []store.Zeile
	Treffer map[uuid.UUID]string // why the search hit; only when searching
	Mehr    bool
}

// ListVorgaenge reads one page of what the actor may see. f.Sicht and f.Benutzer are set here.
func (s *Service) ListVorgaenge(ctx context.Context, a casework.Actor, f store.Filter, suche string) (*Liste, error) {
	if err := a.Must(casework.RechtLesen); err != nil {
		return nil, err
	}
	if f.Verfahren != "" && s.Verfahren.Newest(f.Verfahren) == nil {
		return nil, casework.FailField("verfahren", "unknown")
	}
	f.Sicht, f.Benutzer, f.Heute = a.Sicht(), a.Benutzer, casework.Heute(s.DB.Now())
	seite := f.Anzahl
	f.Anzahl++ // one more tells whether there is a next page
	out := &Liste{}
	err := s.DB.ReadTx(ctx, a, func(tx *store.Tx) (err error) {
		if err := knowsEinheit(ctx, tx, f.Einheit); err != nil {
			return err
		}
		woerter := casework.Suchwoerter(suche)
		if len(woerter) > 0 {
			f.Suche = &store.Suche{}
			for _, w := range woerter {
				f.Suche.Woerter = append(f.Suche.Woerter, casework.Schreibweisen(w))
				f.Suche.Roh = append(f.Suche.Roh, w)
			}
		}
		if out.Zeilen, err = tx.ListVorgaenge(ctx, f); err != nil {
			return err
		}
		if len(out.Zeilen) == 0 && f.Suche != nil && f.Nach == nil { // a typo in a name
			f.Suche = &store.Suche{Aehnlich: casework.Fold(suche)}
			if out.Zeilen, err = tx.ListVorgaenge(ctx, f); err != nil {
				return err
			}
		}
		if out.Mehr = len(out.Zeilen) > seite; out.Mehr {
			out.Zeilen = out.Zeilen[:seite]
		}
		if f.Suche != nil {
			out.Treffer, err = findTreffer(ctx, tx, out.Zeilen, woerter)
		}
		return err
	})
	return out, err
}

// knowsEinheit refuses a unit that the authority does not have: an empty list would say that it has nothing to do.
func knowsEinheit(ctx context.Context, tx *store.Tx, schluessel string) error {
	if schluessel == "" {
		return nil
	}
	units, err := tx.ListEinheiten(ctx)
	if err == nil && !slices.ContainsFunc(units, func(e store.Einheit) bool { return e.Schluessel == schluessel }) {
		err = casework.FailField("einheit", "unknown")
	}
	return err
}

// findTreffer says for each hit which answer of the form matched.
func findTreffer(ctx context.Context, tx *store.Tx, zeilen []store.Zeile, woerter []string) (map[uuid.UUID]string, error) {
	ids := make([]uuid.UUID, len(zeilen))
	for i, z := range zeilen {
		ids[i] = z.ID
	}
	if len(ids) == 0 {
		return nil, nil
	}
	roh, err := tx.ListAntraege(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := map[uuid.UUID]string{}
	for _, z := range zeilen {
		var antrag casework.Antrag
		if err := json.Unmarshal([]byte(roh[z.ID]), &antrag); err != nil {
			continue
		}
		if t := casework.Treffer(&z.Vorgang, &antrag, woerter); t != "" {
			out[z.ID] = t
		}
	}
	return out, nil
}
