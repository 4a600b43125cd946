package versand

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// Benachrichtigbar: there is an address that is the applicant's, and a way to send to it.
func (s *Service) Benachrichtigbar(antrag *casework.Antrag) bool {
	return casework.Kontakt(antrag.Antragsteller).Email != "" && s.Kanaele[casework.ZielEmail] != nil
}

// DeliverSendung is the job of one Sendung. It may run twice: what is provided already stays so, and
// every target gets the Sendung's id as idempotency key.
func (s *Service) DeliverSendung(ctx context.Context, j casework.JobSendung) error {
	actor := casework.System(j.Mandant)
	var x *casework.Sendung
	var z casework.Zustellung
	var weg kanalweg
	entfallen := false
	err := s.DB.ReadTx(ctx, actor, func(tx *store.Tx) (err error) {
		if x, err = tx.GetSendung(ctx, j.Sendung); err != nil || x.Zustand != casework.SendungWartet {
			return err
		}
		if weg, err = s.openWeg(ctx, tx, x); err != nil {
			return err
		}
		z, err = s.zustellung(ctx, tx, x)
		entfallen = x.ErinnertAn != nil && (z.Offen.Bis == nil || !z.Offen.Bis.Equal(*x.ErinnertAn))
		return err
	})
	if err != nil || x.Zustand != casework.SendungWartet {
		return err
	}
	if entfallen { // answered, opened or extended meanwhile
		return s.DB.InTx(ctx, actor, func(tx *store.Tx) error { return tx.DropSendung(ctx, x.ID) })
	}
	z.Merke = s.keep(actor, x)
	if weg.ruht { // its job comes again, uncounted
		return casework.FailZustellung(casework.Fehlerklasse(weg.kanal.Stoerung), nil)
	}
	quittung, err := s.deliver(ctx, actor, x, z, weg)
	if x.Ziel == casework.ZielEmail || x.Ziel == casework.ZielMitarbeit {
		quittung.An = z.Email
	}
	return errors.Join(s.noteKanal(ctx, actor, weg, err), s.noteDelivery(ctx, actor, x.Vorgang, x.ID, quittung, err))
}

// deliver gives a whole Vorgang to an Ausgang and everything else to a channel. A target that this installation does
// not have, or not any more, is a failure that somebody sees at the Vorgang.
func (s *Service) deliver(
	ctx context.Context, actor casework.Actor, x *casework.Sendung, z casework.Zustellung, weg kanalweg,
) (casework.Quittung, error) {
	switch {
	case x.Art == casework.SendungAbgabe:
		return s.handOver(ctx, actor, x)
	case x.Ziel == casework.ZielPost:
		return s.makeBrief(ctx, actor, x)
	}
	if weg.fehler != nil {
		return casework.Quittung{}, weg.fehler
	}
	if weg.postfach == nil {
		return casework.Quittung{}, &casework.Zustellfehler{Grund: "no_kanal"}
	}
	return weg.postfach.Deliver(ctx, z)
}

// zustellung gathers what a channel needs.
func (s *Service) zustellung(ctx context.Context, tx *store.Tx, x *casework.Sendung) (casework.Zustellung, error) {
	v, err := tx.GetVorgang(ctx, x.Vorgang)
	if err != nil {
		return casework.Zustellung{}, err
	}
	antrag, _, err := tx.GetAntrag(ctx, x.Vorgang)
	if err != nil {
		return casework.Zustellung{}, err
	}
	m, err := tx.GetMandant(ctx)
	if err != nil {
		return casework.Zustellung{}, err
	}
	z := casework.Zustellung{Sendung: x.ID, Vorgangsnummer: v.Vorgangsnummer, Art: casework.NachrichtArt(x.Art),
		Adresse: v.KontoPseudonym,
		Email:   casework.Kontakt(antrag.Antragsteller).Email, Link: s.Adresse + "/antragsraum", Behoerde: m.Name}
	if z.Adresse == "" || casework.IsPostfach(x.Ziel) {
		z.Adresse, z.AntragID = v.PostfachAdresse, antrag.Referenz("bundid_antrag")
		if p := antrag.Antragsteller.Postfach; p != nil {
			z.Schluessel = p.Schluessel
		}
	}
	if x.Art == casework.SendungBenachrichtigung { // to the office: nothing of the applicant goes along
		def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
		if err != nil {
			return z, err
		}
		z.Adresse, z.Email, z.Link, z.Betreff = "", x.An, s.Adresse+"/vorgaenge/"+v.ID.String(), v.Langtitel(&def.Meta)
	}
	if x.Nachricht != nil {
		n, err := tx.GetNachricht(ctx, *x.Nachricht)
		if err != nil {
			return z, err
		}
		z.Betreff, z.Vertrauensniveau = n.Betreff, n.Vertrauensniveau
		if x.IsNachricht() {
			if err := s.fillZustellung(ctx, tx, v, n, &z); err != nil {
				return z, err
			}
		}
		if z.Offen, err = s.wants(ctx, tx, v, n.ID); err != nil {
			return z, err
		}
	}
	z.Erinnerung = x.ErinnertAn != nil
	f, err := x.ReadFortschritt()
	z.Stand, z.Ungewiss = f.Kanal, f.Ungewiss
	return z, err
}

