package dienste

import (
	"context"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/store"
	"strings"
)

// sendMessage writes to the applicant: betreff, text or a text module (baustein).
func (s *Service) sendMessage(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	j casework.JobDienst) (map[string]any, error) {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return nil, err
	}
	if err := s.Versand.CheckWeg(ctx, tx, v); err != nil {
		return nil, err
	}
	text := eingabe(j, "text")
	for _, b := range def.Meta.Textbausteine {
		if b.Kuerzel == eingabe(j, "baustein") {
			text = strings.TrimSpace(text + "\n\n" + b.Text)
		}
	}
	n := &versand.NeueNachricht{Nachricht: casework.Nachricht{ID: schluesselID(j), Vorgang: v.ID,
		Richtung: casework.Aus, Art: casework.ArtBestaetigung,
		Betreff: eingabe(j, "betreff"), Text: casework.FillPlatzhalter(text, v, &def.Meta), Am: tx.Now, Von: "Kontor",
		Antwort:          casework.AntwortKeine,
		Vertrauensniveau: versand.Niveau(def.Meta.Vertrauensniveau, v.Vertrauensniveau), Gelesen: true}}
	if err := n.Validate(casework.Heute(tx.Now), 0); err != nil {
		return nil, err
	}
	tx.Journal(v, "nachricht_gesendet", map[string]any{"nachricht": n.ID, "automatisch": j.Name})
	return map[string]any{"nachricht": n.ID.String()}, s.Versand.StoreNachricht(ctx, tx, v, n)
}
