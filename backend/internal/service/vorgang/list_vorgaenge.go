package vorgang

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"
	"unicode"

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

// ListVorgaenge reads one page of what the actor may see. f.Sicht, f.Benutzer and f.Zustaendig are set here.
func (s *Service) ListVorgaenge(ctx context.Context, a casework.Actor, f store.Filter, suche string) (*Liste, error) {
	if err := a.Must(casework.RechtLesen); err != nil {
		return nil, err
	}
	if err := s.knowsVerfahren(ctx, a, f.Verfahren); err != nil {
		return nil, err
	}
	if err := s.knowsEinheit(ctx, a, f.Einheit); err != nil {
		return nil, err
	}
	if err := s.knowsPerson(ctx, a, &f); err != nil {
		return nil, err
	}
	f.Sicht, f.Benutzer, f.Heute = a.Sicht(), a.Benutzer, casework.Heute(s.DB.Now())
	f.Anzahl++ // one more tells whether there is a next page
	if casework.NichtsZuSuchen(suche) {
		return &Liste{}, nil
	}
	out, err := s.list(ctx, a, f, suche)
	if err != nil {
		return nil, err
	}
	return out, s.NoteBlick(ctx, a, blickOf(f, suche, out))
}

// blickOf is what the read log says of a list: what was asked, and what was shown.
func blickOf(f store.Filter, suche string, l *Liste) casework.Zugriff {
	z := casework.Zugriff{Art: "liste", Daten: map[string]any{}, Vorgaenge: []uuid.UUID{}}
	for name, wert := range map[string]string{"ansicht": f.Ansicht, "verfahren": f.Verfahren, "einheit": f.Einheit,
		"person": f.Person, "suche": strings.TrimSpace(suche)} {
		if wert != "" {
			z.Daten[name] = wert
		}
	}
	if z.Daten["suche"] != nil {
		z.Art = "suche"
	}
	for i := range l.Zeilen {
		z.Vorgaenge = append(z.Vorgaenge, l.Zeilen[i].ID)
	}
	return z
}

func (s *Service) list(ctx context.Context, a casework.Actor, f store.Filter, suche string) (*Liste, error) {
	woerter := casework.Suchwoerter(suche)
	zeilen, err := s.readPage(ctx, a, f, suche, woerter)
	if err != nil {
		return nil, err
	}
	out := &Liste{Zeilen: zeilen, Mehr: len(zeilen) == f.Anzahl}
	if out.Mehr {
		out.Zeilen = zeilen[:f.Anzahl-1]
	}
	if err := s.nameEinheiten(ctx, a, out.Zeilen); err != nil {
		return nil, err
	}
	if len(woerter) > 0 {
		out.Treffer, err = s.findTreffer(ctx, a, out.Zeilen, casework.Suchbild(woerter))
	}
	return out, err
}

// readPage searches for names like the words where nothing has the words: a typo.
func (s *Service) readPage(ctx context.Context, a casework.Actor, f store.Filter, suche string,
	woerter []string) ([]store.Zeile, error) {
	if len(woerter) == 0 {
		return s.readZeilen(ctx, a, f)
	}
	f.Suche = &store.Suche{Teile: casework.Teilsuche(woerter)}
	for _, w := range woerter {
		f.Suche.Woerter = append(f.Suche.Woerter, casework.Schreibweisen(w))
		f.Suche.Roh = append(f.Suche.Roh, w)
	}
	zeilen, err := s.readZeilen(ctx, a, f)
	if err == nil && len(zeilen) == 0 && f.Nach == nil && strings.ContainsFunc(suche, unicode.IsLetter) {
		f.Suche = &store.Suche{Aehnlich: casework.Fold(suche)}
		return s.readZeilen(ctx, a, f)
	}
	return zeilen, err
}

func (s *Service) readZeilen(ctx context.Context, a casework.Actor, f store.Filter) (out []store.Zeile, err error) {
	if f.OnePlan() {
		err = s.DB.ReadOne(ctx, a, func(ctx context.Context, tx *store.Tx) error {
			out, err = tx.ListVorgaenge(ctx, f)
			return err
		})
		return out, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		out, err = tx.ListVorgaenge(ctx, f)
		return err
	})
	return out, err
}

