package casework

import (
	"slices"
	"time"
)

// What a person has to confirm before a letter counts as posted.
const (
	BestaetigtAndererWeg  = "anderer_weg"  // it waits for retrieval, or may reach the mailbox; posting it ends that
	BestaetigtKeinWerktag = "kein_werktag" // on that day nobody posts
	BestaetigtTag         = "tag"          // no rule gives the day: a person says it, with a reason
	BestaetigtFolge       = "folge"        // what follows when an entry is put right
)

// grundUnbestaetigt is the reason to answer with, by what was not confirmed.
var grundUnbestaetigt = map[string]string{
	BestaetigtAndererWeg:  "other_way_unconfirmed",
	BestaetigtKeinWerktag: "posting_day_unconfirmed",
	BestaetigtTag:         "bekanntgabe_day_needed",
	BestaetigtFolge:       "consequence_unconfirmed",
	BestaetigtFristKurz:   "short_period_unconfirmed",
	"steuergeheimnis":     "secrecy_unconfirmed",
	"sozialgeheimnis":     "secrecy_unconfirmed",
}

// Rueckfrage is what has to be confirmed and what would follow from the act.
type Rueckfrage struct {
	Bestaetigen     []string
	Ausgelassen     []Auslassung // of an Übergabe; Bestaetigen has their ids
	Bekanntgabe     Bekanntgabe
	RechtsbehelfBis *time.Time
}

// Fehler is the answer to whoever has not confirmed all of it.
func (r *Rueckfrage) Fehler() error {
	return &Error{Code: Conflict, Reason: grundUnbestaetigt[r.Bestaetigen[0]], Rueckfrage: r}
}

// CheckPostaufgabe tells what has to be confirmed before the letter counts as posted on the day. An announced Bescheid
// is posted no more: the earlier valid Bekanntgabe stands.
func (b *Bescheid) CheckPostaufgabe(v *Vorgang, k Kalender, tag, heute time.Time) (bestaetigen []string, err error) {
	if bestaetigen, err = b.CheckAkt(v, AktPostaufgabe, AktAndererWeg); err != nil {
		return nil, err
	}
	if tag.After(heute) || tag.Before(Heute(b.Am)) {
		return nil, FailField("aufgegebenAm", "not_between_bescheid_and_today")
	}
	if !k.IsWerktag(tag) {
		bestaetigen = append(bestaetigen, BestaetigtKeinWerktag)
	}
	return bestaetigen, nil
}

// Unbestaetigt returns what of it was not confirmed.
func Unbestaetigt(bestaetigen, bestaetigt []string) []string {
	return slices.DeleteFunc(slices.Clone(bestaetigen), func(x string) bool { return slices.Contains(bestaetigt, x) })
}

// AndererWeg tells whether posting it now ends another way.
func (b *Bescheid) AndererWeg() bool {
	return b.Zustand == BescheidBereitgestellt || b.Kanal == KanalPostfach && b.Zustand != BescheidBekanntgegeben
}

// VorherigerWeg keeps, as a step of the computation, how the Bescheid was provided before it went to the post.
func (b *Bescheid) VorherigerWeg(heute time.Time) []string {
	hinweis := "ohne Hinweis"
	if b.HinweisAm != nil {
		hinweis = "Hinweis vom " + deutsch(Heute(*b.HinweisAm))
	}
	switch b.Zustand {
	case BescheidBereitgestellt:
		return []string{"Zuvor zum Abruf im Antragsraum bereitgestellt, " + hinweis +
			"; bis zum Wechsel auf die Post am " +
			deutsch(heute) + " nicht abgerufen"}
	case BescheidAbrufAbgelaufen:
		return []string{"Zuvor zum Abruf im Antragsraum bereitgestellt, " + hinweis +
			"; nicht rechtzeitig abgerufen und daher ohne Wirkung (§ 41 Abs. 2a VwVfG)"}
	case BescheidUnterwegs, BescheidAusgangUnbekannt:
		return []string{"Zuvor in das Postfach des Nutzerkontos gesendet; bis zum Wechsel auf die Post am " + deutsch(heute) +
			" war nicht bestätigt, dass es dort bereitsteht"}
	case BescheidNichtZugestellt:
		return []string{"Zuvor in das Postfach des Nutzerkontos gesendet; das Postfach hat es nicht angenommen"}
	}
	return nil
}
