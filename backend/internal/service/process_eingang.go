package service

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"time"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
	"kontor/workflow"
)

// antwort says with which HTTP status an outcome is answered, for the Poststellenbuch; nil where nobody waits for an answer.
type antwort func(adapters.Outcome) int

func (f antwort) note(e *store.Eingang, o adapters.Outcome) {
	if f != nil {
		e.Antwort = f(o)
	}
}

// processEingang makes a Vorgang of a stored delivery, or says why it cannot be one.
func (s *Service) processEingang(ctx context.Context, z *store.Zugang, ad adapters.Adapter, e *store.Eingang, path string, query url.Values, gesagt antwort) adapters.Outcome {
	out := adapters.Outcome{Eingang: referenz(e.ID)}
	sub, err := s.parseEingang(ctx, z, ad, e, path, query)
	if err == nil {
		err = s.acceptEingang(ctx, z, e, sub, &out, gesagt)
	}
	var question *adapters.Answered
	switch {
	case errors.As(err, &question):
		out.Antwort = &question.Response
		gesagt.note(e, out)
		s.finishAnswered(ctx, e, question.Reason)
	case err != nil:
		out.Fehler = s.keepAsKlaerfall(ctx, z, e, err, gesagt)
	}
	return out
}

// finishAnswered ends a call that was a question and no delivery: it stays in the Poststellenbuch and makes no Vorgang.
func (s *Service) finishAnswered(ctx context.Context, e *store.Eingang, reason string) {
	vorher := e.Zustand
	e.Zustand, e.Grund, e.Detail = store.EingangErledigt, reason, ""
	err := s.DB.InTx(ctx, casework.System(e.Mandant), func(tx *store.Tx) error { return tx.SaveEingang(ctx, e, vorher) })
	if err != nil {
		s.Log.Error("finish an answered call", "eingang", e.ID, "error", err) // the sweep does it again; the answer is the same
	}
}

func (s *Service) parseEingang(ctx context.Context, z *store.Zugang, ad adapters.Adapter, e *store.Eingang, path string, query url.Values) (*casework.Antrag, error) {
	body, err := s.Blobs.Open(ctx, e.SHA256)
	if err != nil {
		return nil, err
	}
	defer body.Close()
	var k kopf
	if err := json.Unmarshal(e.Kopf, &k); err != nil {
		return nil, err
	}
	return ad.Parse(ctx, adapters.Delivery{
		Path: path, Query: query, Header: k.Header, ReceivedAt: e.EmpfangenAm, Body: body, Size: e.Groesse, Limits: adapters.DefaultLimits(), Settings: z.Einstellungen,
	}, files{ctx, s.Blobs})
}

// acceptEingang writes the Vorgang and the verdict on the delivery in one transaction. The unique key
// (Zugang, Kennung) decides which of two equal deliveries becomes the Vorgang.
func (s *Service) acceptEingang(ctx context.Context, z *store.Zugang, e *store.Eingang, sub *casework.Antrag, out *adapters.Outcome, gesagt antwort) error {
	hash, err := inhaltHash(sub)
	if err != nil {
		return err
	}
	vorher := e.Zustand
	e.Kennung, e.InhaltHash = sub.Kennung, hash
	e.Formular, e.FormularVersion = sub.Formular.Schluessel, sub.Formular.Version
	actor := casework.System(z.Mandant)
	err = s.DB.InTx(ctx, actor, func(tx *store.Tx) error {
		v, err := s.createVorgang(ctx, tx, z, e, sub)
		if err != nil {
			return err
		}
		out.Vorgangsnummer = v.Vorgangsnummer
		e.Zustand, e.Vorgang, e.Grund, e.Detail = store.EingangAngenommen, &v.ID, "", ""
		gesagt.note(e, *out)
		return tx.SaveEingang(ctx, e, vorher)
	})
	if err == nil || !store.IsConstraint(err, "eingang_kennung") {
		return err
	}
	e.Zustand, e.Vorgang = vorher, nil
	return s.compareEingang(ctx, z, e, vorher, out, gesagt)
}

