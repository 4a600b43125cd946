package service

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
	"kontor/backend/internal/store"
)

// Raum is one application as its applicant sees it.
type Raum struct {
	casework.Vorgang
	Titel       string
	EinheitName string
	Einheit     store.Einheit
	Mandant     *store.Mandant
	Antrag      *casework.Antrag
	Dokumente   []casework.Dokument
	Nachrichten []casework.Nachricht // provided ones only
	Punkte      []casework.Punkt
	Bescheide   []casework.Bescheid
	Sendungen   []casework.Sendung
	Konto       casework.Konto
	Offen       []casework.Offenes // what waits for the applicant, the earliest day first
	Heute       time.Time          // calendar day in Europe/Berlin
}

// Gesperrt tells whether reading the message needs a higher Vertrauensniveau than this login has.
func (r *Raum) Gesperrt(n casework.Nachricht) bool {
	return n.Richtung == casework.Aus && n.Vertrauensniveau > r.Konto.Vertrauensniveau
}

// Abgerufen tells whether the applicant opened the message before.
func (r *Raum) Abgerufen(n casework.Nachricht) bool {
	return n.Richtung == casework.Ein || slices.ContainsFunc(r.Sendungen, func(x casework.Sendung) bool {
		return x.Nachricht != nil && *x.Nachricht == n.ID && x.Ziel == casework.ZielAntragsraum && x.Zustand == casework.SendungGelesen
	})
}

// Neu: the office wrote it, nobody has opened it, and it can still be opened.
func (r *Raum) Neu(n casework.Nachricht) bool {
	return n.Richtung == casework.Aus && !r.Abgerufen(n) && !r.AbrufVorbei(n.ID)
}

// AbrufVorbei tells whether the message brought a Bescheid whose days of retrieval are over: it is provided no longer
// (§ 41 Abs. 2a VwVfG).
func (r *Raum) AbrufVorbei(nachricht uuid.UUID) bool {
	return slices.ContainsFunc(r.Bescheide, func(b casework.Bescheid) bool {
		return b.Nachricht != nil && *b.Nachricht == nachricht && b.AbrufVorbei(r.Mandant.Land, r.Heute)
	})
}

// AntwortMoeglich: until the end, unless the last word of a person in the office forbade it. Adding something and
// withdrawing need no question first.
func (r *Raum) AntwortMoeglich() bool {
	if !r.Status.IstOffen() {
		return false
	}
	var last *casework.Nachricht
	for i := range r.Nachrichten {
		n := &r.Nachrichten[i]
		ofPerson := n.Richtung == casework.Aus && (n.Art == casework.ArtNachricht || n.Art == casework.ArtNachforderung)
		if ofPerson && (last == nil || !n.Am.Before(last.Am)) {
			last = n
		}
	}
	return last == nil || last.Antwort != casework.AntwortKeine
}

// gehoert matches by account pseudonym or mailbox of the login, never by a link alone.
func gehoert(v *casework.Vorgang, k casework.Konto) bool {
	return k.Pseudonym != "" && v.KontoPseudonym == k.Pseudonym || k.Postfach != "" && v.PostfachAdresse == k.Postfach
}

// darf: the Vorgang belongs to the account, and this login is as sure as the one it came with. The account comes first: to
// everybody else the Vorgang does not exist.
func darf(v *casework.Vorgang, k casework.Konto) error {
	if !gehoert(v, k) {
		return casework.Fail(casework.NotFound, "not_found")
	}
	return k.Erreicht(v.NoetigesNiveau())
}

// Verschlossen is all that a login which is not sure enough learns of an application: that there is one.
type Verschlossen struct {
	EingangAm time.Time
	Niveau    int // what the login must reach
}

// ListRaum lists the applications of the signed-in account, and apart from them those that need a surer login.
func (s *Service) ListRaum(ctx context.Context, a casework.Actor) (out []Raum, zu []Verschlossen, err error) {
	if err := a.Muss(casework.RechtAntragsraum); err != nil {
		return nil, nil, err
	}
	err = s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		vorgaenge, err := tx.VorgaengeOfKonto(ctx, a.Konto)
		if err != nil {
			return err
		}
		for _, v := range vorgaenge {
			if a.Konto.Erreicht(v.NoetigesNiveau()) != nil {
				zu = append(zu, Verschlossen{v.EingangAm, v.NoetigesNiveau()})
				continue
			}
			r, err := s.loadRaum(ctx, tx, a, v)
			if err != nil {
				return err
			}
			out = append(out, *r)
		}
		return nil
	})
	return out, zu, err
}

