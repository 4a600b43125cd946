package posteingang

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log/slog"
	"net/url"
	"slices"

	"kontor/adapters"
	"kontor/backend/internal/casework"
	"kontor/backend/internal/service"
	"kontor/backend/internal/store"
)

// antwort says with which HTTP status an outcome is answered, for the Poststellenbuch; nil where nobody waits for an
// answer.
type antwort func(adapters.Outcome) int

func (f antwort) note(e *store.Eingang, o adapters.Outcome) {
	if f != nil {
		e.Antwort = f(o)
	}
}

// processEingang makes a Vorgang of a stored delivery, or says why it cannot be one.
func (s *Service) processEingang(ctx context.Context, z *store.Zugang, ad adapters.Adapter, e *store.Eingang,
	path string, query url.Values, gesagt antwort) adapters.Outcome {
	out := adapters.Outcome{Eingang: Referenz(e.ID)}
	vorher := e.Zustand
	err := service.Safely(func() error {
		sub, err := s.ParseEingang(ctx, z, ad, e, path, query)
		if err != nil {
			return err
		}
		return s.acceptEingang(ctx, z, e, sub, &out, gesagt)
	})
	if err != nil { // it is rolled back
		e.Zustand, e.Vorgang, out.Vorgangsnummer = vorher, nil, ""
	}
	var question *adapters.Answered
	var held *angehalten
	switch {
	case errors.As(err, &held):
		out.Fehler = s.holdEingang(ctx, e, held, &out, gesagt)
	case errors.As(err, &question):
		out.Antwort = &question.Response
		gesagt.note(e, out)
		s.finishAnswered(ctx, e, question.Reason)
	case err != nil:
		out.Fehler = s.keepAsKlaerfall(ctx, e, err, gesagt)
	}
	return out
}

// finishAnswered ends a call that was a question and no delivery: it stays in the Poststellenbuch and makes no Vorgang.
func (s *Service) finishAnswered(ctx context.Context, e *store.Eingang, reason string) {
	vorher := e.Zustand
	e.Zustand, e.Grund, e.Detail = store.EingangErledigt, reason, ""
	err := s.DB.InTx(ctx, casework.System(e.Mandant), func(tx *store.Tx) error {
		return tx.SaveEingang(ctx, e, vorher)
	})
	if err != nil {
		// the sweep does it again; the answer is the same
		s.Log.Error("finish an answered call", "eingang", e.ID, "error", err)
	}
}

// angehalten is a delivery whose form changed and whose mapping says that IT looks first.
type angehalten struct{ text string }

func (*angehalten) Error() string { return casework.FormularGeaendert }

// holdEingang keeps a whole and readable application as a Klärfall until its mapping is mended. Nothing is wrong with
// the delivery, so the form server is told of success; the reference stands for the Vorgangsnummer that does not exist
// yet.
func (s *Service) holdEingang(ctx context.Context, e *store.Eingang, held *angehalten, out *adapters.Outcome,
	gesagt antwort) *adapters.Error {
	vorher := e.Zustand
	e.Zustand, e.Vorgang, e.Grund, e.Detail = store.EingangKlaerfall, nil, casework.FormularGeaendert, held.text
	out.Vorgangsnummer = out.Eingang
	gesagt.note(e, *out)
	err := s.DB.InTx(ctx, casework.System(e.Mandant), func(tx *store.Tx) error {
		return tx.SaveEingang(ctx, e, vorher)
	})
	if err == nil {
		return nil
	}
	e.Zustand, out.Vorgangsnummer = vorher, ""
	return s.keepAsKlaerfall(ctx, e, err, gesagt)
}

