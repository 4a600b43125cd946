package bescheid

import (
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// StrikeAdressat takes back who else should get a Bescheid, as long as their letter was not posted: nobody learns a
// decision because a name was mistaken (§ 30 VwVfG, § 30 AO, § 35 SGB I). Who was named, and why not, stays in the
// Verlauf.
func (s *Service) StrikeAdressat(ctx context.Context, a casework.Actor, id, bescheid, adressat uuid.UUID, version int,
	grund string) error {
	return s.Change(ctx, a, id, casework.RechtBescheiden, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		l, err := s.look(ctx, tx, v, bescheid, &adressat)
		if err != nil {
			return err
		}
		if _, err := l.b.CheckAkt(v, casework.AktStreichen); err != nil {
			return err
		}
		if casework.IsLeer(grund) {
			return casework.FailField("grund", "required")
		}
		l.b.Zustand = casework.BescheidGestrichen
		tx.Journal(v, "bescheid_gestrichen", eintrag(l.b, map[string]any{"grund": grund}))
		return tx.SaveBescheid(ctx, l.b)
	})
}
