package antragsraum

import (
	"context"
	"fmt"
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
	Recht       string // procedural law
	EinheitName string
	Einheit     store.Einheit
	Mandant     *store.Mandant
	Antrag      *casework.Antrag
	Dokumente   []casework.Dokument
	gesperrt    map[uuid.UUID]int    // those a surer login would be shown: from which level
	Nachrichten []casework.Nachricht // provided ones only
	Punkte      []casework.Punkt
	Bescheide   []casework.Bescheid
	Sendungen   []casework.Sendung
	Konto       casework.Konto
	Offen       []casework.Offenes // what waits for the applicant, the earliest day first
	// until when they can object, where they can be told; nil = nothing runs
	RechtsbehelfBis   *time.Time
	RechtsbehelfBrief bool       // that follows from a letter
	ZahlungBis        *time.Time // until when they shall pay what was announced; nil = nothing
	EinzugAm          *time.Time // when what was announced is debited; nil = nothing
	// a later Bescheid may say otherwise of it
	ZahlungGeaendert bool
	Heute            time.Time // calendar day in Europe/Berlin
	RuecknahmeNiveau int       // Vertrauensniveau that withdrawing it needs
}

// Gesperrt tells whether reading the message needs a higher Vertrauensniveau than this login has.
func (r *Raum) Gesperrt(n casework.Nachricht) bool {
	return n.Richtung == casework.Aus && n.Vertrauensniveau > r.Konto.Vertrauensniveau
}

// Abgerufen tells whether the applicant opened the message before.
func (r *Raum) Abgerufen(n casework.Nachricht) bool {
	return n.Richtung == casework.Ein || slices.ContainsFunc(r.Sendungen, func(x casework.Sendung) bool {
		return x.Nachricht != nil && *x.Nachricht == n.ID && casework.ImRaum(x.Ziel) &&
			x.Zustand == casework.SendungGelesen
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
		return b.Nachricht != nil && *b.Nachricht == nachricht && b.AbrufVorbei(r.Mandant.Kalender(), r.Heute)
	})
}

// AntwortMoeglich: until the end, unless the last word of a person in the office forbade it. Adding something and
// withdrawing need no question first.
func (r *Raum) AntwortMoeglich() bool {
	if !r.Status.IsOffen() {
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

// belongsTo matches by account pseudonym or mailbox of the login, never by a link alone.
func belongsTo(v *casework.Vorgang, k casework.Konto) bool {
	return k.Pseudonym != "" && v.KontoPseudonym == k.Pseudonym || k.Postfach != "" && v.PostfachAdresse == k.Postfach
}

// may: the Vorgang belongs to the account, and this login is as sure and as fresh as the operation needs. The account
// comes first: to everybody else the Vorgang does not exist. The level comes before the time: who signs in for it does
// so anew.
func (s *Service) may(ctx context.Context, tx *store.Tx, operation string, v *casework.Vorgang) error {
	if !belongsTo(v, tx.Actor.Konto) {
		return casework.Fail(casework.NotFound, "not_found")
	}
	bedarf, ok := casework.BedarfAn(operation)
	if !ok {
		return fmt.Errorf("nobody has said what %s needs of a login", operation)
	}
	verfahren := 0
	if bedarf.Niveau == casework.BedarfVerfahren {
		def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
		if err != nil {
			return err
		}
		verfahren = def.Meta.Vertrauensniveau
	}
	if err := tx.Actor.Konto.Erreicht(bedarf.Von(v, verfahren)); err != nil {
		return err
	}
	return tx.Actor.Frisch(bedarf.Frisch, tx.Now)
}

func (s *Service) loadRaum(ctx context.Context, tx *store.Tx, a casework.Actor, v casework.Vorgang) (*Raum, error) {
	def, err := s.Verfahren.Get(ctx, tx, v.Verfahren, v.Stand)
	if err != nil {
		return nil, err
	}
	bedarf, _ := casework.BedarfAn("withdrawAntrag")
	r := &Raum{Vorgang: v, Konto: a.Konto, Heute: casework.Heute(tx.Now),
		RuecknahmeNiveau: bedarf.Von(&v, def.Meta.Vertrauensniveau), gesperrt: map[uuid.UUID]int{}}
	if r.Mandant, err = s.Mandant(ctx, tx); err != nil {
		return nil, err
	}
	if r.Antrag, _, err = tx.GetAntrag(ctx, v.ID); err != nil {
		return nil, err
	}
	r.Titel, r.Recht = v.Langtitel(&def.Meta), casework.Verfahrensrecht(&def.Meta)
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
		if r.shows(d) {
			r.Dokumente = append(r.Dokumente, d)
		} else if niveau := r.niveauFuer(d); niveau > 0 {
			r.gesperrt[d.ID] = niveau
		}
	}
	f := casework.Faden{Nachrichten: r.Nachrichten, Punkte: r.Punkte, Bescheide: r.Bescheide}
	alles := f.Alles(r.Mandant.Kalender(), r.Heute, casework.Umstand{NimmtAn: v.Wants()})
	r.Offen, r.EinzugAm = casework.FuerSie(alles), casework.EinzugLaeuft(alles)
	r.RechtsbehelfBis, r.RechtsbehelfBrief = casework.RechtsbehelfLaeuft(alles)
	r.ZahlungBis, r.ZahlungGeaendert = casework.ZahlungLaeuft(alles)
	units, err := s.Einheiten(ctx, tx)
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
		return x.Nachricht != nil && *x.Nachricht == nachricht && casework.ImRaum(x.Ziel) &&
			(x.Zustand == casework.SendungBereitgestellt || x.Zustand == casework.SendungGelesen)
	})
}

