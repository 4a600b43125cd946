package casework

import (
	"strings"
	"time"

	"github.com/google/uuid"
)

// Richtung of a Nachricht: from the office, or to it.
type Richtung string

// Aus = from the office to the applicant, Ein = from the applicant.
const (
	Aus Richtung = "aus"
	Ein Richtung = "ein"
)

// NachrichtArt says what a Nachricht is for.
type NachrichtArt string

// The closed list.
const (
	ArtNachricht     NachrichtArt = "nachricht"
	ArtNachforderung NachrichtArt = "nachforderung"
	ArtBescheid      NachrichtArt = "bescheid"
	ArtBestaetigung  NachrichtArt = "bestaetigung"
	ArtAntwort       NachrichtArt = "antwort"
)

// AntwortRegel says whether the applicant may or must answer.
type AntwortRegel string

// The closed list.
const (
	AntwortKeine        AntwortRegel = "keine"
	AntwortMoeglich     AntwortRegel = "moeglich"
	AntwortErforderlich AntwortRegel = "erforderlich"
)

// Nachricht is one message of the thread. Once sent it is never changed.
type Nachricht struct {
	ID               uuid.UUID
	Vorgang          uuid.UUID
	Richtung         Richtung
	Art              NachrichtArt
	Betreff          string
	Text             string
	Am               time.Time
	Von              string // name of the author
	Antwort          AntwortRegel
	AntwortBis       *time.Time // last day that counts now
	UhrStehtSeit     *time.Time // date; the period does not run meanwhile
	ErledigtAm       *time.Time // since when the office waits for an answer no longer, whatever came
	Vertrauensniveau int        // needed to read it
	Bezug            *uuid.UUID // the message answered
	Gelesen          bool       // Ein: seen by the office
	Schluessel       string     // Ein: made by the browser, against double sending
	// WiderspruchMoeglich: Ein: it may be one (MaybeWiderspruch); a person checks its form.
	WiderspruchMoeglich bool
}

// PunktZustand of one item of a Nachforderung.
type PunktZustand string

// The closed list.
const (
	PunktOffen           PunktZustand = "offen"
	PunktEingereicht     PunktZustand = "eingereicht"
	PunktAngenommen      PunktZustand = "angenommen"
	PunktZurueckgewiesen PunktZustand = "zurueckgewiesen"
)

// Punkt is one item of a Nachforderung.
type Punkt struct {
	ID        uuid.UUID
	Nachricht uuid.UUID
	Nr        int
	Titel     string
	Hinweis   string
	Zustand   PunktZustand
	Grund     string // why it was sent back
}

// Validate checks an outgoing message. heute is the calendar day in Europe/Berlin.
func (n *Nachricht) Validate(heute time.Time, punkte int) error {
	felder := map[string]string{}
	if IsLeer(n.Betreff) || len([]rune(n.Betreff)) > 255 {
		felder["betreff"] = "length"
	}
	if IsLeer(n.Text) {
		felder["text"] = "required"
	}
	if n.AntwortBis != nil && !n.AntwortBis.After(heute) {
		felder["antwortBis"] = "not_in_future"
	}
	if n.AntwortBis != nil && n.AntwortBis.After(spaetestens(heute)) {
		felder["antwortBis"] = "too_far"
	}
	if n.AntwortBis != nil && n.Antwort == AntwortKeine {
		felder["antwortBis"] = "no_answer_expected"
	}
	if n.Art == ArtNachforderung && punkte == 0 {
		felder["punkte"] = "required"
	}
	if n.Art == ArtNachforderung && n.AntwortBis == nil {
		felder["antwortBis"] = "required"
	}
	if n.Vertrauensniveau != 1 && n.Vertrauensniveau != 3 && n.Vertrauensniveau != 4 {
		felder["vertrauensniveau"] = "unknown_level"
	}
	if strings.Contains(n.Text, "{{") || strings.Contains(n.Betreff, "{{") {
		felder["text"] = "placeholder_open"
	}
	if len(felder) > 0 {
		return &Error{Code: Invalid, Reason: "invalid_fields", Fields: felder}
	}
	return nil
}

