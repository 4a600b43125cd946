package versand

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// AcknowledgeEingang is the job that tells an applicant that the application came in, where the procedure says so (§
// 71b Abs. 3 VwVfG): to the account, else by letter. Run twice, it finds the message there.
func (s *Service) AcknowledgeEingang(ctx context.Context, j casework.JobEingangsbestaetigung) error {
	return s.System(ctx, j.Mandant, j.Vorgang, func(tx *store.Tx, v *casework.Vorgang) error {
		def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
		if err != nil {
			return err
		}
		e := def.Meta.Eingangsbestaetigung
		if e == nil || e.OhneBrief && !HasKonto(v) {
			return nil
		}
		id := uuid.NewSHA1(v.ID, []byte("eingangsbestaetigung"))
		da, err := tx.ListNachrichten(ctx, v.ID)
		if err != nil || slices.ContainsFunc(da, func(n casework.Nachricht) bool { return n.ID == id }) {
			return err
		}
		antwort := casework.AntwortKeine
		if HasKonto(v) && v.Wants() {
			antwort = casework.AntwortMoeglich
		}
		tx.Journal(v, "eingang_bestaetigt", map[string]any{"nachricht": id})
		return s.StoreNachricht(ctx, tx, v, &NeueNachricht{Nachricht: casework.Nachricht{ID: id, Vorgang: v.ID,
			Richtung: casework.Aus, Art: casework.ArtBestaetigung,
			Betreff: casework.FillPlatzhalter(e.Betreff, v, &def.Meta), Text: casework.Eingangstext(e, v, &def.Meta),
			Am: tx.Now, Von: tx.Actor.Anzeige, Antwort: antwort,
			Vertrauensniveau: Niveau(def.Meta.Vertrauensniveau, v.Vertrauensniveau), Gelesen: true}})
	})
}