// GetRaum reads one application of the signed-in account.
func (s *Service) GetRaum(ctx context.Context, a casework.Actor, id uuid.UUID) (*Raum, error) {
	if err := a.Muss(casework.RechtAntragsraum); err != nil {
		return nil, err
	}
	var r *Raum
	err := s.DB.ReadTx(ctx, a, func(tx *store.Tx) error {
		v, err := tx.GetVorgang(ctx, id)
		if err != nil {
			return err
		}
		if err := darf(v, a.Konto); err != nil {
			return err
		}
		r, err = s.loadRaum(ctx, tx, a, *v)
		return err
	})
	return r, err
}

func (s *Service) loadRaum(ctx context.Context, tx *store.Tx, a casework.Actor, v casework.Vorgang) (*Raum, error) {
	def, err := s.Verfahren.Get(v.Verfahren, v.Stand)
	if err != nil {
		return nil, err
	}
	r := &Raum{Vorgang: v, Konto: a.Konto, Heute: casework.Heute(tx.Now)}
	if r.Mandant, err = s.mandant(ctx, tx); err != nil {
		return nil, err
	}
	if r.Antrag, _, err = tx.GetAntrag(ctx, v.ID); err != nil {
		return nil, err
	}
	r.Titel = titel(def, r.Antrag)
	nachrichten, err := tx.ListNachrichten(ctx, v.ID)
	if err != nil {
		return nil, err
	}
	if r.Sendungen, err = tx.ListSendungen(ctx, v.ID); err != nil {
		return nil, err
	}
	for _, n := range nachrichten {
		if n.Richtung == casework.Ein || bereitgestellt(r.Sendungen, n.ID) {
			r.Nachrichten = append(r.Nachrichten, n)
		}
	}
	if r.Punkte, err = tx.ListPunkte(ctx, v.ID); err != nil {
		return nil, err
	}
	if r.Bescheide, err = tx.ListBescheide(ctx, v.ID); err != nil {
		return nil, err
	}
	docs, err := tx.ListDokumente(ctx, v.ID)
	if err != nil {
		return nil, err
	}
	for _, d := range docs {
		if r.zeigt(d) {
			r.Dokumente = append(r.Dokumente, d)
		}
	}
	f := casework.Faden{Nachrichten: r.Nachrichten, Punkte: r.Punkte, Bescheide: r.Bescheide}
	r.Offen = f.Offen(r.Mandant.Land, r.Heute, v.Status.IstOffen())
	units, err := s.units(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, u := range units {
		if u.Schluessel == v.Einheit {
			r.Einheit, r.EinheitName = u, u.Name
		}
	}
	return r, nil
}

func bereitgestellt(sendungen []casework.Sendung, nachricht uuid.UUID) bool {
	return slices.ContainsFunc(sendungen, func(x casework.Sendung) bool {
		return x.Nachricht != nil && *x.Nachricht == nachricht && x.Ziel == casework.ZielAntragsraum &&
			(x.Zustand == casework.SendungBereitgestellt || x.Zustand == casework.SendungGelesen)
	})
}

// zeigt: the own application and answers, and what hangs on a message the person has opened. A Bescheid
// whose period of retrieval has ended is no longer provided (§ 41 Abs. 2a VwVfG).
func (r *Raum) zeigt(d casework.Dokument) bool {
	switch d.Rolle {
	case casework.RolleRepresentation, casework.RolleAttachment, casework.RolleAntwort:
		return true
	case casework.RolleNachricht, casework.RolleBescheid:
		if d.Nachricht == nil {
			return false
		}
		if r.AbrufVorbei(*d.Nachricht) {
			return false
		}
		return slices.ContainsFunc(r.Nachrichten, func(n casework.Nachricht) bool {
			return n.ID == *d.Nachricht && r.Abgerufen(n) && !r.Gesperrt(n)
		})
	}
	return false
}

// OpenRaumDokument opens one document the applicant may see.
func (s *Service) OpenRaumDokument(ctx context.Context, a casework.Actor, id, dokument uuid.UUID) (*casework.Dokument, store.BlobReader, error) {
	r, err := s.GetRaum(ctx, a, id)
	if err != nil {
		return nil, nil, err
	}
	i := slices.IndexFunc(r.Dokumente, func(d casework.Dokument) bool { return d.ID == dokument })
	if i < 0 {
		return nil, nil, casework.Fail(casework.NotFound, "not_found")
	}
	d := r.Dokumente[i]
	if !d.Pruefung.Freigegeben() {
		return nil, nil, casework.Fail(casework.Conflict, "dokument_in_quarantine")
	}
	blob, err := s.Blobs.Open(ctx, d.SHA256)
	return &d, blob, err
}

// ReadNachricht opens a message. The first time is its retrieval: the Sendung is read, and a Bescheid
// provided with consent is announced on the next day. Repeating changes nothing. After the days of retrieval a Bescheid is
// not opened any more (retrieval_expired).
func (s *Service) ReadNachricht(ctx context.Context, a casework.Actor, id, nachricht uuid.UUID) (*Raum, error) {
	r, err := s.GetRaum(ctx, a, id)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(r.Nachrichten, func(n casework.Nachricht) bool { return n.ID == nachricht })
	if i < 0 {
		return nil, casework.Fail(casework.NotFound, "not_found")
	}
	if r.Gesperrt(r.Nachrichten[i]) {
		return nil, a.Konto.Erreicht(r.Nachrichten[i].Vertrauensniveau)
	}
	if r.AbrufVorbei(nachricht) {
		return nil, casework.Fail(casework.Conflict, "retrieval_expired")
	}
	if r.Abgerufen(r.Nachrichten[i]) {
		return r, nil
	}
	if err := s.noteAbruf(ctx, a, id, nachricht); err != nil {
		return nil, err
	}
	return s.GetRaum(ctx, a, id)
}

func (s *Service) noteAbruf(ctx context.Context, a casework.Actor, id, nachricht uuid.UUID) error {
	return s.asApplicant(ctx, a, id, func(tx *store.Tx, v *casework.Vorgang) error {
		sendungen, err := tx.ListSendungen(ctx, id)
		if err != nil {
			return err
		}
		for _, x := range sendungen {
			if x.Nachricht == nil || *x.Nachricht != nachricht || x.Ziel != casework.ZielAntragsraum || x.Zustand != casework.SendungBereitgestellt {
				continue
			}
			x.Zustand, x.GelesenAm = casework.SendungGelesen, &tx.Now
			if err := tx.SaveSendung(ctx, &x); err != nil {
				return err
			}
			tx.Journal(v, "nachricht_abgerufen", map[string]any{"nachricht": nachricht, "vertrauensniveau": a.Konto.Vertrauensniveau})
		}
		return s.announceAbruf(ctx, tx, v, nachricht)
	})
}

func (s *Service) announceAbruf(ctx context.Context, tx *store.Tx, v *casework.Vorgang, nachricht uuid.UUID) error {
	bescheide, err := tx.ListBescheide(ctx, v.ID)
	if err != nil {
		return err
	}
	land, err := s.land(ctx, tx)
	if err != nil {
		return err
	}
	for _, b := range bescheide {
		if b.Nachricht == nil || *b.Nachricht != nachricht || b.AbgerufenAm != nil {
			continue
		}
		if b.AbrufVorbei(land, casework.Heute(tx.Now)) { // the day ended between looking and opening
			return casework.Fail(casework.Conflict, "retrieval_expired")
		}
		b.AbgerufenAm = &tx.Now
		if b.Kanal != casework.KanalAntragsraum || b.Zustand != casework.BescheidBereitgestellt {
			return tx.SaveBescheid(ctx, &b)
		}
		return s.announce(ctx, tx, v, &b, land, casework.BekanntgabeDurchAbruf(land, tx.Now))
	}
	return nil
}

// asApplicant is change for the owner of an application.
func (s *Service) asApplicant(ctx context.Context, a casework.Actor, id uuid.UUID, act func(*store.Tx, *casework.Vorgang) error) error {
	if err := a.Muss(casework.RechtAntragsraum); err != nil {
		return err
	}
	return s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		v, err := tx.LockVorgang(ctx, id)
		if err != nil {
			return err
		}
		if err := darf(v, a.Konto); err != nil {
			return err
		}
		if err := act(tx, v); err != nil {
			return err
		}
		return s.save(ctx, tx, v)
	})
}
