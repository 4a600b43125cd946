package vorgang

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"kontor/backend/internal/casework"
)

// Aktion is something a person can do with a Vorgang, as the buttons call it; which operation it offers stands in the
// contract beside that operation (x-aktion).
type Aktion string

// The closed list.
const (
	AktionZuweisen        Aktion = "zuweisen"
	AktionAnnehmen        Aktion = "annehmen"
	AktionVerwerfen       Aktion = "verwerfen"
	AktionWeiterleiten    Aktion = "weiterleiten"
	AktionNachricht       Aktion = "nachricht"
	AktionNachforderung   Aktion = "nachforderung"
	AktionBescheid        Aktion = "bescheid"
	AktionAbschliessen    Aktion = "abschliessen"
	AktionWiedereroeffnen Aktion = "wiedereroeffnen"
	AktionKommentieren    Aktion = "kommentieren"
	AktionWiedervorlage   Aktion = "wiedervorlage"
	AktionExportieren     Aktion = "exportieren"
	AktionAblegen         Aktion = "ablegen"
	AktionAktenzeichen    Aktion = "aktenzeichen"
	AktionDokument        Aktion = "dokument"
	AktionProzessSpringen Aktion = "prozess_springen"
	AktionZuruecknehmen   Aktion = "zuruecknehmen"
)

// aktionen says what this person may do now; the buttons follow it, and every act checks again.
func (s *Service) aktionen(a casework.Actor, k *Akte) []Aktion {
	v := &k.Vorgang
	eigene := ofOwnUnit(a, v)
	out := []Aktion{}
	add := func(name Aktion, recht casework.Recht, ok bool) {
		if ok && a.Has(recht) && (eigene || recht == casework.RechtMitwirken) {
			out = append(out, name)
		}
	}
	offen := v.Status.IsOffen()
	entscheidbar := v.Status.IsEntscheidbar() && v.Wants()
	besetzt := v.Zustaendig != nil && *v.Zustaendig != a.Benutzer && !a.Has(casework.RechtVerteilen)
	add(AktionZuweisen, casework.RechtZuweisen, offen && !besetzt)
	add(AktionAnnehmen, casework.RechtBearbeiten, v.Status == casework.Neu)
	add(AktionVerwerfen, casework.RechtBearbeiten, entscheidbar)
	add(AktionWeiterleiten, casework.RechtWeiterleiten, offen)
	add(AktionNachricht, casework.RechtBearbeiten, offen)
	add(AktionNachforderung, casework.RechtBearbeiten, entscheidbar)
	add(AktionBescheid, casework.RechtBescheiden, entscheidbar && !casework.BescheidInArbeit(k.Bescheide) &&
		casework.ZeichnungOffen(k.Zeichnungen) == nil && casework.Steht(k.Bescheide, k.Heute) == nil)
	add(AktionAbschliessen, casework.RechtAbschliessen, offen && v.Status != casework.Neu &&
		!casework.BescheidUngewiss(k.Bescheide))
	add(AktionWiedereroeffnen, casework.RechtBearbeiten, v.Status == casework.Abgeschlossen ||
		v.Status == casework.Beschieden || v.Status == casework.Verworfen)
	add(AktionKommentieren, casework.RechtMitwirken, true)
	add(AktionWiedervorlage, casework.RechtBearbeiten, offen)
	add(AktionExportieren, casework.RechtExportieren, true)
	add(AktionAblegen, casework.RechtExportieren, v.Status == casework.Abgeschlossen &&
		s.Versand.Ausgaenge[casework.ZielXdomeaOrdner] != nil)
	add(AktionAktenzeichen, casework.RechtBearbeiten, true)
	add(AktionDokument, casework.RechtBearbeiten, offen)
	add(AktionProzessSpringen, casework.RechtSpringen, offen)
	add(AktionZuruecknehmen, casework.RechtBearbeiten, v.MayWithdraw(k.Bescheide) == nil)
	return out
}

