package versand

import (
	"context"
	"io"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// ExportVorgaenge writes Vorgänge as one xdomea message. name is the file name, known before the first
// byte; write streams the ZIP. What has not come through the scan is only named in it, and that is asked about first:
// bestaetigt are the ids of the Dokumente the person knows to be left out. An id given twice counts once.
func (s *Service) ExportVorgaenge(ctx context.Context, a casework.Actor, ids,
	bestaetigt []uuid.UUID) (name string, write func(io.Writer) error, err error) {
	if err := a.Must(casework.RechtExportieren); err != nil {
		return "", nil, err
	}
	ids = once(ids)
	if err := s.askLeftOut(ctx, a, ids, bestaetigt); err != nil {
		return "", nil, err
	}
	u := casework.Uebergabe{ProzessID: uuid.New(), ErstelltAm: s.DB.Now()}
	if err := s.DB.ReadTx(ctx, a, func(tx *store.Tx) error { return s.gather(ctx, tx, &u, ids) }); err != nil {
		return "", nil, err
	}
	return u.ProzessID.String() + "_Abgabe.Abgabe.0401.zip", func(w io.Writer) error {
		note := func() error { return s.journalExports(ctx, a, u.ProzessID, ids, bestaetigt) }
		_, err := s.Export(&noted{w: w, note: note}, u, s.opener(ctx))
		return err
	}, nil
}

// once is the list without repetitions, in the order given.
func once(ids []uuid.UUID) []uuid.UUID {
	var out []uuid.UUID
	seen := map[uuid.UUID]bool{}
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

// noted calls note before the first byte goes out: a message that could not be built was no export, and none leaves
// unnoted.
type noted struct {
	w    io.Writer
	note func() error
	done bool
}

func (n *noted) Write(p []byte) (int, error) {
	if !n.done {
		if err := n.note(); err != nil {
			return 0, err
		}
		n.done = true
	}
	return n.w.Write(p)
}

// journalExports notes each Vorgang by itself: an export of many must not stop the desk.
func (s *Service) journalExports(ctx context.Context, a casework.Actor, prozess uuid.UUID, ids,
	bestaetigt []uuid.UUID) error {
	for _, id := range ids {
		err := s.Change(ctx, a, id, casework.RechtExportieren, nil, func(tx *store.Tx, v *casework.Vorgang) error {
			if err := tx.LogZugriff(ctx, id, "export", nil); err != nil {
				return err
			}
			return journalExport(ctx, tx, v, bestaetigt, map[string]any{"prozess": prozess, "format": "xdomea-3.0.0"})
		})
		if err != nil {
			return err
		}
	}
	return nil
}
