package vorgang

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

const (
	dublettenStapel = 200              // Vorgänge of one transaction
	dublettenRunden = 50               // transactions of one sweep; the rest comes a minute later
	dublettenRuhe   = 15 * time.Second // a Vorgang this young may still have an unwritten neighbour
)

// FindDubletten looks for applications that may have come twice. It is part of the sweep and not of the intake: a
// burst of thousands is compared with a handful of statements, and nobody waits for it.
func (s *Service) FindDubletten(ctx context.Context, mandant uuid.UUID) error {
	for range dublettenRunden {
		n := 0
		err := s.DB.InTx(ctx, casework.System(mandant), func(tx *store.Tx) error {
			bis, err := tx.LockDublettenlauf(ctx)
			if err != nil {
				return err
			}
			neue, err := tx.ListNeueVorgaenge(ctx, bis, tx.Now.Add(-dublettenRuhe), dublettenStapel)
			if n = len(neue); err != nil || n == 0 {
				return err
			}
			if err := s.pairUp(ctx, tx, neue); err != nil {
				return err
			}
			return tx.SaveDublettenlauf(ctx, neue[n-1])
		})
		if err != nil || n < dublettenStapel {
			return err
		}
	}
	return nil
}

func (s *Service) pairUp(ctx context.Context, tx *store.Tx, neue []uuid.UUID) error {
	paare, err := tx.ListPaare(ctx, neue, casework.DublettenTage)
	if err != nil || len(paare) == 0 {
		return err
	}
	ids := map[uuid.UUID]bool{}
	for _, p := range paare {
		ids[p.Neu], ids[p.Alt] = true, true
	}
	antraege, err := s.readAntraege(ctx, tx, ids)
	if err != nil {
		return err
	}
	var funde []store.Dublettenpaar
	for _, p := range paare {
		neu, alt := antraege[p.Neu], antraege[p.Alt]
		if neu == nil || alt == nil {
			continue
		}
		gruende := casework.DublettenGruende(p.Konto, p.Name, &neu.Antragsteller, &alt.Antragsteller)
		if len(gruende) > 0 {
			funde = append(funde, store.Dublettenpaar{A: p.Neu, B: p.Alt, Gruende: gruende})
		}
	}
	// a hint is no act: no journal, no new version under the hands of somebody who types
	return tx.InsertDubletten(ctx, funde)
}

// readAntraege reads who applies in several applications.
func (s *Service) readAntraege(ctx context.Context, tx *store.Tx,
	ids map[uuid.UUID]bool) (map[uuid.UUID]*casework.Antrag, error) {
	keys := make([]uuid.UUID, 0, len(ids))
	for id := range ids {
		keys = append(keys, id)
	}
	rows, err := tx.ListAntraege(ctx, keys)
	if err != nil {
		return nil, err
	}
	out := make(map[uuid.UUID]*casework.Antrag, len(rows))
	for id, inhalt := range rows {
		var a casework.Antrag
		if err := json.Unmarshal([]byte(inhalt), &a); err != nil {
			s.Log.Warn("read an Antrag", "vorgang", id, "error", err) // one that cannot be read has no duplicate
			continue
		}
		out[id] = &a
	}
	return out, nil
}

// sichtbareDubletten leaves out what this person must not know of.
func sichtbareDubletten(a casework.Actor, all []store.Dublette) (out []store.Dublette) {
	for _, d := range all {
		if seesDublette(a, d.Einheit, d.Status) {
			out = append(out, d)
		}
	}
	return out
}

func seesDublette(a casework.Actor, einheit string, status casework.Status) bool {
	sicht := a.Sicht()
	return (sicht.Alle || slices.Contains(sicht.Einheiten, einheit)) && (sicht.Status == nil ||
		slices.Contains(sicht.Status, status))
}
