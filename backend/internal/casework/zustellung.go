package casework

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/google/uuid"
)

// Zustellung is what a Postfach channel is given. Text, Antwort, Dienst and Beilagen are those of a message; a notice
// has none of them.
type Zustellung struct {
	Sendung          uuid.UUID // idempotency key, never reused
	Vorgangsnummer   string    // thread key
	Art              NachrichtArt
	Betreff          string
	Text             string // plain, with items and last day (Nachrichtentext)
	Antwort          AntwortRegel
	AntwortBis       *time.Time // last day that counts
	Vertrauensniveau int
	Adresse          string // mailbox handle or account pseudonym; secret in logs
	Schluessel       string // public key (JWK) of the mailbox, that came with the application; empty = none did
	AntragID         string // the login's number of the application, for the account's status monitor; empty = unknown
	Antragsstatus    string // how the application stands (Antragsstatus)
	Email            string // where a notice goes; empty = none
	Link             string // to the Antragsraum
	Behoerde         string // sender
	Dienst           string // what the Vorgang is called
	Beilagen         []Beilage
	Offen            Offenes // what the message it tells of wants of the applicant; the zero value wants nothing
	Erinnerung       bool

	// Stand is what the channel has kept with Merke in an earlier attempt; nil = it begins. Merke keeps JSON at once,
	// so that a killed process goes on instead of beginning again.
	Stand json.RawMessage
	Merke func(ctx context.Context, stand []byte) error
	// Ungewiss: an earlier attempt may have arrived. The channel looks for the Sendung in what it can see there, and
	// sends again only when it is not found.
	Ungewiss bool
}

// Beilage is a file that goes along; its bytes come as a stream.
type Beilage struct {
	Dokument uuid.UUID
	Name     string
	Typ      string // media type
	Groesse  int64
	SHA256   string // hex
	Open     func() (io.ReadCloser, error)
}

// Fortschritt is how far a Sendung is that waits; it stands in its row.
type Fortschritt struct {
	Kanal json.RawMessage `json:"kanal,omitempty"` // of the channel (Zustellung.Stand)
	// Ungewiss: an attempt may have arrived; the next one is the last without a person.
	Ungewiss bool `json:"ungewiss,omitempty"`
}

// ReadFortschritt of a Sendung; the zero value where nothing was kept.
func (s *Sendung) ReadFortschritt() (f Fortschritt, err error) {
	if len(s.Fortschritt) == 0 {
		return f, nil
	}
	if err := json.Unmarshal(s.Fortschritt, &f); err != nil {
		return f, fmt.Errorf("read how far the Sendung is: %w", err)
	}
	return f, nil
}

// IsNachricht tells whether the Sendung brings the message itself, and is no notice of one.
func (s *Sendung) IsNachricht() bool {
	switch s.Art {
	case SendungHinweis, SendungAbgabe, SendungBenachrichtigung:
		return false
	}
	return s.Nachricht != nil
}

// AnBescheid tells whether it brings a Bescheid into the mailbox of a Nutzerkonto, and announces it by that (§ 9 Abs. 1
// OZG).
func (s *Sendung) AnBescheid() bool {
	return s.IsNachricht() && s.Art == string(ArtBescheid) && IsPostfach(s.Ziel)
}

// Zeit is when the target accepted; by a clock that is ahead of ours, or none, it is now.
func (q *Quittung) Zeit(now time.Time) time.Time {
	if q.BereitgestelltAm.IsZero() || q.BereitgestelltAm.After(now) {
		return now
	}
	return q.BereitgestelltAm
}

// MayRepeat tells whether a Sendung whose outcome nobody knows is sent once more without a person. A Bescheid is not:
// a second one is a second administrative act.
func (s *Sendung) MayRepeat() bool { return s.IsNachricht() && s.Art != string(ArtBescheid) }

// Nachrichtentext is a message as plain text for a channel that shows no items of its own.
func Nachrichtentext(n *Nachricht, punkte []Punkt) string {
	var b strings.Builder
	b.WriteString(n.Text)
	for _, p := range punkte {
		fmt.Fprintf(&b, "\n\n%d. %s", p.Nr, p.Titel)
		if p.Hinweis != "" {
			b.WriteString("\n" + p.Hinweis)
		}
	}
	if n.AntwortBis != nil && n.Antwort != AntwortKeine {
		b.WriteString("\n\nBitte antworten Sie bis zum " + n.AntwortBis.Format("02.01.2006") + ".")
	}
	return b.String()
}
