package bescheid

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// SignBescheid is the second signature: what another person wrote goes out, under the name of who signs. It is looked
// at once more, for a period may have begun or an address may be gone since; what is unusual now and was not then, the
// second person confirms.
func (s *Service) SignBescheid(ctx context.Context, a casework.Actor, id, zeichnung uuid.UUID, version int,
	bestaetigt []string) error {
	if err := s.tryRound(ctx, a, id, zeichnung); err != nil {
		return err
	}
	return s.Change(ctx, a, id, casework.RechtBescheiden, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		z, err := getZeichnung(ctx, tx, v, zeichnung)
		if err != nil {
			return err
		}
		if err := z.CheckAkt(a, v, casework.AktZeichnen); err != nil {
			return err
		}
		b := z.Bescheid
		if err := s.issue(ctx, tx, v, &b, slices.Concat(z.StillConfirmed(), bestaetigt), map[string]any{
			"zeichnung": z.ID, "verfasser": z.Von}); err != nil {
			return err
		}
		z.Zustand, z.EntschiedenAm, z.EntschiedenVon = casework.ZeichnungGezeichnet, &tx.Now, a.Anzeige
		z.Erteilt = &b.ID
		return tx.SaveZeichnung(ctx, z)
	})
}

// tryRound makes the letter of what waits to be signed; what cannot be signed is for the act to say.
func (s *Service) tryRound(ctx context.Context, a casework.Actor, id, zeichnung uuid.UUID) error {
	var z *casework.Zeichnung
	err := s.Read(ctx, a, id, func(tx *store.Tx, v *casework.Vorgang) (err error) {
		z, err = getZeichnung(ctx, tx, v, zeichnung)
		return err
	})
	if err != nil || z.Zustand != casework.ZeichnungVorgelegt {
		return err
	}
	return s.tryBrief(ctx, a, id, z.Bescheid)
}

func getZeichnung(ctx context.Context, tx *store.Tx, v *casework.Vorgang, id uuid.UUID) (*casework.Zeichnung, error) {
	runden, err := tx.ListZeichnungen(ctx, v.ID)
	if err != nil {
		return nil, err
	}
	for i := range runden {
		if runden[i].ID == id {
			return &runden[i], nil
		}
	}
	return nil, casework.Fail(casework.NotFound, "not_found")
}
