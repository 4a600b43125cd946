package postausgang

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// Brief is a letter in the Postausgang with what goes along.
type Brief struct {
	store.Postbrief
	EinheitName string
	Beilagen    []casework.Dokument // in the order of the letter
	Eigene      bool                // this person may enter that it was posted
}

// ListPostausgang shows what lies to be posted of Vorgänge that the actor sees, the oldest first.
func (s *Service) ListPostausgang(ctx context.Context, a casework.Actor) (out []Brief, err error) {
	if err := a.Must(casework.RechtLesen); err != nil {
		return nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		out, err = s.load(ctx, tx, a, nil)
		return err
	})
	if err != nil {
		return nil, err
	}
	vorgaenge := []uuid.UUID{}
	for _, b := range out {
		vorgaenge = append(vorgaenge, b.Vorgang)
	}
	return out, s.NoteBlick(ctx, a, casework.Zugriff{Art: "postausgang", Vorgaenge: vorgaenge})
}

// load reads letters with what goes along; dokumente nil = all that lie there.
func (s *Service) load(ctx context.Context, tx *store.Tx, a casework.Actor, dokumente []uuid.UUID) ([]Brief, error) {
	rows, err := tx.ListPostbriefe(ctx, a.Sicht(), dokumente)
	if err != nil {
		return nil, err
	}
	einheiten, err := s.Einheiten(ctx, tx)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, e := range einheiten {
		names[e.Schluessel] = e.Name
	}
	out := make([]Brief, len(rows))
	for i, r := range rows {
		out[i] = Brief{Postbrief: r, EinheitName: names[r.Einheit], Eigene: a.Has(rechtOf(r))}
		if out[i].Beilagen, err = beilagen(ctx, tx, r); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// rechtOf is what it takes to enter that a letter was posted.
func rechtOf(r store.Postbrief) casework.Recht {
	if r.Bescheid != nil {
		return casework.RechtBescheiden
	}
	return casework.RechtBearbeiten
}

// beilagen are the files that go along with a letter, in its order.
func beilagen(ctx context.Context, tx *store.Tx, r store.Postbrief) (out []casework.Dokument, err error) {
	dokumente, err := tx.ListDokumente(ctx, r.Vorgang)
	if err != nil {
		return nil, err
	}
	if r.Bescheid == nil {
		return slices.DeleteFunc(dokumente, func(d casework.Dokument) bool {
			ihre := r.Nachricht != nil && d.Nachricht != nil && *d.Nachricht == *r.Nachricht
			return !ihre || d.Rolle == casework.RolleBrief
		}), nil
	}
	b, err := tx.GetBescheid(ctx, *r.Bescheid)
	if err != nil {
		return nil, err
	}
	for _, x := range b.Anlagen {
		if i := slices.IndexFunc(dokumente, func(d casework.Dokument) bool { return d.ID == x.Dokument }); i >= 0 {
			out = append(out, dokumente[i])
		}
	}
	return out, nil
}
