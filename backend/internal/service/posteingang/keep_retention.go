package posteingang

import (
	"context"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

const (
	aufbewahrungStapel = 2000 // deliveries looked at together
	aufbewahrungRunden = 10   // of one sweep; the rest comes a minute later
)

// aufbewahrungEnde: today there is nothing more to do.
var aufbewahrungEnde = uuid.Max

// KeepRetention deletes, once a day from the oldest on, raw data and lines of the book whose time is over. Each round
// is bounded and remembers where it stopped; what a crash interrupts is done again, to the same end.
func (s *Service) KeepRetention(ctx context.Context, mandant uuid.UUID, alle []store.Mandant) error {
	for range aufbewahrungRunden {
		more, err := s.retentionRound(ctx, mandant, alle)
		if err != nil || !more {
			return err
		}
	}
	return nil
}

func (s *Service) retentionRound(ctx context.Context, mandant uuid.UUID, alle []store.Mandant) (more bool, err error) {
	var rows []store.AlterEingang
	var r retention
	system := casework.System(mandant)
	err = s.DB.InTx(ctx, system, func(tx *store.Tx) error {
		set, err := tx.GetEingangseinstellung(ctx)
		if err != nil {
			return err
		}
		if r = retentionOf(set, tx.Now); !r.etwas() {
			return nil
		}
		bis, err := tx.LockAufbewahrung(ctx)
		if err != nil || bis == aufbewahrungEnde {
			return err
		}
		rows, err = tx.ListAlteEingaenge(ctx, bis, r.spaeteste(), aufbewahrungStapel)
		return err
	})
	if err != nil || !r.etwas() {
		return false, err
	}
	if len(rows) == 0 {
		return false, s.endRetention(ctx, system)
	}
	due, err := s.deleteRohdaten(ctx, r.rohdatenFaellig(rows), alle)
	if err != nil {
		return false, err
	}
	geloescht := map[uuid.UUID]bool{}
	for _, id := range due {
		geloescht[id] = true
	}
	zeilen := r.zeilenFaellig(rows, geloescht)
	return len(rows) == aufbewahrungStapel, s.DB.InTx(ctx, system, func(tx *store.Tx) error {
		if err := s.recordRetention(ctx, tx, due, zeilen); err != nil {
			return err
		}
		return tx.SaveAufbewahrung(ctx, rows[len(rows)-1].ID)
	})
}

// endRetention marks the day as done where there was something to do.
func (s *Service) endRetention(ctx context.Context, system casework.Actor) error {
	return s.DB.InTx(ctx, system, func(tx *store.Tx) error { return tx.SaveAufbewahrung(ctx, aufbewahrungEnde) })
}

func (s *Service) recordRetention(ctx context.Context, tx *store.Tx, rohdaten, zeilen []uuid.UUID) error {
	if len(rohdaten) > 0 {
		if err := tx.MarkRohdatenGeloescht(ctx, rohdaten); err != nil {
			return err
		}
		if err := tx.Record(ctx, "rohdaten_geloescht", "poststellenbuch",
			map[string]any{"anzahl": len(rohdaten)}); err != nil {
			return err
		}
	}
	if len(zeilen) == 0 {
		return nil
	}
	if err := tx.DeleteEingaenge(ctx, zeilen); err != nil {
		return err
	}
	return tx.Record(ctx, "buch_geloescht", "poststellenbuch", map[string]any{"anzahl": len(zeilen)})
}

// retention is what the authority decided, in moments.
type retention struct {
	rohdaten, buch       time.Time
	mitRohdaten, mitBuch bool
}

func retentionOf(set *store.Eingangseinstellung, now time.Time) (r retention) {
	r.rohdaten, r.mitRohdaten = casework.AufbewahrungsGrenze(set.RohdatenMonate, now)
	r.buch, r.mitBuch = casework.AufbewahrungsGrenze(set.BuchMonate, now)
	return r
}

func (r retention) etwas() bool { return r.mitRohdaten || r.mitBuch }

func (r retention) spaeteste() time.Time {
	if r.mitRohdaten && (!r.mitBuch || r.rohdaten.After(r.buch)) {
		return r.rohdaten
	}
	return r.buch
}

// rohdatenFaellig: only of deliveries nobody has to decide about any more.
func (r retention) rohdatenFaellig(rows []store.AlterEingang) (out []store.AlterEingang) {
	for _, e := range rows {
		if r.mitRohdaten && e.Rohdaten && endgueltig(e.Zustand) && e.EmpfangenAm.Before(r.rohdaten) {
			out = append(out, e)
		}
	}
	return out
}

// zeilenFaellig: a line goes when its raw data are gone and nobody works on its Vorgang.
func (r retention) zeilenFaellig(rows []store.AlterEingang, geloescht map[uuid.UUID]bool) (out []uuid.UUID) {
	for _, e := range rows {
		ohneRohdaten := !e.Rohdaten || geloescht[e.ID]
		if r.mitBuch && ohneRohdaten && endgueltig(e.Zustand) && !casework.Status(e.VorgangStatus).IsOffen() &&
			e.EmpfangenAm.Before(r.buch) {
			out = append(out, e.ID)
		}
	}
	return out
}

func endgueltig(zustand string) bool {
	return zustand != store.EingangEmpfangen && zustand != store.EingangKlaerfall
}

// deleteRohdaten deletes the contents that nobody in any tenant needs and returns the deliveries whose raw data are
// gone by that, or are kept by somebody else for a reason of their own. What was put again within a day is left for
// tomorrow.
func (s *Service) deleteRohdaten(ctx context.Context, due []store.AlterEingang,
	alle []store.Mandant) (done []uuid.UUID, err error) {
	if len(due) == 0 {
		return nil, nil
	}
	ids, seen, hashes := []uuid.UUID{}, map[string]bool{}, []string{}
	for _, e := range due {
		ids = append(ids, e.ID)
		if !seen[e.SHA256] {
			seen[e.SHA256] = true
			hashes = append(hashes, e.SHA256)
		}
	}
	gebraucht := map[string]bool{}
	for _, m := range alle { // contents are shared, tenants see only their own rows
		err := s.DB.ReadTx(ctx, casework.System(m.ID), func(tx *store.Tx) error {
			list, err := tx.ListGebraucht(ctx, hashes, ids)
			for _, h := range list {
				gebraucht[h] = true
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	weg, failed := map[string]bool{}, 0
	for _, h := range hashes {
		if gebraucht[h] {
			weg[h] = true // no longer as raw data
			continue
		}
		failed++
		s.Step(ctx, service.StepAufbewahrung, func() error { // one that cannot be deleted is left for tomorrow
			gone, err := s.Blobs.Delete(ctx, h)
			if err == nil {
				weg[h] = gone
				failed--
			}
			return err
		}, "sha256", h)
	}
	if failed > 0 { // was it one content, or the storage?
		if err := s.Blobs.Ping(ctx); err != nil {
			return nil, err
		}
	}
	for _, e := range due {
		if weg[e.SHA256] {
			done = append(done, e.ID)
		}
	}
	return done, nil
}