// compareEingang: the same id was accepted before. Same content is the same answer, other content is a
// conflict that a person decides.
func (s *Service) compareEingang(ctx context.Context, z *store.Zugang, e *store.Eingang, vorher string, out *adapters.Outcome, gesagt antwort) error {
	return s.DB.InTx(ctx, casework.System(z.Mandant), func(tx *store.Tx) error {
		first, err := tx.FindAngenommen(ctx, z.ID, e.Kennung)
		if err != nil {
			return err
		}
		if first.InhaltHash != e.InhaltHash { // perhaps a person made it a Vorgang of its own before
			if zweite, err := tx.FindZweite(ctx, *first.Vorgang, e.InhaltHash); err == nil {
				first = zweite
			} else if casework.CodeOf(err) != casework.NotFound {
				return err
			}
		}
		out.Vorgangsnummer = *first.Vorgangsnummer
		if first.InhaltHash != e.InhaltHash {
			out.Vorgangsnummer = ""
			e.KonfliktMit = first.Vorgang
			return errConflict
		}
		out.Wiederholung = true
		e.Zustand, e.Vorgang = store.EingangDoppelt, first.Vorgang
		gesagt.note(e, *out)
		return tx.SaveEingang(ctx, e, vorher)
	})
}

var errConflict = &adapters.Error{
	Code: adapters.Conflict, Reason: "same_id_other_content",
	Detail: "Unter derselben Kennung wurde schon ein Antrag mit anderem Inhalt angenommen. Beide sind gesichert; eine Person entscheidet.",
}

// keepAsKlaerfall leaves a delivery to a person and returns what the form server is told. What failed
// through no fault of the delivery stays "empfangen" and is tried again by itself.
func (s *Service) keepAsKlaerfall(ctx context.Context, z *store.Zugang, e *store.Eingang, cause error, gesagt antwort) *adapters.Error {
	var bad *adapters.Error
	if !errors.As(cause, &bad) {
		s.Log.Error("process delivery", "eingang", e.ID, "error", cause)
		if code := casework.CodeOf(cause); code == casework.Unavailable || code == casework.Conflict {
			bad = &adapters.Error{Code: adapters.Unavailable, Reason: "processing_unavailable", Detail: "Die Lieferung ist gesichert, konnte aber gerade nicht verarbeitet werden. Bitte erneut senden.", Cause: cause}
			s.noteAntwort(ctx, e, bad, gesagt)
			return bad
		}
		bad = &adapters.Error{Code: adapters.Unavailable, Reason: processingFailed, Detail: "Die Lieferung ist gesichert, bei der Verarbeitung trat ein Fehler auf. Die IT ist zuständig.", Cause: cause}
	}
	vorher := e.Zustand
	e.Zustand, e.Grund, e.Detail = store.EingangKlaerfall, bad.Reason, bad.Detail
	gesagt.note(e, adapters.Outcome{Eingang: referenz(e.ID), Fehler: bad})
	switch {
	case bad.Code == adapters.NotFound: // a call we do not offer is no application
		e.Zustand = store.EingangErledigt
	case bad.Code == adapters.Unavailable && bad.Reason != processingFailed && e.Versuche+1 < maxVersuche:
		e.Zustand = vorher // the sweep tries again
	}
	err := s.DB.InTx(ctx, casework.System(z.Mandant), func(tx *store.Tx) error { return tx.SaveEingang(ctx, e, vorher) })
	if err != nil {
		s.Log.Error("keep as Klärfall", "eingang", e.ID, "error", err) // the sweep finds it again
	}
	return bad
}

// noteAntwort keeps what was said about a delivery that is tried again; without a database that is lost, not the delivery.
func (s *Service) noteAntwort(ctx context.Context, e *store.Eingang, bad *adapters.Error, gesagt antwort) {
	if gesagt == nil {
		return
	}
	gesagt.note(e, adapters.Outcome{Eingang: referenz(e.ID), Fehler: bad})
	err := s.DB.InTx(ctx, casework.System(e.Mandant), func(tx *store.Tx) error { return tx.SaveAntwort(ctx, e.ID, e.Antwort) })
	if err != nil {
		s.Log.Warn("note the answer", "eingang", e.ID, "error", err)
	}
}

// processingFailed is a fault of ours that trying again does not mend.
const processingFailed = "processing_failed"

// maxVersuche of the sweep, one a minute, before a delivery goes to a person.
const maxVersuche = 10

// inhaltHash ignores how a delivery was wrapped: boundaries and ids of transport may differ on a retry.
func inhaltHash(sub *casework.Antrag) (string, error) {
	raw, err := json.Marshal(sub)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:]), nil
}

