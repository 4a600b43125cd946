package casework

import (
	"errors"
	"fmt"
	"time"
)

// Stempel is what a time stamp (RFC 3161) says of some data: that they were there at that time.
type Stempel struct {
	Zeit     time.Time
	Von      string // subject of the certificate it is signed with
	Vertraut bool   // that certificate leads to a root of the settings
}

// Stempelpruefer reads a time stamp and compares it with the data it is of; an error says why it does not hold.
type Stempelpruefer func(beleg, daten []byte) (Stempel, error)

// WegZeitstempel is the way of an anchor to a time stamping authority.
const WegZeitstempel = "zeitstempel"

// Ankerdaten are the bytes of an anchor's line that a time stamp is of: the file of the anchor as AnkerOrdner keeps it.
func Ankerdaten(zeile string) []byte { return []byte(zeile + "\n") }

// stempelVerzug is how much later than the anchor its stamp may be: the service may have been away for a while. What is
// stamped later was vouched for by nobody until then.
const stempelVerzug = 48 * time.Hour

// ErrStempelpruefer is what is said where nothing is at hand to check time stamps with.
var ErrStempelpruefer = errors.New("kein Prüfer")

// Stempelpruefung is what the time stamps of all anchors say. A stamp that is missing or late is no damage of the
// anchor, and does not vouch for it either.
type Stempelpruefung struct {
	Schaeden []string
	Hinweise []string
	gesehen  bool      // the first stamp; anchors before it are of a time without
	ohne     []int     // numbers of anchors after it that have none
	spaet    []int     // of those stamped late
	zuletzt  time.Time // the latest of these stamps
	fremd    int       // stamps of which nobody knows the root
}

// Add looks at one anchor and its stamp (nil = none), oldest first.
func (p *Stempelpruefung) Add(a *Anker, mandant string, beleg []byte, check Stempelpruefer) {
	if beleg == nil {
		if p.gesehen {
			p.ohne = append(p.ohne, a.Nr)
		}
		return
	}
	p.gesehen = true
	if check == nil {
		p.fremd++
		return
	}
	s, err := check(beleg, Ankerdaten(a.Zeile(mandant)))
	switch {
	case err != nil:
		p.Schaeden = append(p.Schaeden, fmt.Sprintf("Anker %d: sein Zeitstempel gilt nicht: %v", a.Nr, err))
	case s.Zeit.Sub(a.Am) > stempelVerzug:
		p.spaet = append(p.spaet, a.Nr)
		if s.Zeit.After(p.zuletzt) {
			p.zuletzt = s.Zeit
		}
	}
	if err == nil && !s.Vertraut {
		p.fremd++
	}
}

// End adds what there is to say of all of them; letzter is the number of the newest anchor, which may still wait.
func (p *Stempelpruefung) End(letzter int) {
	if n := len(p.ohne); n > 0 && p.ohne[n-1] == letzter {
		p.ohne = p.ohne[:n-1]
	}
	if n := len(p.ohne); n > 0 {
		p.Hinweise = append(p.Hinweise, fmt.Sprintf("ohne Zeitstempel: %d Anker, der erste ist Anker %d", n, p.ohne[0]))
	}
	if n := len(p.spaet); n > 0 {
		p.Hinweise = append(p.Hinweise, fmt.Sprintf("%d Anker, von Anker %d bis Anker %d, haben ihren Zeitstempel erst "+
			"mehr als zwei Tage später bekommen, zuletzt am %s; bis dahin bezeugt sie keiner",
			n, p.spaet[0], p.spaet[n-1], Berlin(p.zuletzt).Format("02.01.2006 15:04")))
	}
	if p.fremd > 0 {
		p.Hinweise = append(p.Hinweise, fmt.Sprintf("bei %d Zeitstempeln ist der Aussteller nicht geprüft "+
			"(KONTOR_ZEITSTEMPEL_WURZELN)", p.fremd))
	}
}
