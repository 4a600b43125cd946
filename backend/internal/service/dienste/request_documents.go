package dienste

import (
	"cmp"
	"context"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/store"
	"strings"
	"time"
)

// requestDocuments asks for documents (unterlagen, by key) within a period (dauer).
func (s *Service) requestDocuments(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	j casework.JobDienst) (map[string]any, error) {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return nil, err
	}
	if err := s.Versand.CheckWeg(ctx, tx, v); err != nil {
		return nil, err
	}
	kalender, err := s.Kalender(ctx, tx)
	if err != nil {
		return nil, err
	}
	bis, err := fristende(kalender, tx.Now, eingabe(j, "dauer"))
	if err != nil {
		return nil, err
	}
	n := &versand.NeueNachricht{Nachricht: casework.Nachricht{ID: schluesselID(j), Vorgang: v.ID,
		Richtung: casework.Aus, Art: casework.ArtNachforderung,
		Betreff: "Bitte reichen Sie Unterlagen nach",
		Text:    casework.FillPlatzhalter(cmp.Or(eingabe(j, "text"), "Für die Bearbeitung fehlen noch Unterlagen."), v, &def.Meta),
		Am:      tx.Now, Von: "Kontor", Antwort: casework.AntwortErforderlich, AntwortBis: &bis, Gelesen: true,
		Vertrauensniveau: versand.Niveau(def.Meta.Vertrauensniveau, v.Vertrauensniveau)}}
	for _, key := range strings.Split(eingabe(j, "unterlagen"), ",") {
		key = strings.TrimSpace(key)
		p := casework.Punkt{ID: service.NewID(), Nachricht: n.ID, Nr: len(n.Punkte) + 1, Titel: key,
			Zustand: casework.PunktOffen}
		for _, u := range def.Meta.Unterlagen {
			if u.Kennung == key {
				p.Titel, p.Hinweis = u.Titel, u.Hinweis
			}
		}
		n.Punkte = append(n.Punkte, p)
	}
	if err := n.Validate(casework.Heute(tx.Now), len(n.Punkte)); err != nil {
		return nil, err
	}
	tx.Journal(v, "nachforderung_gesendet", map[string]any{"nachricht": n.ID, "automatisch": j.Name})
	return map[string]any{"nachforderung": n.ID.String(), "frist": bis.Format(time.DateOnly)},
		s.Versand.StoreNachricht(ctx, tx, v, n)
}