// ParseEingang lets the adapter read a stored delivery. Errors that lie in the delivery are *adapters.Error.
func (s *Service) ParseEingang(ctx context.Context, z *store.Zugang, ad adapters.Adapter, e *store.Eingang,
	path string, query url.Values) (*casework.Antrag, error) {
	settings, err := s.openSettings(z)
	if err != nil {
		return nil, err
	}
	body, err := s.Blobs.Open(ctx, e.SHA256)
	if err != nil {
		return nil, err
	}
	defer body.Close()
	var k Kopf
	if err := json.Unmarshal(e.Kopf, &k); err != nil {
		return nil, err
	}
	return ad.Parse(ctx, adapters.Delivery{
		Path: path, Query: query, Header: k.Header, ReceivedAt: e.EmpfangenAm, Body: body, Size: e.Groesse,
		Limits: adapters.DefaultLimits(), Settings: settings,
	}, files{ctx, s.Blobs})
}

// acceptEingang writes the Vorgang and the verdict on the delivery in one transaction. The unique key
// (Zugang, Kennung) decides which of two equal deliveries becomes the Vorgang.
func (s *Service) acceptEingang(ctx context.Context, z *store.Zugang, e *store.Eingang, sub *casework.Antrag,
	out *adapters.Outcome, gesagt antwort) error {
	inhalt, err := hashInhalt(sub)
	if err != nil {
		return err
	}
	vorher := e.Zustand
	e.Kennung, e.InhaltHash, e.Formular, e.FormularVersion = sub.Kennung, inhalt.hash, sub.Formular.Schluessel,
		sub.Formular.Version
	actor := casework.System(z.Mandant)
	err = s.DB.InTx(ctx, actor, func(tx *store.Tx) error {
		v, err := s.CreateVorgang(ctx, tx, z, e, sub)
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
	e.Zustand, e.Vorgang, e.Zuordnung, e.FormularGeaendert = vorher, nil, nil, false
	return s.compareEingang(ctx, z, e, inhalt, vorher, out, gesagt)
}

// compareEingang: the same id was accepted before. Same content is the same answer, other content is a
// conflict that a person decides.
func (s *Service) compareEingang(ctx context.Context, z *store.Zugang, e *store.Eingang, inhalt inhalt, vorher string,
	out *adapters.Outcome, gesagt antwort) error {
	return s.DB.InTx(ctx, casework.System(z.Mandant), func(tx *store.Tx) error {
		first, err := tx.FindAngenommen(ctx, z.ID, e.Kennung)
		if err != nil {
			return err
		}
		if !inhalt.gleich(first) { // perhaps a person made it a Vorgang of its own before
			if zweite, err := tx.FindZweite(ctx, *first.Vorgang, inhalt.hash, inhalt.genau); err == nil {
				first = zweite
			} else if casework.CodeOf(err) != casework.NotFound {
				return err
			}
		}
		out.Vorgangsnummer = *first.Vorgangsnummer
		if !inhalt.gleich(first) {
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
func (s *Service) keepAsKlaerfall(ctx context.Context, e *store.Eingang, cause error, gesagt antwort) *adapters.Error {
	var bad *adapters.Error
	if !errors.As(cause, &bad) {
		level := slog.LevelError
		if casework.CodeOf(cause) == casework.Conflict {
			level = slog.LevelInfo // another replica, or the sweep, was faster
		}
		s.Log.Log(ctx, level, "process delivery", "eingang", e.ID, "error", cause)
		if code := casework.CodeOf(cause); code == casework.Unavailable || code == casework.Conflict {
			bad = &adapters.Error{Code: adapters.Unavailable, Reason: "processing_unavailable",
				Detail: "Die Lieferung ist gesichert, konnte aber gerade nicht verarbeitet werden. Bitte erneut senden.", Cause: cause}
			s.noteAntwort(ctx, e, bad, gesagt)
			return bad
		}
		bad = &adapters.Error{Code: adapters.Unavailable, Reason: ProcessingFailed,
			Detail: "Die Lieferung ist gesichert, bei der Verarbeitung trat ein Fehler auf. Die IT ist zuständig.",
			Cause:  cause}
	}
	vorher := e.Zustand
	e.Zustand, e.Grund, e.Detail = store.EingangKlaerfall, bad.Reason, bad.Detail
	gesagt.note(e, adapters.Outcome{Eingang: Referenz(e.ID), Fehler: bad})
	switch {
	case bad.Code == adapters.NotFound: // a call we do not offer is no application
		e.Zustand = store.EingangErledigt
	case bad.Code == adapters.Unavailable && bad.Reason != ProcessingFailed && e.Versuche+1 < maxVersuche:
		e.Zustand = vorher // the sweep tries again
	}
	if err := s.saveVerdict(ctx, e, vorher); err != nil {
		s.Log.Error("keep as Klärfall", "eingang", e.ID, "error", err) // the sweep finds it again
	}
	return bad
}

// saveVerdict writes a verdict. Where the database refuses what was read from the delivery, the verdict is kept
// without it: else the row would be tried every minute for ever, and no person would ever see it.
func (s *Service) saveVerdict(ctx context.Context, e *store.Eingang, vorher string) error {
	save := func(tx *store.Tx) error { return tx.SaveEingang(ctx, e, vorher) }
	versuche := e.Versuche
	err := s.DB.InTx(ctx, casework.System(e.Mandant), save)
	if code := casework.CodeOf(err); err == nil || code == casework.Unavailable || code == casework.Conflict {
		return err
	}
	s.Log.Error("save a verdict with what was read", "eingang", e.ID, "error", err)
	e.Versuche, e.Kennung, e.InhaltHash, e.Formular, e.FormularVersion = versuche, "", "", "", ""
	e.Vorgang, e.KonfliktMit, e.Zuordnung, e.FormularGeaendert = nil, nil, nil, false
	return s.DB.InTx(ctx, casework.System(e.Mandant), save)
}

// noteAntwort keeps what was said about a delivery that is tried again; without a database that is lost, not the
// delivery.
func (s *Service) noteAntwort(ctx context.Context, e *store.Eingang, bad *adapters.Error, gesagt antwort) {
	if gesagt == nil {
		return
	}
	gesagt.note(e, adapters.Outcome{Eingang: Referenz(e.ID), Fehler: bad})
	err := s.DB.InTx(ctx, casework.System(e.Mandant), func(tx *store.Tx) error {
		return tx.SaveAntwort(ctx, e.ID, e.Antwort)
	})
	if err != nil {
		s.Log.Warn("note the answer", "eingang", e.ID, "error", err)
	}
}

// ProcessingFailed is a fault of ours that trying again does not mend.
const ProcessingFailed = "processing_failed"

// maxVersuche of the sweep, one a minute, before a delivery goes to a person.
const maxVersuche = 10

// inhalt tells equal deliveries from different ones. It ignores how a delivery was wrapped: boundaries and ids of
// transport may differ on a retry.
type inhalt struct {
	hash  string // without the bytes of the representation: many form servers render it anew for every retry
	genau string // with them, as deliveries were compared before; rows of that time keep it
}

func (i inhalt) gleich(e *store.Eingang) bool {
	return e.InhaltHash == i.hash || e.InhaltHash == i.genau
}

func hashInhalt(sub *casework.Antrag) (i inhalt, err error) {
	if i.genau, err = hashJSON(sub); err != nil {
		return i, err
	}
	if len(sub.Antragsdaten) == 0 || sub.DarstellungZaehlt { // the application is in the representation alone
		i.hash = i.genau
		return i, nil
	}
	ohne := *sub
	ohne.Dokumente = slices.Clone(sub.Dokumente)
	for n := range ohne.Dokumente {
		if ohne.Dokumente[n].Rolle == adapters.Representation {
			ohne.Dokumente[n].Datei = adapters.File{}
		}
	}
	i.hash, err = hashJSON(&ohne)
	return i, err
}

func hashJSON(sub *casework.Antrag) (string, error) {
	raw, err := json.Marshal(sub)
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:]), err
}
