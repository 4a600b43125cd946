package postfach

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"net/url"
	"strings"
	"time"

	"github.com/wneessen/go-mail"

	"kontor/backend/internal/casework"
)

// Modes of transport security.
const (
	TLSStart = "starttls" // plain connection, then TLS or nothing
	TLSOn    = "tls"      // TLS from the first byte
	TLSOff   = "none"     // for a relay on the same machine or a test
)

// SMTP says how mail leaves the house.
type SMTP struct {
	Host     string
	Port     int
	User     string // empty = no login
	Password string
	TLS      string        // starttls, tls or none
	From     string        // address, with or without name
	Helo     string        // our name towards the relay; empty = the machine's
	Timeout  time.Duration // per connection; zero = 30 s
	Roots    *tls.Config   // extra trust for a house-internal relay; nil = the system's
}

// Email is the notice channel. Its mails say that something waits and nothing else: no subject of the
// message, no procedure, no number, no name but the authority's. Mail is read by many on its way.
type Email struct {
	set  SMTP
	from *netmail.Address
	opts []mail.Option
}

// NewEmail checks the settings; it does not connect. Errors are *casework.Error with code Invalid and
// the setting as field.
func NewEmail(set SMTP) (*Email, error) {
	from, err := netmail.ParseAddress(set.From)
	if err != nil {
		return nil, casework.FailField("from", "mail_address")
	}
	if set.Timeout <= 0 {
		set.Timeout = 30 * time.Second
	}
	e := &Email{set: set, from: from}
	e.opts = []mail.Option{mail.WithPort(set.Port), mail.WithTimeout(set.Timeout)}
	switch set.TLS {
	case TLSStart:
		e.opts = append(e.opts, mail.WithTLSPolicy(mail.TLSMandatory))
	case TLSOn:
		e.opts = append(e.opts, mail.WithSSL())
	case TLSOff:
		if set.User != "" {
			return nil, casework.FailField("tls", "password_without_tls")
		}
		e.opts = append(e.opts, mail.WithTLSPolicy(mail.NoTLS))
	default:
		return nil, casework.FailField("tls", "unknown")
	}
	if set.Roots != nil {
		e.opts = append(e.opts, mail.WithTLSConfig(set.Roots))
	}
	if set.Helo != "" {
		e.opts = append(e.opts, mail.WithHELO(set.Helo))
	}
	if set.User != "" {
		e.opts = append(e.opts, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(set.User),
			mail.WithPassword(set.Password))
	}
	if _, err := mail.NewClient(set.Host, e.opts...); err != nil {
		return nil, &casework.Error{Code: casework.Invalid, Reason: "smtp_settings", Cause: err}
	}
	return e, nil
}

// Faehigkeiten: a notice has no text of ours, no file and no answer.
func (e *Email) Faehigkeiten() casework.Faehigkeiten {
	return casework.Faehigkeiten{Klasse: casework.KlasseEmail}
}

// Deliver sends one notice. The error is a *casework.Zustellfehler: temporary when the relay cannot be
// reached or says so, final when it refuses, unknown when the connection broke after the whole mail had
// been sent and before the answer. A repeated Sendung has the same Message-ID.
func (e *Email) Deliver(ctx context.Context, z casework.Zustellung) (casework.Quittung, error) {
	msg, err := e.nachricht(z)
	if err != nil {
		return casework.Quittung{}, err
	}
	return e.send(ctx, z, msg)
}

func (e *Email) send(ctx context.Context, z casework.Zustellung, msg *mail.Msg) (casework.Quittung, error) {
	client, err := mail.NewClient(e.set.Host, e.opts...)
	if err != nil {
		return casework.Quittung{}, &casework.Zustellfehler{Grund: "smtp_settings", Cause: err}
	}
	err = client.DialAndSendWithContext(ctx, msg)
	// The relay has taken the mail; what went wrong after that (RSET, QUIT) is no matter.
	if err != nil && !msg.IsDelivered() {
		return casework.Quittung{}, arrange(ctx, err)
	}
	return casework.Quittung{
		BereitgestelltAm: time.Now(),
		Kennung:          e.messageID(z),
		Nachweis: map[string]any{"server": net.JoinHostPort(e.set.Host, fmt.Sprint(e.set.Port)),
			"antwort": adresse.ReplaceAllString(msg.ServerResponse(), "…"), "mail": roh(msg)},
	}, nil
}

// roh is the mail as the relay was given it, for the file.
func roh(msg *mail.Msg) string {
	var b strings.Builder
	if _, err := msg.WriteTo(&b); err != nil {
		return "" // it has gone out all the same
	}
	return b.String()
}

// messageID is made of the Sendung, so that a repeat can be told from a second notice.
func (e *Email) messageID(z casework.Zustellung) string {
	_, domain, _ := strings.Cut(e.from.Address, "@")
	return z.Sendung.String() + "@" + domain
}

func (e *Email) nachricht(z casework.Zustellung) (*mail.Msg, error) {
	return e.mail(z, func(behoerde, link string) (string, string) {
		w := hinweisFor(z)
		return w.betreff + ": " + behoerde, w.text(behoerde, link)
	})
}

// mail is one to z.Email; says makes subject and text of the name of the authority and the link.
func (e *Email) mail(z casework.Zustellung,
	says func(behoerde, link string) (betreff, text string)) (*mail.Msg, error) {
	if z.Email == "" {
		return nil, &casework.Zustellfehler{Grund: "no_email"}
	}
	an, ok := casework.EmailAdresse(z.Email)
	if !ok {
		return nil, &casework.Zustellfehler{Grund: "email_invalid"}
	}
	link, err := startseite(z.Link)
	if err != nil {
		return nil, &casework.Zustellfehler{Grund: "link_invalid"}
	}
	behoerde := einzeilig(z.Behoerde)
	if behoerde == "" {
		return nil, &casework.Zustellfehler{Grund: "authority_missing"}
	}
	m := mail.NewMsg(mail.WithNoDefaultUserAgent())
	m.FromMailAddress(e.from)
	m.ToMailAddress(&netmail.Address{Address: an})
	m.SetMessageIDWithValue(e.messageID(z))
	m.SetDate()
	// No out-of-office replies to a machine (RFC 3834).
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	betreff, inhalt := says(behoerde, link)
	m.Subject(betreff)
	m.SetBodyString(mail.TypeTextPlain, inhalt)
	return m, nil
}

// startseite keeps the address of the Antragsraum and drops what could name a Vorgang.
func startseite(link string) (string, error) {
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return "", errors.New("no web address")
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}).String(), nil
}

func einzeilig(s string) string { return strings.Join(strings.Fields(s), " ") }
