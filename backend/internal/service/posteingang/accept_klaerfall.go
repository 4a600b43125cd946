package posteingang

import (
	"context"

	"github.com/google/uuid"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// AcceptKlaerfall makes a Vorgang of its own of a delivery whose Kennung was taken by another content. Both Vorgänge
// point to each other; nothing is merged.
func (s *Service) AcceptKlaerfall(ctx context.Context, a casework.Actor, id uuid.UUID) (*Klaerfall, error) {
	if err := a.Must(casework.RechtKlaerNeu); err != nil {
		return nil, err
	}
	var k *Klaerfall
	var z *store.Zugang
	err := s.DB.ReadTx(ctx, a, func(tx *store.Tx) (err error) { k, z, err = loadKonflikt(ctx, tx, id); return err })
	if err != nil {
		return nil, err
	}
	sub, err := s.parseAgain(ctx, z, &k.Eingang)
	if err != nil {
		return nil, err
	}
	e := &k.Eingang
	inhalt, err := hashInhalt(sub)
	if err != nil {
		return nil, err
	}
	e.InhaltHash = inhalt.hash // of what came, so that a repeat is known again
	sub.Kennung += "#" + Referenz(e.ID)
	sub.Hinweise = append(sub.Hinweise, adapters.Hinweis{Code: "same_id_other_content",
		Text: "Unter derselben Kennung des Formularservers gibt es den Vorgang " + *e.KonfliktNummer +
			" mit anderem Inhalt. Bitte beide vergleichen."})
	err = s.DB.InTx(ctx, a, func(tx *store.Tx) error { return s.acceptBeside(ctx, tx, z, e, sub) })
	if err != nil {
		return nil, err
	}
	return s.readKlaerfall(ctx, a, id)
}

func (s *Service) acceptBeside(ctx context.Context, tx *store.Tx, z *store.Zugang, e *store.Eingang,
	sub *casework.Antrag) error {
	v, err := s.CreateVorgang(ctx, tx, z, e, sub)
	if err != nil {
		return err
	}
	erster, err := tx.LockVorgang(ctx, *e.KonfliktMit)
	if err != nil {
		return err
	}
	tx.Journal(erster, "zweite_lieferung", map[string]any{"eingang": e.ID, "vorgang": v.ID})
	if err := tx.SaveVorgang(ctx, erster); err != nil {
		return err
	}
	if err := tx.InsertDubletten(ctx, []store.Dublettenpaar{{A: v.ID, B: erster.ID,
		Gruende: []string{"kennung"}}}); err != nil {
		return err
	}
	e.Kennung, e.Zustand, e.Vorgang, e.Grund, e.Detail = sub.Kennung, store.EingangAngenommen, &v.ID, "", ""
	if err := tx.SaveEingang(ctx, e, store.EingangKlaerfall); err != nil {
		return err
	}
	return tx.Record(ctx, "konflikt_angenommen", e.ID.String(), map[string]any{"vorgang": v.ID, "erster": erster.ID})
}
