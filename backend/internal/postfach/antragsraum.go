// Package postfach carries messages to applicants, one file per channel. A channel is told that
// something waits and where; contents stay in the database and are read in the Antragsraum.
package postfach

import (
	"context"
	"time"

	"kontor/backend/internal/casework"
)

// Rechtsklasse of a channel decides which rule of Bekanntgabe applies.
type Rechtsklasse string

// The closed list. A mere notice announces nothing.
const (
	EigenesPortal Rechtsklasse = "eigenes_portal" // § 41 Abs. 2a VwVfG
	NurHinweis    Rechtsklasse = "hinweis"
)

// Faehigkeiten says what a channel can do; the desk offers nothing else. Zero of a limit = none.
type Faehigkeiten struct {
	Antwort          bool // the applicant can answer by the same way
	Lesebestaetigung bool // the channel reports retrieval
	Hinweis          bool // the channel notifies the applicant by itself
	Niveaus          []int
	BetreffMax       int   // characters
	DateiMax         int64 // bytes per file
	Rechtsklasse     Rechtsklasse
}

// Antragsraum is the built-in channel: the message waits in our own portal from the moment it is
// committed, so handing over is nothing but the receipt. The same Sendung may come again.
type Antragsraum struct{}

// Capabilities of our own portal.
func (Antragsraum) Capabilities() Faehigkeiten {
	return Faehigkeiten{Antwort: true, Lesebestaetigung: true, Niveaus: []int{1, 3, 4}, BetreffMax: 255,
		Rechtsklasse: EigenesPortal}
}

// Deliver confirms at once. Without an account pseudonym or a mailbox nobody could log in and find the
// message: no_mailbox, final, a person chooses another way (post).
func (a Antragsraum) Deliver(_ context.Context, z casework.Zustellung) (casework.Quittung, error) {
	if z.Adresse == "" {
		return casework.Quittung{}, &casework.Zustellfehler{Grund: "no_mailbox"}
	}
	return casework.Quittung{BereitgestelltAm: time.Now(), Kennung: z.Sendung.String()}, nil
}