// knowsVerfahren refuses a procedure that no Vorgang can have.
func (s *Service) knowsVerfahren(ctx context.Context, a casework.Actor, name string) error {
	if name == "" {
		return nil
	}
	return s.DB.ReadOne(ctx, a, func(ctx context.Context, tx *store.Tx) error {
		angebot, err := s.Verfahren.Angebot(ctx, tx)
		if err == nil && !angebot.Known(name) {
			err = casework.FailField("verfahren", "unknown")
		}
		return err
	})
}

// knowsEinheit refuses a unit that the authority does not have: an empty list would say that it has nothing to do.
func (s *Service) knowsEinheit(ctx context.Context, a casework.Actor, schluessel string) error {
	if schluessel == "" {
		return nil
	}
	return s.DB.ReadOne(ctx, a, func(ctx context.Context, tx *store.Tx) error {
		units, err := tx.ListEinheiten(ctx)
		if err == nil && !slices.ContainsFunc(units, func(e store.Einheit) bool { return e.Schluessel == schluessel }) {
			err = casework.FailField("einheit", "unknown")
		}
		return err
	})
}

// nameEinheiten writes the names of units beside their keys; a unit that is gone keeps its key.
func (s *Service) nameEinheiten(ctx context.Context, a casework.Actor, zeilen []store.Zeile) error {
	return s.DB.ReadOne(ctx, a, func(ctx context.Context, tx *store.Tx) error {
		units, err := s.Einheiten(ctx, tx)
		if err != nil {
			return err
		}
		namen := map[string]string{}
		for _, u := range units {
			namen[u.Schluessel] = u.Name
		}
		for i := range zeilen {
			zeilen[i].EinheitName = cmp.Or(namen[zeilen[i].Einheit], zeilen[i].Einheit)
		}
		return nil
	})
}

// knowsPerson narrows the list to what one person has; a name that nobody has is refused.
func (s *Service) knowsPerson(ctx context.Context, a casework.Actor, f *store.Filter) error {
	if f.Person == "" {
		return nil
	}
	err := s.DB.ReadOne(ctx, a, func(ctx context.Context, tx *store.Tx) error {
		b, err := tx.FindBenutzer(ctx, f.Person)
		if err == nil {
			f.Zustaendig = b.ID
		}
		return err
	})
	if casework.CodeOf(err) == casework.NotFound {
		return casework.FailField("zustaendig", "unknown")
	}
	return err
}

// findTreffer says for each hit which answer of the form matched, or which message or file. Who was found by name or
// number needs no reason, and most are: their forms are not read.
func (s *Service) findTreffer(ctx context.Context, a casework.Actor, zeilen []store.Zeile,
	bild casework.Bild) (map[uuid.UUID]string, error) {
	var ids []uuid.UUID
	for i := range zeilen {
		if !bild.Kopf(&zeilen[i].Vorgang) {
			ids = append(ids, zeilen[i].ID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	out := map[uuid.UUID]string{}
	err := s.DB.ReadOne(ctx, a, func(ctx context.Context, tx *store.Tx) error {
		roh, err := tx.ListAntraege(ctx, ids)
		for id, inhalt := range roh {
			var antrag casework.Antrag
			if err := json.Unmarshal([]byte(inhalt), &antrag); err != nil {
				continue
			}
			if t := bild.Treffer(&antrag); t != "" {
				out[id] = t
			}
		}
		ids = slices.DeleteFunc(ids, func(id uuid.UUID) bool { return out[id] != "" })
		if err != nil || len(ids) == 0 {
			return err
		}
		beitexte, err := tx.ListBeitexte(ctx, ids)
		for id, texte := range beitexte {
			if t := bild.TrefferDaneben(texte); t != "" {
				out[id] = t
			}
		}
		return err
	})
	return out, err
}
