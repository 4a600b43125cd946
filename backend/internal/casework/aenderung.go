package casework

import (
	"slices"
	"time"

	"github.com/google/uuid"
)

// Bescheidaenderung says what a Bescheid does to an earlier one: no second stands beside it by accident.
type Bescheidaenderung struct {
	Art      BescheidAkt     // one of Aenderungsarten
	Bezug    uuid.UUID       // the earlier Bescheid
	Statt    *Aenderungsziel // of what replaces a change: what that one did
	Grund    string          // one of the grounds of the law; empty where it asks for none
	Kenntnis *time.Time      // the day on which who acts learned of the facts
	Antrag   *time.Time      // of a Wiederaufgreifen: the day on which it was asked for
	Ab       *time.Time      // the day from which it works; nil = from its Bekanntgabe
}

// Aenderungsziel is an act, and the Bescheid on which it is done.
type Aenderungsziel struct {
	Art   BescheidAkt
	Bezug uuid.UUID
}

// Wirkt is what it does in the end: what replaces a change does what that would have done.
func (x *Bescheidaenderung) Wirkt() Aenderungsziel {
	switch {
	case x == nil:
		return Aenderungsziel{}
	case x.Statt != nil:
		return *x.Statt
	}
	return Aenderungsziel{x.Art, x.Bezug}
}

// The acts on an earlier Bescheid.
const (
	AktBerichtigen      BescheidAkt = "berichtigen"      // an obvious mistake
	AktZuruecknehmen    BescheidAkt = "zuruecknehmen"    // it was unlawful
	AktWiderrufen       BescheidAkt = "widerrufen"       // it was lawful
	AktWiederaufgreifen BescheidAkt = "wiederaufgreifen" // the person asks, after it has become final
	AktErsetzen         BescheidAkt = "ersetzen"         // it has not reached the person: another takes its place
	AktAendern          BescheidAkt = "aendern"          // a law of its own allows it (§§ 172 ff. AO, § 48 SGB X)
)

// Aenderungsarten in the order in which they are offered.
var Aenderungsarten = []BescheidAkt{AktErsetzen, AktBerichtigen, AktAendern, AktZuruecknehmen, AktWiderrufen,
	AktWiederaufgreifen}

// Folge is what a later Bescheid does to this one; a change that was replaced itself does nothing.
type Folge struct {
	ID       uuid.UUID
	Art      BescheidAkt
	Ergebnis Ergebnis
	Zustand  BescheidZustand
	Am       time.Time
	Ab       *time.Time // the day from which it works; nil = from its Bekanntgabe
	Bekannt  *time.Time // day of its Bekanntgabe; nil = there is none, or nobody knows it yet
}

// Ersetzt: another Bescheid has taken its place before it reached anybody. It goes out no more.
func (b *Bescheid) Ersetzt() bool {
	return slices.ContainsFunc(b.Folgen, func(f Folge) bool { return f.Art == AktErsetzen })
}

// ganz: it takes all of the earlier one away. What is taken back, revoked or changed in part stands for the rest; a
// request to reopen that is refused leaves it as it is.
func (f Folge) ganz() bool {
	switch f.Art {
	case AktZuruecknehmen, AktWiderrufen:
		return f.Ergebnis != Teilweise
	case AktAendern:
		return f.Ergebnis == Abgelehnt
	case AktWiederaufgreifen:
		return f.Ergebnis != Abgelehnt
	}
	return false
}

// inKraft: it has been announced, its day has come (§ 43 Abs. 1 VwVfG), and so has the day from which it works.
func (f Folge) inKraft(heute time.Time) bool {
	return f.Zustand == BescheidBekanntgegeben && !f.Bald(heute) && (f.Ab == nil || !f.Ab.After(heute))
}

// Bald: the letter is out, and the day of its Bekanntgabe is to come.
func (f Folge) Bald(heute time.Time) bool { return f.Bekannt != nil && f.Bekannt.After(heute) }

// Aufgehoben: a later Bescheid has taken all of it away.
func (b *Bescheid) Aufgehoben(heute time.Time) bool {
	return slices.ContainsFunc(b.Folgen, func(f Folge) bool { return f.ganz() && f.inKraft(heute) })
}

