package bescheid

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/brief"
	"kontor/backend/internal/store"
)

// weitererBrief is the letter for somebody who got the earlier Bescheid beside who applied.
type weitererBrief struct {
	b      *casework.Bescheid // for them
	brief  brief.Brief
	fertig brief.Fertig
}

// weitereBriefe are for whom what is changed was announced to: what becomes of it is announced to them, too (§ 41
// Abs. 1 VwVfG), by a letter of their own.
func (s *Service) weitereBriefe(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	b *casework.Bescheid) ([]weitererBrief, error) {
	if b.Aenderung == nil {
		return nil, nil
	}
	bescheide, err := tx.ListBescheide(ctx, v.ID)
	if err != nil {
		return nil, err
	}
	var out []weitererBrief
	for _, a := range b.AdressatenVon(bescheide) {
		x := b.Fuer(casework.Adressat{ID: service.NewID(), Anschrift: a.Anschrift, Zustand: casework.BescheidZurPost})
		brief, err := s.bescheidBrief(ctx, tx, v, x, false)
		if err != nil {
			return nil, err
		}
		out = append(out, weitererBrief{b: x, brief: brief})
	}
	return out, nil
}

// releaseWeitere lays their letters ready for the post.
func (s *Service) releaseWeitere(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid,
	auch []weitererBrief) error {
	for _, w := range auch {
		tx.Journal(v, "bescheid_adressat", eintrag(w.b, map[string]any{"rolle": casework.RolleBeteiligt,
			"vertritt": w.b.Anschrift.Vertritt}))
		if err := s.letterAgain(ctx, tx, v, w.b, w.fertig); err != nil {
			return err
		}
		neu := w.b.AlsAdressat()
		neu.Am, neu.Von = tx.Now, b.Von
		if err := tx.InsertAdressat(ctx, b, neu); err != nil {
			return err
		}
	}
	return nil
}
