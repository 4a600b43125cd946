package posteingang

import (
	"context"
	"time"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// CreateVorgang turns a Submission into a Vorgang of its Verfahren and starts the process.
func (s *Service) CreateVorgang(ctx context.Context, tx *store.Tx, z *store.Zugang, e *store.Eingang,
	sub *casework.Antrag) (*casework.Vorgang, error) {
	regeln, err := s.Regelwerk(ctx, tx)
	if err != nil {
		return nil, err
	}
	w, err := s.Wahl(ctx, tx, z, regeln, sub.Formular)
	if err != nil {
		return nil, err
	}
	erg, daten, err := s.Zuordne(ctx, tx, z, regeln, w, sub)
	if err != nil {
		return nil, err
	}
	e.Zuordnung, e.FormularGeaendert = w.ID, geaendert(erg)
	if h := geaenderung(erg); h != nil && w.Lesart != nil && w.Lesart.Anhalten {
		return nil, &angehalten{h.Text}
	}
	v := newVorgang(tx, erg, e.EmpfangenAm)
	docs := dokumente(v, sub, tx.Now)
	tx.Journal(v, "eingegangen", eingegangen(z, e, erg, len(docs)))
	mit := store.Beigaben{Zuordnung: w.ID, Dokumente: docs}
	if w.Def.Meta.Eingangsbestaetigung != nil {
		tx.Enqueue(casework.JobEingangsbestaetigung{Mandant: v.Mandant, Vorgang: v.ID})
	}
	return v, s.Ablauf.OpenVorgang(ctx, tx, v, w.Def, sub, daten, mit)
}

// eingegangen is what the journal keeps of an arrival: also which rule chose the unit.
func eingegangen(z *store.Zugang, e *store.Eingang, erg *casework.Zuordnungsergebnis, dokumente int) map[string]any {
	daten := map[string]any{"zugang": z.Name, "eingang": e.ID, "dokumente": dokumente, "zielweg": erg.Zielweg.Art}
	l := casework.Lieferung{SHA256: e.SHA256, Groesse: e.Groesse, EmpfangenAm: e.EmpfangenAm.UTC()}
	daten["lieferung"] = l // the bytes as they came: the Antrag is what was read out of them
	if erg.Zielweg.Regel > 0 {
		daten["leitregel"] = erg.Zielweg.Regel
	}
	return daten
}

func newVorgang(tx *store.Tx, erg *casework.Zuordnungsergebnis, am time.Time) *casework.Vorgang {
	a := erg.Antragsteller
	v := &casework.Vorgang{
		ID: service.NewID(), Mandant: tx.Actor.Mandant, Verfahren: erg.Verfahren, Stand: erg.Stand, Titel: erg.Titel,
		Status: casework.Neu, Einheit: erg.Einheit,
		AntragstellerName: casework.AntragstellerName(a), AntragstellerArt: a.Art,
		Vertrauensniveau: a.Vertrauensniveau, EingangAm: am, FaelligAm: casework.Unbefristet,
		WartetAuf: casework.WartetUns,
	}
	if a.Konto != nil {
		v.KontoPseudonym = a.Konto.Pseudonym
	}
	if a.Postfach != nil {
		v.PostfachAdresse = a.Postfach.Adresse
	}
	return v
}

func dokumente(v *casework.Vorgang, sub *casework.Antrag, now time.Time) []casework.Dokument {
	out := make([]casework.Dokument, 0, len(sub.Dokumente))
	for _, d := range sub.Dokumente {
		out = append(out, casework.Dokument{
			ID: service.NewID(), Vorgang: v.ID, Rolle: casework.DokumentRolle(d.Rolle), Dateiname: d.Dateiname,
			ContentType: d.ContentType,
			SHA256:      d.Datei.SHA256, Groesse: d.Datei.Groesse, Pruefung: casework.PruefungAusstehend,
			Beschreibung: d.Beschreibung,
			Feld:         d.Feld, FremdID: d.ID, Am: now,
		})
	}
	return out
}