// shows: the own application and answers, and what hangs on a message the person has opened, or goes with a Bescheid
// that one brought. A Bescheid whose period of retrieval has ended is no longer provided (§ 41 Abs. 2a VwVfG).
func (r *Raum) shows(d casework.Dokument) bool {
	switch d.Rolle {
	case casework.RolleRepresentation, casework.RolleAttachment, casework.RolleAntwort:
		return true
	case casework.RolleNachricht, casework.RolleBescheid:
		if d.Nachricht != nil && r.offenbart(*d.Nachricht) && !r.ersetzt(d) {
			return true
		}
	}
	return slices.ContainsFunc(r.Bescheide, func(b casework.Bescheid) bool {
		return b.HasAnlage(d.ID) && b.Nachricht != nil && r.offenbart(*b.Nachricht)
	})
}

// niveauFuer is the level from which a login is shown the document that this one is not; 0 = no login is.
func (r *Raum) niveauFuer(d casework.Dokument) int {
	for _, niveau := range []int{3, 4} {
		surer := *r
		surer.Konto.Vertrauensniveau = niveau
		if niveau > r.Konto.Vertrauensniveau && surer.shows(d) {
			return niveau
		}
	}
	return 0
}

// offenbart tells whether what a message brought is open to the person now.
func (r *Raum) offenbart(nachricht uuid.UUID) bool {
	return !r.AbrufVorbei(nachricht) && slices.ContainsFunc(r.Nachrichten, func(n casework.Nachricht) bool {
		return n.ID == nachricht && r.Abgerufen(n) && !r.Gesperrt(n)
	})
}

// ersetzt: a letter that came back and went out again to another address.
func (r *Raum) ersetzt(d casework.Dokument) bool {
	return d.Rolle == casework.RolleBescheid && slices.ContainsFunc(r.Bescheide, func(b casework.Bescheid) bool {
		return b.Nachricht != nil && *b.Nachricht == *d.Nachricht && b.Dokument != nil && *b.Dokument != d.ID
	})
}

// asApplicant is change for the owner of an application; operation is the one of the contract whose Bedarf counts.
func (s *Service) asApplicant(ctx context.Context, a casework.Actor, operation string, id uuid.UUID,
	act func(*store.Tx, *casework.Vorgang) error) error {
	if err := a.Must(casework.RechtAntragsraum); err != nil {
		return err
	}
	return s.DB.InTx(ctx, a, func(tx *store.Tx) error {
		v, err := tx.LockVorgang(ctx, id)
		if err != nil {
			return err
		}
		if err := s.may(ctx, tx, operation, v); err != nil {
			return err
		}
		if err := act(tx, v); err != nil {
			return err
		}
		return s.Save(ctx, tx, v)
	})
}
