// Package postfach carries messages to applicants, one file per channel. A channel is told that
// something waits and where; contents stay in the database and are read in the Antragsraum.
package postfach

import (
	"context"
	"time"

	"kontor/backend/internal/casework"
)

// Antragsraum is the built-in channel: the message waits in our own portal from the moment it is
// committed, so handing over is nothing but the receipt. The same Sendung may come again.
type Antragsraum struct{}

// Faehigkeiten: it shows text, items and files as they are. Whether anybody is told follows from their mail address, so
// that is a Sendung of its own.
func (a Antragsraum) Faehigkeiten() casework.Faehigkeiten {
	return casework.Faehigkeiten{Klasse: casework.KlassePortal, Rueckweg: casework.RueckwegFrei,
		Niveaus: []int{1, 3, 4}, BetreffMax: 255, Lesebestaetigung: true}
}

// Deliver confirms at once. Without an account pseudonym or a mailbox nobody could log in and find the
// message: no_mailbox, final, a person chooses another way (post).
func (a Antragsraum) Deliver(_ context.Context, z casework.Zustellung) (casework.Quittung, error) {
	if z.Adresse == "" {
		return casework.Quittung{}, &casework.Zustellfehler{Grund: "no_mailbox"}
	}
	return casework.Quittung{BereitgestelltAm: time.Now(), Kennung: z.Sendung.String()}, nil
}
