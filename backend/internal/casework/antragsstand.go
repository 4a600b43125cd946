package casework

import "slices"

// Antragsstand is where an application is, in its applicant's words.
type Antragsstand string

// The closed list.
const (
	StandEingegangen     Antragsstand = "eingegangen"
	StandInPruefung      Antragsstand = "in_pruefung"
	StandAntwortNoetig   Antragsstand = "antwort_noetig"
	StandEntschieden     Antragsstand = "entschieden"
	StandAbgeschlossen   Antragsstand = "abgeschlossen"
	StandNichtBearbeitet Antragsstand = "nicht_bearbeitet"
	StandZurueckgenommen Antragsstand = "zurueckgenommen"
)

// AmZug says who has the ball, in the applicant's words.
type AmZug string

// The closed list.
const (
	ZugSie      AmZug = "sie"
	ZugBehoerde AmZug = "behoerde"
	ZugNiemand  AmZug = "niemand"
)

// FuerAntragsteller says where an application is and who has the ball. Whoever has something open has it, whatever
// else goes on: half an answer is read at the office while the other half is missing. offen as of FuerSie,
// bescheide oldest first. What was withdrawn is over for its applicant, whatever the office has left to do.
func FuerAntragsteller(s Status, zurueckgenommen bool, offen []Offenes, bescheide []Bescheid) (Antragsstand, AmZug) {
	if zurueckgenommen {
		return StandZurueckgenommen, ZugNiemand
	}
	stand, zug := StandInPruefung, ZugBehoerde
	switch s {
	case Verworfen, ZuLoeschen:
		stand, zug = StandNichtBearbeitet, ZugNiemand
	case Abgeschlossen:
		stand, zug = StandAbgeschlossen, ZugNiemand
	case Beschieden:
		if stand = StandEntschieden; !BescheidOffen(bescheide) {
			zug = ZugNiemand // else the office has yet to bring it to the person
		}
	case Neu:
		stand = StandEingegangen
	}
	if len(offen) > 0 {
		zug = ZugSie
	}
	gefragt := slices.ContainsFunc(offen, func(o Offenes) bool { return o.Art == OffenAntwort })
	if gefragt && (stand == StandEingegangen || stand == StandInPruefung) {
		stand = StandAntwortNoetig
	}
	return stand, zug
}
