package casework

import (
	"time"

	"github.com/google/uuid"
)

// Uebergabe is everything a target for hand-over needs of one or more Vorgänge. Contents are opened
// by SHA-256 through the function the target is given beside it.
type Uebergabe struct {
	ProzessID  uuid.UUID // one per hand-over; a repeated one keeps it
	ErstelltAm time.Time
	Absender   Behoerde
	Empfaenger Behoerde
	Vorgaenge  []UebergabeVorgang
}

// Behoerde names an authority.
type Behoerde struct {
	Schluessel string // Behördenkennung, may be empty
	Name       string
	Einheit    string
}

// UebergabeVorgang is one Vorgang as a receiver files it.
type UebergabeVorgang struct {
	Vorgang           Vorgang
	VerfahrenTitel    string
	EinheitName       string
	Antrag            Antrag
	Dokumente         []Dokument // released ones only, in filing order
	Nachrichten       []Nachricht
	Bescheide         []Bescheid
	Verlauf           []Verlaufseintrag
	AufbewahrungJahre int    // 0 = unlimited
	Aussonderungsart  string // A, B or V
}