// verloren: it is taken away, today or from a day that is known.
func (b *Bescheid) verloren() bool {
	return slices.ContainsFunc(b.Folgen, func(f Folge) bool {
		return f.ganz() && f.Zustand == BescheidBekanntgegeben
	})
}

// geaendert: a later one that is out may have changed what it says of a payment.
func (b *Bescheid) geaendert() bool {
	return slices.ContainsFunc(b.Folgen, func(f Folge) bool {
		return f.Zustand == BescheidBekanntgegeben && f.Art != AktBerichtigen &&
			(f.Art != AktWiederaufgreifen || f.Ergebnis != Abgelehnt)
	})
}

// Vorbei: it counts no more, and nobody has to do or pay anything for it.
func (b *Bescheid) Vorbei(heute time.Time) bool { return b.Ersetzt() || b.Aufgehoben(heute) }

// Regelt: it decides on the application itself: not a correction, and of what takes back or revokes only that which
// says what counts instead.
func (b *Bescheid) Regelt() bool {
	switch b.Aenderung.Wirkt().Art {
	case AktBerichtigen, AktAendern:
		return false
	case AktZuruecknehmen, AktWiderrufen:
		return b.Ergebnis == Bewilligt
	case AktWiederaufgreifen:
		return b.Ergebnis != Abgelehnt
	}
	return true
}

// nimmtWeg: it takes an earlier one away and says nothing instead. That is a burden like any other: it is taken back,
// revoked or reopened itself (§ 48 Abs. 1 Satz 1, § 49 Abs. 1, § 51 VwVfG), by one that says what counts again.
func (b *Bescheid) nimmtWeg() bool {
	art := b.Aenderung.Wirkt().Art
	return (art == AktZuruecknehmen || art == AktWiderrufen) && b.Ergebnis == Abgelehnt
}

// Beguenstigt: it gives the person something, in whole or in part.
func (b *Bescheid) Beguenstigt() bool { return b.Ergebnis == Bewilligt || b.Ergebnis == Teilweise }

// hebtAuf: it takes back, revokes or changes an earlier one, of the office's own accord.
func (x *Bescheidaenderung) hebtAuf() bool {
	art := x.Wirkt().Art
	return art == AktZuruecknehmen || art == AktWiderrufen || art == AktAendern
}

// Nimmt: it takes away something that the earlier one has given.
func (x *Bescheidaenderung) Nimmt(frueher *Bescheid) bool {
	return x.hebtAuf() && frueher != nil && frueher.Beguenstigt() && x.Grund != grundBelastung && x.Grund != "zugunsten"
}

// Aenderungen are the acts on this Bescheid that are possible now, by the same table as what else can be done with it.
// bescheide are all of its Vorgang, oldest first: while another has not reached the person, only that one can be
// replaced.
func (b *Bescheid) Aenderungen(v *Vorgang, bescheide []Bescheid, recht string, heute time.Time) (out []BescheidAkt) {
	for _, akt := range Aenderungsarten {
		if b.CheckAenderung(v, bescheide, recht, akt, heute) == nil {
			out = append(out, akt)
		}
	}
	return out
}

// CheckAenderung refuses what Aenderungen does not offer.
func (b *Bescheid) CheckAenderung(v *Vorgang, bescheide []Bescheid, recht string, akt BescheidAkt,
	heute time.Time) error {
	if err := v.MayChangeBescheid(); err != nil {
		return err
	}
	if _, ok := b.NormFor(recht, akt); !ok {
		return Fail(Conflict, "act_unknown_to_law")
	}
	_, ok := bescheidAkte[b.Stand()][akt]
	ersetzt := akt == AktErsetzen
	last := len(bescheide) > 0 && bescheide[len(bescheide)-1].ID == b.ID
	switch {
	case BescheidInArbeit(bescheide):
		return Fail(Conflict, "bescheid_under_way")
	case b.Vorbei(heute):
		return Fail(Conflict, "bescheid_gone")
	case slices.ContainsFunc(b.Folgen, func(f Folge) bool { return f.ganz() && f.Bald(heute) }):
		return Fail(Conflict, "bescheid_not_announced")
	case ersetzt && (!ok || b.JemandemBekannt()):
		return Fail(Conflict, "bescheid_already_announced")
	case !ok, ersetzt && !last, !ersetzt && unterwegs(bescheide):
		return Fail(Conflict, "bescheid_not_announced")
	case !ersetzt && akt != AktBerichtigen && !b.Regelt() && !(b.nimmtWeg() && akt != AktAendern):
		return Fail(Conflict, "bescheid_changes_only")
	case akt == AktWiederaufgreifen && (b.RechtsbehelfBis == nil || !b.RechtsbehelfBis.Before(heute)):
		return Fail(Conflict, "bescheid_not_final")
	}
	return nil
}

