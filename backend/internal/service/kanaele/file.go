package kanaele

import (
	"cmp"
	"context"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/service/versand"
	"kontor/backend/internal/store"
)

// findVorgang finds what a message belongs to: by its thread key, then by the mark in its text, then by what it
// answers. A Vorgang whose applicant is not reached by this channel is none: whoever names its number could be anybody.
// auf is the message it answers, nil = unknown.
func (s *Service) findVorgang(ctx context.Context, tx *store.Tx, k *store.Kanal,
	r *casework.Rueckmeldung) (v *casework.Vorgang, auf *uuid.UUID, err error) {
	var beantwortet *casework.Sendung
	if r.InAntwort != "" {
		if beantwortet, err = tx.FindSendungKennung(ctx, k.Art, r.InAntwort); err != nil {
			return nil, nil, err
		}
	}
	var id *uuid.UUID
	nummern := []string{r.Faden, casework.FindMarke(r.Betreff + "\n" + r.Text)}
	if k.Art == casework.ZielFITConnect { // the case is the address, and nothing else counts
		nummern = nil
		if id, err = tx.FindVorgangPostfach(ctx, r.Faden); err != nil {
			return nil, nil, err
		}
	}
	for _, nummer := range nummern {
		if id == nil && nummer != "" {
			if id, err = tx.FindVorgangNummer(ctx, nummer); err != nil {
				return nil, nil, err
			}
		}
	}
	if id == nil && beantwortet != nil {
		id = &beantwortet.Vorgang
	}
	if id == nil {
		return nil, nil, nil
	}
	if ja, err := s.reaches(ctx, tx, k, *id); err != nil || !ja {
		return nil, nil, err
	}
	if v, err = tx.LockVorgang(ctx, *id); err != nil {
		return nil, nil, err
	}
	if beantwortet != nil && beantwortet.Vorgang == v.ID {
		auf = beantwortet.Nachricht
	}
	return v, auf, nil
}

// reaches tells whether the applicant of a Vorgang has a mailbox behind the channel.
func (s *Service) reaches(ctx context.Context, tx *store.Tx, k *store.Kanal, id uuid.UUID) (bool, error) {
	antrag, _, err := tx.GetAntrag(ctx, id)
	if err != nil || antrag.Antragsteller.Postfach == nil {
		return false, err
	}
	for _, ziel := range casework.Postfachziele(antrag.Antragsteller.Postfach.Kanal) {
		if ziel == k.Art {
			return true, nil
		}
	}
	return false, nil
}

// file makes a message of the Vorgang of it, as if it had been written in the Antragsraum. It decides nothing: what may
// be a Widerspruch is a hint, and a request is answered only by what answers it.
func (s *Service) file(ctx context.Context, tx *store.Tx, v *casework.Vorgang, post *casework.Rueckpost,
	auf *uuid.UUID) error {
	f, err := service.LoadFaden(ctx, tx, v.ID)
	if err != nil {
		return err
	}
	anfragen := f.Anfragen()
	if auf == nil && len(anfragen) == 1 {
		auf = &anfragen[0].ID
	}
	n := &casework.Nachricht{ID: service.NewID(), Vorgang: v.ID, Richtung: casework.Ein, Art: casework.ArtAntwort,
		Betreff: cmp.Or(post.Betreff, "Nachricht zum Antrag"), Text: post.Text, Am: tx.Now, Von: v.AntragstellerName,
		Antwort: casework.AntwortKeine, Vertrauensniveau: cmp.Or(post.Niveau, 1), Bezug: auf,
		WiderspruchMoeglich: casework.MaybeWiderspruch(post.Betreff, post.Text)}
	if err := tx.InsertNachricht(ctx, n, nil); err != nil {
		return err
	}
	var dokumente []casework.Dokument
	for _, a := range post.Dateien {
		if a.SHA256 != "" {
			dokumente = append(dokumente, casework.Dokument{ID: service.NewID(), Vorgang: v.ID,
				Rolle: casework.RolleAntwort, Dateiname: a.Dateiname, ContentType: a.ContentType, SHA256: a.SHA256,
				Groesse: a.Groesse, Pruefung: casework.PruefungAusstehend, Nachricht: &n.ID, Am: tx.Now})
		}
	}
	if err := tx.InsertDokumente(ctx, dokumente); err != nil {
		return err
	}
	if len(dokumente) > 0 {
		tx.Enqueue(casework.JobPruefung{Mandant: v.Mandant, Vorgang: v.ID})
	}
	tx.Journal(v, "antwort_eingegangen", map[string]any{"nachricht": n.ID, "dateien": len(dokumente)})
	post.Zustand, post.Vorgang, post.Nachricht = casework.RueckmeldungZugeordnet, &v.ID, &n.ID
	if err := s.askFormat(ctx, tx, v, service.NewID(), n, post.Dateien); err != nil {
		return err
	}
	if auf == nil || !v.Wants() {
		return nil
	}
	return s.Ablauf.AnswerAnfrage(ctx, tx, v, *auf, n.ID)
}

// askFormat tells the applicant without delay which files cannot be used, and what works (§ 3a Abs. 4 VwVfG).
func (s *Service) askFormat(ctx context.Context, tx *store.Tx, v *casework.Vorgang, id uuid.UUID,
	n *casework.Nachricht, anlagen []casework.Rueckanlage) error {
	betreff, text := casework.Formatbitte(anlagen)
	if betreff == "" || !versand.HasKonto(v) {
		return nil
	}
	antwort := casework.AntwortKeine
	if v.Wants() {
		antwort = casework.AntwortMoeglich
	}
	tx.Journal(v, "formatbitte_gesendet", map[string]any{"nachricht": n.ID})
	return s.Versand.StoreNachricht(ctx, tx, v, &versand.NeueNachricht{Nachricht: casework.Nachricht{ID: id,
		Vorgang: v.ID, Richtung: casework.Aus, Art: casework.ArtBestaetigung, Betreff: betreff, Text: text, Am: tx.Now,
		Von: tx.Actor.Anzeige, Antwort: antwort, Vertrauensniveau: 1, Bezug: &n.ID, Gelesen: true}})
}
