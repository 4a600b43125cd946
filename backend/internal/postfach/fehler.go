package postfach

import (
	"context"
	"errors"
	"net/textproto"
	"regexp"

	"github.com/wneessen/go-mail"

	"kontor/backend/internal/casework"
)

// arrange sorts what can go wrong between us and the relay. The cause it keeps has no addresses: relays
// repeat them in their answers, and causes are logged.
func arrange(ctx context.Context, err error) *casework.Zustellfehler {
	var s *mail.SendError
	if !errors.As(err, &s) {
		return verbindung(ctx, err)
	}
	z := &casework.Zustellfehler{Grund: "mail_refused", Cause: ohneAdressen(err)}
	code := s.ErrorCode()
	switch {
	case s.Reason == mail.ErrSMTPDataClose && code == 0:
		z.Grund, z.Unbekannt = "mail_outcome_unknown", true
	case s.Reason == mail.ErrGetSender, s.Reason == mail.ErrGetRcpts, s.Reason == mail.ErrNoUnencoded:
		z.Grund = "mail_malformed"
	case code == 0: // the connection broke before the mail was complete: the relay has nothing
		z.Grund, z.Wiederhole = "mail_server_unreachable", true
	case code < 500:
		z.Grund, z.Wiederhole = "mail_deferred", true
	case s.Reason == mail.ErrSMTPRcptTo:
		z.Grund = "mail_recipient_refused"
	}
	return z
}

// verbindung: no mail was on its way yet. Whatever it is (network, TLS, login), an operator sets it right
// and the queue goes on; no caseworker can do anything about it.
func verbindung(ctx context.Context, err error) *casework.Zustellfehler {
	z := &casework.Zustellfehler{Grund: "mail_server_unreachable", Wiederhole: true, Cause: ohneAdressen(err)}
	var antwort *textproto.Error
	switch {
	case ctx.Err() != nil:
		z.Grund = "cancelled"
	case errors.As(err, &antwort) && antwort.Code >= 500:
		z.Grund = "mail_login_refused"
	}
	return z
}

var adresse = regexp.MustCompile(`[^\s<>"',;:]+@[^\s<>"',;:]+`)

// ohneAdressen keeps the text of an error without mail addresses, ours included.
func ohneAdressen(err error) error {
	return errors.New(adresse.ReplaceAllString(err.Error(), "…"))
}