// fristAktionen says what this person may do with the period of each request now.
func fristAktionen(a casework.Actor, k *Akte, heute time.Time) map[uuid.UUID][]casework.FristAktion {
	out := map[uuid.UUID][]casework.FristAktion{}
	if !a.Has(casework.RechtBearbeiten) || !ofOwnUnit(a, &k.Vorgang) || !k.Wants() {
		return out
	}
	f := k.Faden()
	for _, n := range k.Nachrichten {
		out[n.ID] = f.FristAktionen(n, heute)
	}
	return out
}

// BriefAkte says what this person may do with a letter of a message now.
func BriefAkte(a casework.Actor, k *Akte, x casework.Sendung) []casework.BriefAkt {
	if !a.Has(casework.RechtBearbeiten) || !ofOwnUnit(a, &k.Vorgang) {
		return nil
	}
	if x.Zustand == casework.SendungZurueck && !x.NeedsPerson(k.Sendungen) { // it was sent again
		return nil
	}
	return x.BriefAkte()
}

// BriefMoeglich tells whether this person may send a message as a letter now.
func BriefMoeglich(a casework.Actor, k *Akte, n casework.Nachricht) bool {
	return a.Has(casework.RechtBearbeiten) && ofOwnUnit(a, &k.Vorgang) &&
		slices.Contains(casework.Bearbeitbar, k.Status) && casework.BriefMoeglich(&n, k.Sendungen)
}

func ofOwnUnit(a casework.Actor, v *casework.Vorgang) bool {
	return a.Sicht().Alle || slices.Contains(a.Sicht().Einheiten, v.Einheit)
}

// Aenderungsvorschlag is what can be done to a Bescheid, with the words for it.
type Aenderungsvorschlag struct {
	Art, Statt casework.BescheidAkt // Statt: what the one to be replaced would have done; empty = it decides itself
	casework.Aenderungsnorm
	Nimmt bool // it takes something away
	Tenor []casework.Tenorvorschlag
}

// Aenderungsvorschlaege are the words for what BescheidAktionen offers of that kind.
func Aenderungsvorschlaege(a casework.Actor, k *Akte, b casework.Bescheid) (out []Aenderungsvorschlag) {
	for _, akt := range BescheidAktionen(a, k, b) {
		if !slices.Contains(casework.Aenderungsarten, akt) {
			continue
		}
		neu := casework.Bescheid{Aenderung: &casework.Bescheidaenderung{Art: akt, Bezug: b.ID}}
		neu.FollowBezug(k.Bescheide)
		x := Aenderungsvorschlag{Art: akt}
		wirkt := neu.Aenderung.Wirkt()
		if wirkt.Art != akt {
			x.Statt = wirkt.Art
		}
		frueher := neu.Frueher(k.Bescheide)
		if frueher == nil {
			continue
		}
		x.Aenderungsnorm, _ = frueher.NormFor(k.Def.Meta.Recht, wirkt.Art)
		x.Nimmt, x.Tenor = neu.Aenderung.Nimmt(frueher), frueher.Aenderungsvorschlaege(wirkt.Art, k.TenorVorschlag)
		out = append(out, x)
	}
	return out
}

// ZeichnungAktionen says what this person may do with what waits for a signature now.
func ZeichnungAktionen(a casework.Actor, v *casework.Vorgang, z casework.Zeichnung) []casework.ZeichnungAkt {
	if !a.Has(casework.RechtBescheiden) || !ofOwnUnit(a, v) {
		return nil
	}
	return z.Akte(a, v)
}

// BescheidAktionen says what this person may do with a decision now.
func BescheidAktionen(a casework.Actor, k *Akte, b casework.Bescheid) []casework.BescheidAkt {
	if !a.Has(casework.RechtBescheiden) || !ofOwnUnit(a, &k.Vorgang) {
		return nil
	}
	out := b.Akte(&k.Vorgang)
	if b.Adressat == nil && casework.ZeichnungOffen(k.Zeichnungen) == nil {
		out = append(out, b.Aenderungen(&k.Vorgang, k.Bescheide, k.Def.Meta.Recht, k.Heute)...)
	}
	return out
}