// wants is what a message wants of the applicant as of now. The days in which a Bescheid can be retrieved begin with
// the notice that is about to go out.
func (s *Service) wants(ctx context.Context, tx *store.Tx, v *casework.Vorgang,
	nachricht uuid.UUID) (casework.Offenes, error) {
	offen, err := s.offen(ctx, tx, v)
	i := slices.IndexFunc(offen, func(o casework.Offenes) bool { return o.Nachricht == nachricht })
	if err != nil || i < 0 {
		return casework.Offenes{}, err
	}
	o := offen[i]
	if o.Art == casework.OffenAbruf && o.Bis == nil {
		kalender, err := s.Kalender(ctx, tx)
		if err != nil {
			return o, err
		}
		bis := casework.AbrufFrist(kalender, tx.Now)
		o.Bis = &bis
	}
	return o, nil
}

// noteDelivery writes how a hand-over went. A temporary failure is returned, so that the job comes again;
// the last attempt leaves it to a person.
func (s *Service) noteDelivery(ctx context.Context, actor casework.Actor, vorgang, id uuid.UUID, q casework.Quittung,
	cause error) error {
	var zf *casework.Zustellfehler
	if cause != nil && !errors.As(cause, &zf) {
		zf = &casework.Zustellfehler{Grund: "unexpected", Unbekannt: true, Cause: cause}
	}
	var again error
	err := s.DB.InTx(ctx, actor, func(tx *store.Tx) error {
		v, err := tx.LockVorgang(ctx, vorgang) // always before its rows, so that acts never wait in a circle
		if err != nil {
			return err
		}
		x, err := tx.LockSendung(ctx, id)
		if err != nil || x.Zustand != casework.SendungWartet {
			// it was on its way when somebody took another
			if err == nil && zf == nil && x.AnBescheid() && x.Zustand == casework.SendungVerworfen {
				tx.Journal(v, "bescheid_auch_im_postfach", map[string]any{"sendung": x.ID})
				return s.Save(ctx, tx, v)
			}
			return err
		}
		if later, err := s.tryAgain(ctx, tx, x, zf); later || err != nil {
			again = zf
			return err
		}
		x.Versuche++
		if zf != nil {
			if err := s.failSendung(ctx, tx, v, x, zf); err != nil {
				return err
			}
		} else if err := s.provideSendung(ctx, tx, v, x, q); err != nil {
			return err
		}
		if err := tx.SaveSendung(ctx, x); err != nil {
			return err
		}
		return s.Save(ctx, tx, v)
	})
	if err != nil {
		return err
	}
	return again
}

// maxZustellversuche with River's growing pauses is about a day.
const maxZustellversuche = 12

