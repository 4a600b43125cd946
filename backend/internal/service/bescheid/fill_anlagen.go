package bescheid

import (
	"context"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// fill says of a Bescheid what nobody said in the act: how its fee is paid, and what goes along. Whose it is not has to
// be right before any letter says it.
func (s *Service) fill(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid) error {
	antrag, _, err := tx.GetAntrag(ctx, v.ID)
	if err != nil {
		return err
	}
	if err := b.CheckVertretung(antrag); err != nil {
		return err
	}
	if err := fillAnlagen(ctx, tx, v, b); err != nil {
		return err
	}
	return s.fillZahlung(ctx, tx, v, b)
}

// fillAnlagen finds the files that go with the Bescheid among those of its Vorgang.
func fillAnlagen(ctx context.Context, tx *store.Tx, v *casework.Vorgang, b *casework.Bescheid) error {
	if len(b.Anlagen) == 0 {
		return nil
	}
	dokumente, err := tx.ListDokumente(ctx, v.ID)
	if err != nil {
		return err
	}
	return b.FillAnlagen(dokumente)
}