// createVorgang turns a Submission into a Vorgang of its Verfahren and starts the process.
func (s *Service) createVorgang(ctx context.Context, tx *store.Tx, z *store.Zugang, e *store.Eingang, sub *casework.Antrag) (*casework.Vorgang, error) {
	def, form := s.Verfahren.forDelivery(z, sub.Formular)
	if err := s.freeze(ctx, tx, def); err != nil {
		return nil, err
	}
	daten := mapAntrag(def, form, sub)
	einheit, err := s.route(ctx, tx, "", def, sub)
	if err != nil {
		return nil, err
	}
	v := newVorgang(tx, def, sub, einheit, e.EmpfangenAm)
	docs := dokumente(v, sub, tx.Now)
	tx.Journal(v, "eingegangen", map[string]any{"zugang": z.Name, "eingang": e.ID, "dokumente": len(docs)})
	run := &run{service: s, tx: tx, vorgang: v, def: def, daten: daten, neu: true}
	if err := run.apply(ctx, workflow.Start{}); err != nil {
		return nil, err
	}
	v.Beurteile(casework.Lage{Termine: s.zieltermin(ctx, tx, v, def, run.aufgaben), Aufgaben: run.aufgaben})
	if err := tx.InsertVorgang(ctx, v, sub, daten, store.Beigaben{Dokumente: docs, Prozess: run.prozess, Aufgaben: run.aufgaben}); err != nil {
		return nil, err
	}
	tx.Enqueue(casework.JobSuche{Mandant: v.Mandant, Vorgang: v.ID})
	if len(docs) > 0 {
		tx.Enqueue(casework.JobPruefung{Mandant: v.Mandant, Vorgang: v.ID})
	}
	return v, nil
}

func newVorgang(tx *store.Tx, def *workflow.Definition, sub *casework.Antrag, einheit string, am time.Time) *casework.Vorgang {
	titel := def.Meta.Kurz
	if def.Name == StandardVerfahren && sub.Formular.Titel != "" {
		titel = sub.Formular.Titel
	}
	v := &casework.Vorgang{
		ID: newID(), Mandant: tx.Actor.Mandant, Verfahren: def.Name, Stand: def.Version, Titel: titel, Status: casework.Neu, Einheit: einheit,
		AntragstellerName: antragstellerName(sub.Antragsteller), AntragstellerArt: sub.Antragsteller.Art,
		Vertrauensniveau: sub.Antragsteller.Vertrauensniveau, EingangAm: am, FaelligAm: casework.Unbefristet, WartetAuf: casework.WartetUns,
	}
	if k := sub.Antragsteller.Konto; k != nil {
		v.KontoPseudonym = k.Pseudonym
	}
	if p := sub.Antragsteller.Postfach; p != nil {
		v.PostfachAdresse = p.Adresse
	}
	return v
}

// route finds the responsible unit: as the Zugang's mapping says, else as delivered, else as the Verfahren
// says, else the Poststelle. Nothing is ever turned away for want of a unit.
func (s *Service) route(ctx context.Context, tx *store.Tx, gewuenscht string, def *workflow.Definition, sub *casework.Antrag) (string, error) {
	units, err := s.units(ctx, tx)
	if err != nil {
		return "", err
	}
	known := func(key string) bool {
		return slices.ContainsFunc(units, func(u store.Einheit) bool { return u.Schluessel == key })
	}
	if known(gewuenscht) {
		return gewuenscht, nil
	}
	if sub.Einheit != "" && known(sub.Einheit) {
		return sub.Einheit, nil
	}
	if sub.Einheit != "" {
		sub.Hinweise = append(sub.Hinweise, adapters.Hinweis{Code: "unit_unknown", Text: "Die im Formular genannte Organisationseinheit gibt es hier nicht. Bitte Zuständigkeit prüfen."})
	}
	if known(def.Meta.Einheit) {
		return def.Meta.Einheit, nil
	}
	for _, u := range units {
		if u.IstPoststelle {
			return u.Schluessel, nil
		}
	}
	return "", &casework.Error{Code: casework.Unavailable, Reason: "no_poststelle", Detail: "Keine Organisationseinheit ist als Poststelle eingerichtet."}
}

func dokumente(v *casework.Vorgang, sub *casework.Antrag, now time.Time) []casework.Dokument {
	out := make([]casework.Dokument, 0, len(sub.Dokumente))
	for _, d := range sub.Dokumente {
		out = append(out, casework.Dokument{
			ID: newID(), Vorgang: v.ID, Rolle: casework.DokumentRolle(d.Rolle), Dateiname: d.Dateiname, ContentType: d.ContentType,
			SHA256: d.Datei.SHA256, Groesse: d.Datei.Groesse, Pruefung: casework.PruefungAusstehend, Beschreibung: d.Beschreibung,
			Feld: d.Feld, FremdID: d.ID, Am: now,
		})
	}
	return out
}