func (s *Service) failSendung(ctx context.Context, tx *store.Tx, v *casework.Vorgang, x *casework.Sendung,
	zf *casework.Zustellfehler) error {
	art := "sendung_fehlgeschlagen"
	x.Zustand, x.Fehler = casework.SendungFehlgeschlagen, zf.Grund
	if zf.Unbekannt {
		art, x.Zustand = "sendung_ungewiss", casework.SendungUnbekannt
	}
	s.Log.Warn("delivery failed", "sendung", x.ID, "ziel", x.Ziel, "grund", zf.Grund)
	daten := map[string]any{"sendung": x.ID, "ziel": x.Ziel, "an": x.An, "grund": zf.Grund}
	if zf.Dokument != nil {
		daten["dokument"] = zf.Dokument
	}
	tx.Journal(v, art, daten)
	if !x.AnBescheid() {
		return nil
	}
	return s.Bescheide.RefusePostfach(ctx, tx, v.ID, *x.Nachricht, zf.Unbekannt)
}

// provideSendung notes what it means that a Sendung has arrived; that follows from what was sent, not from where to.
func (s *Service) provideSendung(ctx context.Context, tx *store.Tx, v *casework.Vorgang, x *casework.Sendung,
	q casework.Quittung) error {
	if x.Ziel == casework.ZielPost {
		return layBrief(ctx, tx, v, x, q.Brief)
	}
	x.Zustand, x.BereitgestelltAm, x.Fehler = casework.SendungBereitgestellt, &tx.Now, ""
	x.Quittung = quittungJSON(q)
	switch x.Art {
	case casework.SendungAbgabe:
		daten := map[string]any{"sendung": x.ID, "ziel": x.Ziel}
		if left := q.Nachweis["ausgelassen"]; left != nil {
			daten["ausgelassen"] = left
		}
		tx.Journal(v, "abgelegt", daten)
		return nil
	case casework.SendungHinweis:
		if x.ErinnertAn != nil {
			tx.Journal(v, "erinnerung_versandt", map[string]any{"sendung": x.ID, "nachricht": x.Nachricht,
				"bis": x.ErinnertAn.Format("2006-01-02")})
			return nil
		}
		tx.Journal(v, "hinweis_versandt", map[string]any{"sendung": x.ID})
		return s.noteHinweis(ctx, tx, v, x.Nachricht)
	case casework.SendungBenachrichtigung:
		tx.Journal(v, "hinweis_versandt", map[string]any{"sendung": x.ID, "an": x.An})
		return nil
	default: // a message
		tx.Journal(v, "nachricht_bereitgestellt", map[string]any{"sendung": x.ID, "nachricht": x.Nachricht})
		if x.AnBescheid() {
			return s.Bescheide.AnnouncePostfach(ctx, tx, v, *x.Nachricht, q.Zeit(tx.Now))
		}
		if tells, err := s.tells(ctx, tx, x.Ziel); err != nil || tells {
			return err // the account is told of it already
		}
		antrag, _, err := tx.GetAntrag(ctx, v.ID)
		if err != nil || !s.Benachrichtigbar(antrag) {
			return err
		}
		return s.EnqueueSendung(ctx, tx, v, casework.ZielEmail, casework.SendungHinweis, x.Nachricht)
	}
}

// noteHinweis: with the notice of a Bescheid the ten days begin in which it can be retrieved.
func (s *Service) noteHinweis(ctx context.Context, tx *store.Tx, v *casework.Vorgang, nachricht *uuid.UUID) error {
	bescheide, err := tx.ListBescheide(ctx, v.ID)
	if err != nil || nachricht == nil {
		return err
	}
	i := slices.IndexFunc(bescheide, func(b casework.Bescheid) bool {
		return b.Nachricht != nil && *b.Nachricht == *nachricht
	})
	if i < 0 || bescheide[i].HinweisAm != nil || bescheide[i].Zustand != casework.BescheidBereitgestellt {
		return nil
	}
	b := bescheide[i]
	b.HinweisAm = &tx.Now
	kalender, err := s.Kalender(ctx, tx)
	if err != nil {
		return err
	}
	tx.EnqueueAt(casework.JobAbrufFrist{Mandant: v.Mandant, Bescheid: b.ID},
		casework.EndeDesTages(casework.AbrufFrist(kalender, tx.Now)))
	return tx.SaveBescheid(ctx, &b)
}

func quittungJSON(q casework.Quittung) []byte {
	raw, err := json.Marshal(q)
	if err != nil {
		return nil // evidence of a target that does not encode is no reason to send twice
	}
	return raw
}
