package versand

import (
	"context"
	"io"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// askLeftOut asks once for all Vorgänge, before any of them is noted as exported.
func (s *Service) askLeftOut(ctx context.Context, a casework.Actor, ids, bestaetigt []uuid.UUID) error {
	return s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		var out []casework.Auslassung
		for _, id := range ids {
			v, err := tx.GetVorgang(ctx, id)
			if err != nil {
				return err
			}
			if err := s.MayChange(ctx, tx, a, v, casework.RechtExportieren); err != nil {
				return err
			}
			docs, err := tx.ListDokumente(ctx, id)
			if err != nil {
				return err
			}
			out = append(out, casework.Auslassungen(v, docs)...)
		}
		return casework.CheckVollstaendig(out, bestaetigt)
	})
}

// journalExport notes the export of one Vorgang with what it leaves out, or asks where that is not confirmed.
func journalExport(ctx context.Context, tx *store.Tx, v *casework.Vorgang, bestaetigt []uuid.UUID,
	daten map[string]any) error {
	docs, err := tx.ListDokumente(ctx, v.ID)
	if err != nil {
		return err
	}
	if err := casework.CheckVollstaendig(casework.Auslassungen(v, docs), bestaetigt); err != nil {
		return err
	}
	tx.Journal(v, "exportiert", casework.NameAusgelassene(daten, docs))
	return nil
}

// handOver hands the Vorgang of a Sendung over. The Sendung's id is the ProzessID: a repeat is the same message.
func (s *Service) handOver(ctx context.Context, actor casework.Actor, x *casework.Sendung) (casework.Quittung, error) {
	u := casework.Uebergabe{ProzessID: x.ID, ErstelltAm: x.Am}
	err := s.DB.ReadTx(ctx, actor, func(tx *store.Tx) error { return s.gather(ctx, tx, &u, []uuid.UUID{x.Vorgang}) })
	if err != nil {
		return casework.Quittung{}, err
	}
	ziel := s.Ausgaenge[x.Ziel]
	if ziel == nil {
		return casework.Quittung{}, &casework.Zustellfehler{Grund: "no_ausgang"}
	}
	q, err := ziel.HandOver(ctx, u, s.opener(ctx))
	if err == nil { // nobody could be asked: whoever looks for the hand-over finds what it left out
		q.Nachweis = casework.NameAusgelassene(q.Nachweis, u.Vorgaenge[0].Ausgelassen)
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
		uv.Einheiten = names
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
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return nil, err
	}
	uv := &casework.UebergabeVorgang{Vorgang: *v, VerfahrenTitel: v.Langtitel(&def.Meta),
		AufbewahrungJahre: def.Meta.AufbewahrungJahre, Aussonderungsart: def.Meta.Aussonderungsart}
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
	if uv.Aufgaben, err = tx.ListAufgaben(ctx, id); err != nil {
		return nil, err
	}
	uv.Verlauf, err = tx.ListVerlauf(ctx, id)
	return uv, err
}
