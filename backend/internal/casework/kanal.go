package casework

import (
	"slices"
	"time"

	"github.com/google/uuid"
)

// postfachziele are the kinds of channel that lead into the mailbox an application came with (adapters.Postfach.Kanal),
// the best one first.
var postfachziele = map[string][]string{
	"osi":        {ZielOSI},
	"bundid":     {ZielZBP, ZielZBPFit},
	"fitconnect": {ZielFITConnect},
}

// Postfachziele are the targets that lead to a mailbox of that kind of account; which of them a tenant has says its
// Kanal.
func Postfachziele(konto string) []string { return postfachziele[konto] }

// HasAnmeldung tells whether somebody with that kind of account can sign in at the Antragsraum: an address of a
// machine or of a mailbox alone is no login.
func HasAnmeldung(konto string) bool { return konto != "fitconnect" && konto != "demail" }

// IsPostfach tells whether a target is the mailbox of a Nutzerkonto.
func IsPostfach(ziel string) bool {
	for _, ziele := range postfachziele {
		if slices.Contains(ziele, ziel) {
			return true
		}
	}
	return false
}

// ImRaum tells whether what went to a target can be read in the Antragsraum: what lies in the mailbox of the account
// does, too, for whoever signs in with it.
func ImRaum(ziel string) bool { return ziel == ZielAntragsraum || IsPostfach(ziel) }

// Kanal is a channel of a tenant to mailboxes of Nutzerkonten.
type Kanal struct {
	ID           uuid.UUID
	Mandant      uuid.UUID
	Art          string // its protocol, and the Ziel of its Sendungen
	Name         string
	Aktiv        bool
	Version      int
	Stoerung     string // class of the error that stops it; "" = it works
	GestoertSeit *time.Time
	VersuchtAm   *time.Time
}

// Kanalpause is how long a channel that is at fault is left alone between two attempts.
const Kanalpause = time.Minute

// Ruht tells whether a channel that is at fault is left alone now.
func (k *Kanal) Ruht(now time.Time) bool {
	return k.Stoerung != "" && k.VersuchtAm != nil && now.Sub(*k.VersuchtAm) < Kanalpause
}
