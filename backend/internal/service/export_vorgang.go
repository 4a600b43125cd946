package service

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
func (s *Service) ExportVorgaenge(ctx context.Context, a casework.Actor, ids, bestaetigt []uuid.UUID) (name string, write func(io.Writer) error, err error) {
	if err := a.Muss(casework.RechtExportieren); err != nil {
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

// noted calls note before the first byte goes out: a message that could not be built was no export, and none leaves unnoted.
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
func (s *Service) journalExports(ctx context.Context, a casework.Actor, prozess uuid.UUID, ids, bestaetigt []uuid.UUID) error {
	for _, id := range ids {
		err := s.change(ctx, a, id, casework.RechtExportieren, nil, func(tx *store.Tx, v *casework.Vorgang) error {
			return journalExport(ctx, tx, v, bestaetigt, map[string]any{"prozess": prozess, "format": "xdomea-3.0.0"})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// askLeftOut asks once for all Vorgänge, before any of them is noted as exported.
func (s *Service) askLeftOut(ctx context.Context, a casework.Actor, ids, bestaetigt []uuid.UUID) error {
	return s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		var out []casework.Auslassung
		for _, id := range ids {
			v, err := tx.GetVorgang(ctx, id)
			if err != nil {
				return err
			}
			if err := s.mayChange(ctx, tx, a, v, casework.RechtExportieren); err != nil {
				return err
			}
			docs, err := tx.ListDokumente(ctx, id)
			if err != nil {
				return err
			}
			out = append(out, casework.Auslassungen(v, docs)...)
		}
		return casework.PruefeVollstaendig(out, bestaetigt)
	})
}

// journalExport notes the export of one Vorgang with what it leaves out, or asks where that is not confirmed.
func journalExport(ctx context.Context, tx *store.Tx, v *casework.Vorgang, bestaetigt []uuid.UUID, daten map[string]any) error {
	docs, err := tx.ListDokumente(ctx, v.ID)
	if err != nil {
		return err
	}
	if err := casework.PruefeVollstaendig(casework.Auslassungen(v, docs), bestaetigt); err != nil {
		return err
	}
	tx.Journal(v, "exportiert", casework.NenneAusgelassene(daten, docs))
	return nil
}

// FileVorgang asks for the hand-over of a closed Vorgang to the DMS; bestaetigt as in ExportVorgaenge.
func (s *Service) FileVorgang(ctx context.Context, a casework.Actor, id uuid.UUID, version int, bestaetigt []uuid.UUID) error {
	if s.Ausgaenge[casework.ZielXdomeaOrdner] == nil {
		return casework.Fail(casework.Conflict, "no_ausgang")
	}
	return s.change(ctx, a, id, casework.RechtExportieren, &version, func(tx *store.Tx, v *casework.Vorgang) error {
		if v.Status != casework.Abgeschlossen {
			return casework.Fail(casework.Conflict, "vorgang_not_closed")
		}
		if err := journalExport(ctx, tx, v, bestaetigt, map[string]any{"ziel": casework.ZielXdomeaOrdner}); err != nil {
			return err
		}
		return s.enqueueSendung(ctx, tx, v, casework.ZielXdomeaOrdner, "abgabe", nil)
	})
}

// abgeben hands the Vorgang of a Sendung over. The Sendung's id is the ProzessID: a repeat is the same message.
func (s *Service) abgeben(ctx context.Context, actor casework.Actor, x *casework.Sendung) (casework.Quittung, error) {
	u := casework.Uebergabe{ProzessID: x.ID, ErstelltAm: x.Am}
	err := s.DB.ReadTx(ctx, actor, func(tx *store.Tx) error { return s.gather(ctx, tx, &u, []uuid.UUID{x.Vorgang}) })
	if err != nil {
		return casework.Quittung{}, err
	}
	ziel := s.Ausgaenge[x.Ziel]
	if ziel == nil {
		return casework.Quittung{}, &casework.Zustellfehler{Grund: "no_ausgang"}
	}
	q, err := ziel.Abgeben(ctx, u, s.opener(ctx))
	if err == nil { // nobody could be asked: whoever looks for the hand-over finds what it left out
		q.Nachweis = casework.NenneAusgelassene(q.Nachweis, u.Vorgaenge[0].Ausgelassen)
	}
	return q, err
}

func (s *Service) opener(ctx context.Context) Opener {
	return func(sha256 string) (io.ReadCloser, error) { return s.Blobs.Open(ctx, sha256) }
}

func (s *Service) gather(ctx context.Context, tx *store.Tx, u *casework.Uebergabe, ids []uuid.UUID) error {
	m, err := tx.GetMandant(ctx)
	if err != nil {
		return err
	}
	units, err := tx.ListEinheiten(ctx)
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, e := range units {
		names[e.Schluessel] = e.Name
	}
	u.Absender = casework.Behoerde{Schluessel: m.Behoerdenschluessel, Name: m.Name}
	u.Empfaenger = casework.Behoerde{Name: m.Name, Einheit: "Schriftgutverwaltung"}
	for _, id := range ids {
		uv, err := s.gatherOne(ctx, tx, id)
		if err != nil {
			return err
		}
		uv.EinheitName = names[uv.Vorgang.Einheit]
		if u.Absender.Einheit == "" {
			u.Absender.Einheit = uv.EinheitName
		}
		u.Vorgaenge = append(u.Vorgaenge, *uv)
	}
	return nil
}

func (s *Service) gatherOne(ctx context.Context, tx *store.Tx, id uuid.UUID) (*casework.UebergabeVorgang, error) {
	v, err := tx.GetVorgang(ctx, id)
	if err != nil {
		return nil, err
	}
	def, err := s.Verfahren.Get(v.Verfahren, v.Stand)
	if err != nil {
		return nil, err
	}
	uv := &casework.UebergabeVorgang{Vorgang: *v, VerfahrenTitel: def.Meta.Titel, AufbewahrungJahre: def.Meta.AufbewahrungJahre, Aussonderungsart: def.Meta.Aussonderungsart}
	antrag, _, err := tx.GetAntrag(ctx, id)
	if err != nil {
		return nil, err
	}
	uv.Antrag = *antrag
	docs, err := tx.ListDokumente(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, d := range docs {
		if d.Pruefung.Freigegeben() {
			uv.Dokumente = append(uv.Dokumente, d)
		} else {
			uv.Ausgelassen = append(uv.Ausgelassen, d)
		}
	}
	if uv.Nachrichten, err = tx.ListNachrichten(ctx, id); err != nil {
		return nil, err
	}
	if uv.Bescheide, err = tx.ListBescheide(ctx, id); err != nil {
		return nil, err
	}
	uv.Verlauf, err = tx.ListVerlauf(ctx, id)
	return uv, err
}