// JemandemBekannt: it has been announced to one of those it is for, and binds.
func (b *Bescheid) JemandemBekannt() bool {
	return slices.ContainsFunc(b.Ausfertigungen(), func(x *Bescheid) bool {
		return x.Zustand == BescheidBekanntgegeben
	})
}

// unterwegs: the newest has yet to reach somebody it is for.
func unterwegs(bescheide []Bescheid) bool {
	if BescheidOffen(bescheide) || len(bescheide) == 0 {
		return BescheidOffen(bescheide)
	}
	bekannt, _ := bescheide[len(bescheide)-1].UeberallBekannt()
	return !bekannt
}

// MayChangeBescheid: an earlier Bescheid is changed as long as the Vorgang is open and nobody has withdrawn.
func (v *Vorgang) MayChangeBescheid() error {
	if err := v.MustBeOffen(); err != nil {
		return err
	}
	if v.ZurueckgenommenAm != nil {
		return Fail(Conflict, "already_withdrawn")
	}
	return nil
}

// Steht is the Bescheid of a Vorgang that still counts, or has yet to reach the person; nil = there is none. Beside it
// no other is issued that does not refer to it.
func Steht(bescheide []Bescheid, heute time.Time) *Bescheid {
	for i := range slices.Backward(bescheide) {
		if b := &bescheide[i]; !b.Vorbei(heute) && (b.Regelt() || b.Zustand != BescheidBekanntgegeben) {
			return b
		}
	}
	return nil
}

// BescheidMit is the one with an id; nil = there is none.
func BescheidMit(bescheide []Bescheid, id uuid.UUID) *Bescheid {
	for i := range bescheide {
		if bescheide[i].ID == id {
			return &bescheide[i]
		}
	}
	return nil
}

// Frueher is the Bescheid that a change is about in the end; nil = there is none.
func (b *Bescheid) Frueher(bescheide []Bescheid) *Bescheid {
	return BescheidMit(bescheide, b.Aenderung.Wirkt().Bezug)
}

// FollowBezug takes from the earlier Bescheid what goes on: what replaces a change does what that did, and who was
// written to at another address, or by who represents them, is so again.
func (b *Bescheid) FollowBezug(bescheide []Bescheid) {
	if b.Aenderung == nil {
		return
	}
	bezug := BescheidMit(bescheide, b.Aenderung.Bezug)
	b.Aenderung.Statt = nil
	if bezug == nil {
		return
	}
	if statt := bezug.Aenderung.Wirkt(); b.Aenderung.Art == AktErsetzen && bezug.Aenderung != nil &&
		statt.Art != AktErsetzen {
		b.Aenderung.Statt = &statt
	}
	if b.Anschrift == nil {
		b.Anschrift = bezug.Anschrift
	}
}

// CheckBezug: where an earlier Bescheid stands, a new one says what becomes of it; where none does, it cannot.
func (b *Bescheid) CheckBezug(v *Vorgang, bescheide []Bescheid, recht string, heute time.Time) error {
	if b.Aenderung == nil {
		if Steht(bescheide, heute) != nil {
			return Fail(Conflict, "earlier_bescheid_stands")
		}
		return nil
	}
	bezug := BescheidMit(bescheide, b.Aenderung.Bezug)
	if bezug == nil {
		return FailField("aenderung", "unknown")
	}
	if err := bezug.CheckAenderung(v, bescheide, recht, b.Aenderung.Art, heute); err != nil {
		return err
	}
	if frueher := b.Frueher(bescheide); b.berichtigt() && frueher != nil && b.Ergebnis != frueher.Ergebnis {
		return FailField("ergebnis", "as_before")
	} else if b.Ergebnis != Bewilligt && b.Aenderung.hebtAuf() && frueher != nil && frueher.nimmtWeg() {
		return FailField("ergebnis", "says_what_counts")
	}
	return nil
}
