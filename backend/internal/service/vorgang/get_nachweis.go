package vorgang

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// GetNachweis makes the evidence record of a message, or of a Bescheid, of a Vorgang, and notes that it was asked for.
func (s *Service) GetNachweis(ctx context.Context, a casework.Actor, vorgang,
	objekt uuid.UUID) (*casework.Nachweis, error) {
	if err := a.Must(casework.RechtExportieren); err != nil {
		return nil, err
	}
	n := &casework.Nachweis{ErstelltVon: a.Anzeige, Vorgang: vorgang, Objekt: objekt}
	var k akte
	err := s.DB.InTx(ctx, a, func(tx *store.Tx) (err error) {
		v, err := tx.GetVorgang(ctx, vorgang)
		if err != nil {
			return err
		}
		if err := s.MayChange(ctx, tx, a, v, casework.RechtExportieren); err != nil {
			return err
		}
		if k, err = s.fillNachweis(ctx, tx, n, v); err != nil {
			return err
		}
		return tx.LogZugriff(ctx, vorgang, "nachweis", &objekt)
	})
	if err != nil {
		return nil, err
	}
	if err := s.checkNachweis(ctx, n, &k); err != nil {
		return nil, err
	}
	return n, n.Sign(s.DB.Schluessel())
}

func (s *Service) fillNachweis(ctx context.Context, tx *store.Tx, n *casework.Nachweis,
	v *casework.Vorgang) (k akte, err error) {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return k, err
	}
	m, err := tx.GetMandant(ctx)
	if err != nil {
		return k, err
	}
	n.ErstelltAm, n.Behoerde, n.Mandant = tx.Now.UTC(), m.Name, m.Schluessel
	n.Vorgangsnummer, n.Aktenzeichen, n.Titel = v.Vorgangsnummer, v.Aktenzeichen, v.Langtitel(&def.Meta)
	if k, err = readAkte(ctx, tx, v.ID); err != nil {
		return k, err
	}
	q := &casework.Nachweisquelle{Eintraege: k.eintraege, Zeilen: k.zeilen}
	bis, err := q.Bis(n.Objekt)
	if err != nil {
		return k, err
	}
	if bis == 0 {
		return k, casework.Fail(casework.NotFound, "not_found")
	}
	if q.Anker, q.Blaetter, err = tx.GetAnkerOf(ctx, v.ID, bis); err != nil {
		return k, err
	}
	if q.Anker != nil {
		if q.Stempel, err = tx.GetBeleg(ctx, q.Anker.Nr, casework.WegZeitstempel); err != nil {
			return k, err
		}
	}
	return k, n.Fill(q)
}

// checkNachweis says how what is in the record stands to the Verlauf, the keys, the anchors and the files.
func (s *Service) checkNachweis(ctx context.Context, n *casework.Nachweis, k *akte) error {
	n.Pruefung = append(n.Check(s.Bund, nil, s.Stempel), ganzerVorgang(k))
	p := &verlaufspruefung{Service: s, dateien: map[string]string{}}
	var docs []casework.Dokument
	for _, d := range k.dateien {
		if slices.ContainsFunc(n.Beweis.Inhalte, func(i casework.Beweisinhalt) bool { return i.ID == d.ID }) {
			docs = append(docs, d)
		}
	}
	if len(docs) == 0 {
		return nil
	}
	schaeden, err := p.checkDateien(ctx, docs)
	punkt := casework.Nachweispunkt{Titel: "Dateien", Ergebnis: casework.NachweisGut,
		Text: "Jede Datei hat den Inhalt, den ihre Prüfsumme nennt."}
	if len(schaeden) > 0 {
		punkt.Ergebnis, punkt.Text = casework.NachweisVerletzt, strings.Join(schaeden, "; ")+"."
	}
	n.Pruefung = append(n.Pruefung, punkt)
	return err
}

// ganzerVorgang looks also at what is not in the record: a row that was taken out is in none.
func ganzerVorgang(k *akte) casework.Nachweispunkt {
	punkt := casework.Nachweispunkt{Titel: "Ganzer Vorgang", Ergebnis: casework.NachweisGut,
		Text: "Der Verlauf ist vollständig, und alles Versiegelte ist da und unverändert."}
	schaden := casework.CheckKette(k.eintraege, k.vorgang.VerlaufNr, k.vorgang.VerlaufHash)
	if schaden == "" {
		inhalte, err := casework.CheckInhalte(k.eintraege, k.zeilen)
		if err != nil {
			inhalte.Schaeden = append(inhalte.Schaeden, "Ein Inhalt ist nicht lesbar")
		}
		schaden = strings.Join(inhalte.Schaeden, "; ")
	}
	if schaden != "" {
		punkt.Ergebnis, punkt.Text = casework.NachweisVerletzt, schaden+"."
	}
	return punkt
}