// spaetestens is the last day up to which a period may be set: a year that is typed wrong is found at once.
func spaetestens(heute time.Time) time.Time { return heute.AddDate(5, 0, 0) }

// SendungZustand is the state machine of one hand-over:
// wartet → bereitgestellt → gelesen; wartet → fehlgeschlagen | unbekannt → wartet (a person retries).
// A letter: wartet → zur_post → bereitgestellt (posted) → zurueck; zur_post, fehlgeschlagen, zurueck → verworfen.
type SendungZustand string

// The closed list.
const (
	SendungWartet         SendungZustand = "wartet"
	SendungBereitgestellt SendungZustand = "bereitgestellt"
	SendungGelesen        SendungZustand = "gelesen"
	SendungFehlgeschlagen SendungZustand = "fehlgeschlagen"
	SendungUnbekannt      SendungZustand = "unbekannt"
	SendungZurPost        SendungZustand = "zur_post"
	SendungZurueck        SendungZustand = "zurueck"
	SendungVerworfen      SendungZustand = "verworfen"
)

// What a Sendung can be beside a message.
const (
	SendungHinweis          = "hinweis"          // tells of a message
	SendungAbgabe           = "abgabe"           // hands over a whole Vorgang
	SendungBenachrichtigung = "benachrichtigung" // tells somebody at the office of a Vorgang
)

// Targets of a Sendung: stable, they stand in the database. What stands behind each is said in cmd/kontor/ziele.go.
const (
	ZielAntragsraum  = "antragsraum"
	ZielEmail        = "email"
	ZielXdomeaOrdner = "xdomea_ordner"
	// ZielMitarbeit is mail to the office. A program that does not know it lets such a Sendung fail, rather than write
	// to the applicant.
	ZielMitarbeit = "mitarbeit"
	// ZielOSI is the mailbox of a service account behind the OSI-Postfach-Facade.
	ZielOSI = "osi2"
	// ZielZBP is the central mailbox of citizens (BundID), called directly.
	ZielZBP = "zbp"
	// ZielZBPFit is the same mailbox, reached through FIT-Connect.
	ZielZBPFit = "zbp_fitconnect"
	// ZielFITConnect is the online service an application came from, by the reply channel of FIT-Connect.
	ZielFITConnect = "fitconnect"
	// ZielPost is a letter that somebody prints and posts.
	ZielPost = "post"
)

// Sendung is one outgoing hand-over to one target.
type Sendung struct {
	ID               uuid.UUID // also the idempotency key towards the target
	Mandant          uuid.UUID
	Vorgang          uuid.UUID
	Ziel             string
	Art              string // NachrichtArt, SendungHinweis, SendungAbgabe or SendungBenachrichtigung
	An               string // mail address, of a SendungBenachrichtigung only; that of a notice stands in the Quittung
	Nachricht        *uuid.UUID
	Zustand          SendungZustand
	Am               time.Time
	BereitgestelltAm *time.Time
	GelesenAm        *time.Time
	Versuche         int
	Fehler           string // reason key
	Quittung         []byte // JSON evidence of the target
	// ErinnertAn is the last day a SendungHinweis reminds of; nil = it tells of a message for the first time.
	ErinnertAn *time.Time
	// Fortschritt is a Fortschritt as JSON, of one that waits or failed.
	Fortschritt []byte
	// Of a letter: the address that stands on it, its PDF, and the day it was posted.
	Anschrift    *Anschrift
	Dokument     *uuid.UUID
	AufgegebenAm *time.Time
}

// Quittung is a target's receipt.
type Quittung struct {
	BereitgestelltAm time.Time      `json:"bereitgestelltAm"`
	Kennung          string         `json:"kennung,omitempty"`  // the target's id
	An               string         `json:"an,omitempty"`       // mail address, of what went by mail
	Nachweis         map[string]any `json:"nachweis,omitempty"` // raw evidence, no content
	Brief            *Dokument      `json:"-"`                  // the PDF, of a letter that was made
}
